//! Offering an ITS contract to whoever has a login. The answer is the same whether anybody has it.

use serde::Deserialize;

use super::typed_day;
use crate::domain::cleaning::cleaned;
use crate::domain::its_login::LoginOffer;
use crate::domain::month::moscow_day;
use crate::operations::accounts::throttle::{WINDOW, seconds};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{accounts, guesses, keep, logins};

/// What was typed about a contract that is to be offered.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct TypedOffer {
    /// The login.
    pub offered_login: String,
    /// Until which day the contract is to run: `31.12.2026`.
    pub offered_until: String,
}

/// The longest login that anybody has.
const LONGEST: usize = 100;
/// So many offers a partner makes within a quarter of an hour: each may be a letter to somebody who did not ask for it.
const OFFERS_MOST: i32 = 30;

/// Offers a contract to whoever has the login: they get a letter and may accept it.
pub async fn offer(desk: &Desk, typed: &TypedOffer) -> Result<(), Failure> {
    desk.may(Permission::ManageItsLogins).await?;
    desk.must_be_proven().await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let login = &cleaned(&typed.offered_login);
    let until = typed_day(&typed.offered_until, moscow_day(desk.now()));
    let mut faults = Vec::new();
    if login.is_empty() {
        faults.push(("offered_login", "Укажите логин".to_owned()));
    } else if login.chars().count() > LONGEST || login.contains(char::is_control) {
        faults.push(("offered_login", "Проверьте логин".to_owned()));
    } else if logins::of_partner(desk.db(), partner, login).await?.is_some() {
        faults.push(("offered_login", "Этот логин уже в списке: измените срок на его странице".to_owned()));
    }
    faults.extend(until.err().map(|words| ("offered_until", words.to_owned())));
    let (Ok(until), true) = (until, faults.is_empty()) else { return Err(Failure::Invalid(faults)) };
    let made = guesses::count(desk.db(), &format!("offers:{partner}"), desk.now(), WINDOW).await?;
    if made.number > OFFERS_MOST {
        return Err(Failure::TooOften(seconds(made.until, desk.now())));
    }
    let tx = desk.begin().await?;
    let account = accounts::find(&tx, login).await?;
    let offer = LoginOffer::to(account.as_ref(), login.clone(), partner, until, desk.now());
    keep(&tx, &desk.keeper(), offer.make()).await?;
    Ok(desk.commit(tx).await?)
}
