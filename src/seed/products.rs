//! Deliveries with PINs that were made up, and a free product of the demo's client.

use std::sync::Arc;

use super::files::{DeliveryRow, Files};
use super::office::SeededOffice;
use super::{SeedError, unknown};
use crate::domain::delivery::Pin;
use crate::domain::identity::RegNumber;
use crate::domain::product::FreeProduct;
use crate::domain::role::Role;
use crate::operations::deliveries::{self, HandedIn, pin_digest};
use crate::operations::{Desk, Failure, House, products};
use crate::store::{self, Db, StoreError, accounts};

const FILE: &str = "deliveries.csv";

/// A pair with which the demo can be tried: a registration number and its PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedPair {
    /// The number.
    pub number: String,
    /// The PIN.
    pub pin: String,
}

/// Publishes the deliveries.
pub(super) async fn publish(
    house: &Arc<House>,
    files: &Files,
    office: &SeededOffice,
    secret: &[u8],
) -> Result<(), SeedError> {
    let admin = office.holder(Role::OperatorAdmin, None)?;
    let desk =
        Desk::of_person(house, admin, Vec::new(), "seed-products".to_owned()).proven(house.clock.now());
    let rows = files.deliveries.iter().map(handed_in).collect::<Result<Vec<_>, _>>()?;
    deliveries::publish(&desk, secret, rows).await.map_err(refused)?;
    let Some(client) = accounts::find(&house.db, "client").await? else { return Ok(()) };
    let desk =
        Desk::of_person(house, &client, Vec::new(), "seed-products".to_owned()).proven(house.clock.now());
    products::receive(&desk, FreeProduct::Publisher).await.map_err(refused)
}

fn refused(failure: Failure) -> SeedError {
    SeedError::Refused { what: FILE.to_owned(), failure }
}

fn handed_in(row: &DeliveryRow) -> Result<HandedIn, SeedError> {
    let number = RegNumber::parse(&row.number).map_err(|_| unknown(FILE, &row.number))?;
    let pin = Pin::parse(&row.pin).ok_or_else(|| unknown(FILE, &row.number))?;
    Ok(HandedIn { number, pin, name: row.name.clone(), kit: row.kit.clone() })
}

/// A pair of the seed that nobody has registered, if this database has one under this secret.
pub async fn unused_pair(db: &Db, secret: &[u8]) -> Result<Option<UnusedPair>, SeedError> {
    for row in &Files::read()?.deliveries {
        let HandedIn { number, pin, .. } = handed_in(row)?;
        let digest = pin_digest(secret, number.as_str(), &pin);
        if is_unused(db, number.as_str(), &digest).await? {
            return Ok(Some(UnusedPair { number: number.into(), pin: row.pin.clone() }));
        }
    }
    Ok(None)
}

async fn is_unused(db: &Db, number: &str, digest: &str) -> Result<bool, StoreError> {
    Ok(store::deliveries::unused(db, number, digest).await?.is_some())
}
