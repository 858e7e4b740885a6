//! Signing in: the account that a name denotes, and the check of its password. Every guess costs one hash whether the
//! account exists or not, so the time reveals nothing.

use std::sync::Arc;

use crate::domain::account::Account;
use crate::domain::identity::Inn;
use crate::operations::House;
use crate::store::{StoreError, accounts, colleagues};

/// What a name denotes.
pub(super) struct Claim {
    /// The account, if there is one that may sign in.
    pub(super) account: Option<Account>,
    /// Whether the name is an ИНН: the caller may belong to the organisation but not be this person.
    pub(super) by_inn: bool,
}

/// Looks a name up: as a login, as an e-mail address that only one person has, or as the ИНН of an organisation, which
/// denotes the first of its people.
pub(super) async fn claim(house: &Arc<House>, name: &str) -> Result<Claim, StoreError> {
    if let Some(account) = accounts::find(&house.db, name).await? {
        return Ok(Claim { account: Some(account).filter(|account| !account.disabled), by_inn: false });
    }
    if name.contains('@') {
        let mut found = colleagues::with_email(&house.db, name, 2).await?;
        let account = if found.len() == 1 { found.pop() } else { None };
        return Ok(Claim { account, by_inn: false });
    }
    match Inn::parse(name) {
        Ok(inn) => {
            let account = colleagues::of_organization(&house.db, inn.as_str(), 1).await?.pop();
            Ok(Claim { account, by_inn: true })
        }
        Err(_) => Ok(Claim { account: None, by_inn: false }),
    }
}

/// The account, if the password is right.
pub(super) async fn prove(house: &Arc<House>, account: Option<Account>, password: &str) -> Option<Account> {
    let hash = account.as_ref().map(|account| account.password_hash.as_str());
    let fits = house.passwords.verify(password, hash).await;
    account.filter(|_| fits)
}
