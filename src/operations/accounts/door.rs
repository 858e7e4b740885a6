//! At the door: whom a name may mean, and whether the password proves it. The work tells nobody who exists.

use std::sync::Arc;

use crate::domain::account::Account;
use crate::domain::identity::Inn;
use crate::operations::House;
use crate::store::{StoreError, accounts, colleagues};

/// So many accounts of an organisation are tried, and as many tries are made when it has fewer.
const OF_ORGANIZATION: usize = 4;

/// Whom a name may mean.
pub(super) enum Claim {
    /// One account, or none.
    One(Option<Box<Account>>),
    /// Accounts of an organisation that was named by its ИНН.
    Organization(Vec<Account>),
}

/// What a password proved.
pub(super) enum Proof {
    /// Who it is.
    Account(Box<Account>),
    /// Nobody.
    Wrong,
    /// Not exactly one account of the organisation.
    Ambiguous,
}

impl Claim {
    /// The login of the account, when the name tells it.
    pub(super) fn login(&self) -> Option<&str> {
        match self {
            Self::One(account) => account.as_ref().map(|account| account.login.as_str()),
            Self::Organization(_) => None,
        }
    }
}

/// Whom a name may mean: a login first, then an e-mail that only one person has, then an ИНН.
pub(super) async fn claim(house: &Arc<House>, name: &str) -> Result<Claim, StoreError> {
    if let Some(account) = accounts::find(&house.db, name).await? {
        return Ok(Claim::One(Some(account).filter(|account| !account.disabled).map(Box::new)));
    }
    if name.contains('@') {
        let mut found = colleagues::with_email(&house.db, name, 2).await?;
        let only = if found.len() == 1 { found.pop() } else { None };
        return Ok(Claim::One(only.map(Box::new)));
    }
    match Inn::parse(name) {
        Ok(inn) => {
            let limit = u64::try_from(OF_ORGANIZATION + 1).unwrap_or(u64::MAX);
            Ok(Claim::Organization(colleagues::of_organization(&house.db, inn.as_str(), limit).await?))
        }
        Err(_) => Ok(Claim::One(None)),
    }
}

/// Whether the password proves the claim.
pub(super) async fn prove(house: &Arc<House>, claim: Claim, password: &str) -> Proof {
    match claim {
        Claim::One(account) => {
            let hash = account.as_ref().map(|account| account.password_hash.as_str());
            let fits = house.passwords.verify(password, hash).await;
            account.filter(|_| fits).map_or(Proof::Wrong, Proof::Account)
        }
        Claim::Organization(accounts) => prove_one_of(house, accounts, password).await,
    }
}

/// Every ИНН costs the same number of tries, whether it is known or not and however many people it has.
async fn prove_one_of(house: &Arc<House>, accounts: Vec<Account>, password: &str) -> Proof {
    let mut tried = if accounts.len() > OF_ORGANIZATION { Vec::new() } else { accounts }.into_iter();
    let mut fitting = Vec::new();
    for _ in 0..OF_ORGANIZATION {
        let account = tried.next();
        let hash = account.as_ref().map(|account| account.password_hash.as_str());
        if house.passwords.verify(password, hash).await {
            fitting.extend(account);
        }
    }
    match (fitting.pop(), fitting.is_empty()) {
        (Some(only), true) => Proof::Account(Box::new(only)),
        (Some(_), false) | (None, _) => Proof::Ambiguous,
    }
}
