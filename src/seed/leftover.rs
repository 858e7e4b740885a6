//! Traces of a seed in a real installation: accounts that still have the demo's password.

use std::collections::BTreeSet;

use super::PASSWORD;
use crate::operations::House;
use crate::store::seeded_passwords::{self, Holders};
use crate::store::{StoreError, accounts};

/// The maximum number of named accounts; the others are only counted.
pub const WITH_DEMO_PASSWORD_MOST: u64 = 20;
/// Logins that every seed creates. In a database seeded by an older version, their hashes reveal all other seeded
/// accounts, since a seed uses one hash for all.
const PEOPLE: &[&str] = &[
    "staff",
    "manager",
    "partner-admin",
    "partner2",
    "support",
    "operator",
    "billing",
    "admin",
    "client",
    "its-demo",
];

/// The accounts that still have the demo's password.
pub async fn with_demo_password(house: &House) -> Result<Holders, StoreError> {
    let mut hashes: BTreeSet<String> = seeded_passwords::all(&house.db).await?.into_iter().collect();
    for hash in hashes_of_known(house).await? {
        if !hashes.contains(&hash) && house.passwords.verify(PASSWORD, Some(&hash)).await {
            hashes.insert(hash);
        }
    }
    let hashes: Vec<String> = hashes.into_iter().collect();
    seeded_passwords::holders(&house.db, &hashes, WITH_DEMO_PASSWORD_MOST).await
}

async fn hashes_of_known(house: &House) -> Result<BTreeSet<String>, StoreError> {
    let mut hashes = BTreeSet::new();
    for login in PEOPLE {
        hashes.extend(accounts::find(&house.db, login).await?.map(|account| account.password_hash));
    }
    Ok(hashes)
}
