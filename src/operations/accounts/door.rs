//! At the door: whom a name means, and whether the password proves it. The work tells nobody who exists: every guess
//! costs one hash, whether there is such an account or not.

use std::sync::Arc;

use crate::domain::account::Account;
use crate::domain::identity::Inn;
use crate::operations::House;
use crate::store::{StoreError, accounts, colleagues};

/// Whom a name means.
pub(super) struct Claim {
    /// The account, if there is one that may sign in.
    pub(super) account: Option<Account>,
    /// Whether the name was an ИНН: it may mean somebody else of the organisation.
    pub(super) by_inn: bool,
}

/// Whom a name means: a login first, then an e-mail that only one person has, then the ИНН of an organisation, which
/// means the one of its people whom it named for that.
pub(super) async fn claim(house: &Arc<House>, name: &str) -> Result<Claim, StoreError> {
    if let Some(account) = accounts::find(&house.db, name).await? {
        return Ok(Claim { account: Some(account).filter(|account| !account.disabled), by_inn: false });
    }
    if name.contains('@') {
        let account = colleagues::signing_in_as(&house.db, name).await?;
        return Ok(Claim { account, by_inn: false });
    }
    match Inn::parse(name) {
        Ok(inn) => {
            let account = colleagues::by_inn(&house.db, inn.as_str()).await?;
            Ok(Claim { account, by_inn: true })
        }
        Err(_) => Ok(Claim { account: None, by_inn: false }),
    }
}

/// The account, when the password proves the claim.
pub(super) async fn prove(house: &Arc<House>, account: Option<Account>, password: &str) -> Option<Account> {
    let hash = account.as_ref().map(|account| account.password_hash.as_str());
    let fits = house.passwords.verify(password, hash).await;
    account.filter(|_| fits)
}
