//! Recovery of login and password from the portal: the same link as anybody gets who forgot, asked for by e-mail and
//! captcha; or the form of another password at once, by the code of an SMS.

use std::sync::Arc;

use super::access::{self, Asking};
use super::caller::Requester;
use super::captcha::{CaptchaAnswer, CaptchaForm, WRONG, solve, spend};
use super::{Failure, House, phone_codes};
use crate::domain::password_link::{Holder, LIFETIME};
use crate::domain::phone_code::PhoneCode;
use crate::domain::registration::Channel;
use crate::gateways::tokens;
use crate::store::{Tx, accounts, links, phone_codes as codes};

/// Owes a link to everybody who has this address. The answer is the same when that is nobody.
pub async fn recover(
    house: &Arc<House>,
    caller: &Requester<'_>,
    email: &str,
    answer: &CaptchaAnswer,
) -> Result<(), Failure> {
    let read = read(house, caller, &Channel::Email(email.to_owned()), answer).await?;
    solved(house, answer).await?.commit().await?;
    let asking = Asking { name: read.as_str(), address: caller.address, request_id: caller.request_id };
    access::ask(house, &asking).await
}

/// Owes a code to a number; the browser that asked may type it. The answer is the same when nobody has the number.
pub async fn recover_by_phone(
    house: &Arc<House>,
    caller: &Requester<'_>,
    phone: &str,
    answer: &CaptchaAnswer,
    browser: &str,
) -> Result<(), Failure> {
    let read = read(house, caller, &Channel::Phone(phone.to_owned()), answer).await?;
    phone_codes::may_send(house, caller, read.as_str()).await?;
    let tx = solved(house, answer).await?;
    codes::ask(&tx, read.as_str(), None, &tokens::digest(browser), house.clock.now()).await?;
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(())
}

/// The code that a browser asked for and may type.
pub async fn awaited(house: &Arc<House>, browser: &str) -> Result<Option<PhoneCode>, Failure> {
    let code = codes::of_browser(&house.db, &tokens::digest(browser)).await?;
    Ok(code.filter(|code| !code.used && house.clock.now() < code.expires_at))
}

/// Opens the form of another password by a code, once; answers with the token of its link.
pub async fn open_by_code(
    house: &Arc<House>,
    caller: &Requester<'_>,
    browser: &str,
    typed: &str,
) -> Result<String, Failure> {
    let code = awaited(house, browser).await?.ok_or(Failure::NotFound)?;
    phone_codes::check(house, caller, &code, typed).await?;
    let account = accounts::with_confirmed_phone(&house.db, &code.phone).await?;
    let account = account.filter(|account| !account.disabled).ok_or(Failure::NotFound)?;
    let (token, now) = (tokens::fresh(), house.clock.now());
    let tx = house.db.begin().await?;
    phone_codes::spend(&tx, &code, now).await?;
    links::grant(&tx, Holder::Person(account.id), &tokens::digest(&token), now + LIFETIME, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Reads the address or number, and solves the captcha; all that is wrong is told at once.
async fn read(
    house: &Arc<House>,
    caller: &Requester<'_>,
    typed: &Channel,
    answer: &CaptchaAnswer,
) -> Result<Channel, Failure> {
    let mut faults = Vec::new();
    let read = typed.read().map_err(|words| faults.push((typed.field(), words))).ok();
    if !solve(house, caller, CaptchaForm::Recovery, answer).await? {
        faults.push(("symbols", WRONG.to_owned()));
    }
    read.filter(|_| faults.is_empty()).ok_or(Failure::Invalid(faults))
}

/// Uses the captcha up, in a transaction.
async fn solved(house: &Arc<House>, answer: &CaptchaAnswer) -> Result<Tx, Failure> {
    let tx = house.db.begin().await?;
    if spend(&tx, answer).await? {
        Ok(tx)
    } else {
        Err(Failure::Invalid(vec![("symbols", WRONG.to_owned())]))
    }
}

/// Whom to write or call when it does not help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// The telephone.
    pub phone: String,
    /// The address.
    pub email: String,
}

/// Whom clients write or call; anybody may know.
pub async fn contacts(house: &Arc<House>) -> Result<Contacts, Failure> {
    let settings = house.settings().await?;
    Ok(Contacts { phone: settings.client_support_phone, email: settings.client_support_email })
}
