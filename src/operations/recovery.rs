//! Recovery of login and password from the portal: the same link as anybody gets who forgot, asked for by e-mail and captcha.

use std::sync::Arc;

use super::access::{self, Asking};
use super::caller::Requester;
use super::captcha::{CaptchaAnswer, CaptchaForm, WRONG, solve, spend};
use super::{Failure, House};
use crate::domain::identity::Email;

/// Owes a link to everybody who has this address. The answer is the same when that is nobody.
pub async fn recover(
    house: &Arc<House>,
    caller: &Requester<'_>,
    email: &str,
    answer: &CaptchaAnswer,
) -> Result<(), Failure> {
    let mut faults = Vec::new();
    let typed = email.trim();
    if typed.is_empty() {
        faults.push(("email", "E-mail не указан".to_owned()));
    } else if let Err(fault) = Email::parse(typed) {
        faults.push(("email", fault.detail.to_owned()));
    }
    if !solve(house, caller, CaptchaForm::Recovery, answer).await? {
        faults.push(("symbols", WRONG.to_owned()));
    }
    if !faults.is_empty() {
        return Err(Failure::Invalid(faults));
    }
    let tx = house.db.begin().await?;
    if !spend(&tx, answer).await? {
        return Err(Failure::Invalid(vec![("symbols", WRONG.to_owned())]));
    }
    tx.commit().await?;
    access::ask(house, &Asking { name: typed, address: caller.address, request_id: caller.request_id }).await
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
