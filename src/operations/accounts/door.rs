//! Signing in: the account that a name denotes, and the check of its password. Every guess costs one hash whether the
//! account exists or not, so the time reveals nothing.

use std::sync::Arc;

use crate::domain::account::Account;
use crate::domain::identity::{Inn, Phone};
use crate::domain::ids::RegistrationId;
use crate::domain::registration::Registration;
use crate::operations::House;
use crate::store::{StoreError, accounts, colleagues, registrations};

/// Whom a name means.
#[derive(Default)]
pub(super) struct Claim {
    /// The account, if there is one that may sign in.
    pub(super) account: Option<Account>,
    /// The registration that waits under the name, when there is no account.
    waiting: Option<Registration>,
    /// Whether the name was an ИНН: it may mean somebody else of the organisation.
    pub(super) by_inn: bool,
}

/// Whose password it was.
pub(super) enum Proven {
    /// An account's.
    Account(Account),
    /// That of a registration whose letter or SMS was not answered yet.
    Waiting(RegistrationId),
}

/// Whom a name means: a login first, then an e-mail that was confirmed or that only one person has, then the ИНН of an
/// organisation, which means the member whom it named for that, then a confirmed number, and at last a registration that
/// waits.
pub(super) async fn claim(house: &Arc<House>, name: &str) -> Result<Claim, StoreError> {
    if let Some(account) = with_login(house, name).await? {
        return Ok(Claim { account: Some(account).filter(|account| !account.disabled), ..Claim::default() });
    }
    let account = if name.contains('@') {
        with_email(house, name).await?
    } else if let Ok(inn) = Inn::parse(name) {
        let account = colleagues::by_inn(&house.db, inn.as_str()).await?;
        return Ok(Claim { account, by_inn: true, ..Claim::default() });
    } else if let Ok(phone) = Phone::parse(name) {
        let account = accounts::with_confirmed_phone(&house.db, phone.as_str()).await?;
        account.filter(|account| !account.disabled)
    } else {
        None
    };
    let waiting = registrations::waiting(&house.db, name, house.clock.now()).await?;
    Ok(Claim { waiting: waiting.filter(|_| account.is_none()), account, by_inn: false })
}

/// A login means the same in large letters.
async fn with_login(house: &House, name: &str) -> Result<Option<Account>, StoreError> {
    match accounts::find(&house.db, name).await? {
        None => accounts::find(&house.db, &name.to_lowercase()).await,
        found => Ok(found),
    }
}

async fn with_email(house: &House, name: &str) -> Result<Option<Account>, StoreError> {
    if let Some(account) = accounts::with_confirmed_email(&house.db, name).await? {
        return Ok(Some(account).filter(|account| !account.disabled));
    }
    colleagues::signing_in_as(&house.db, name).await
}

/// Whose password it is, when it proves the claim.
pub(super) async fn prove(house: &Arc<House>, claim: Claim, password: &str) -> Option<Proven> {
    let of_account = claim.account.as_ref().map(|account| account.password_hash.as_str());
    let of_waiting = claim.waiting.as_ref().map(|waiting| waiting.password_hash.as_str());
    let fits = house.passwords.verify(password, of_account.or(of_waiting)).await;
    let proven = claim.account.map(Proven::Account);
    proven.or(claim.waiting.map(|waiting| Proven::Waiting(waiting.id))).filter(|_| fits)
}
