//! Telling people of sign-ins in browsers that they had not used before.

use super::device::{Device, cut};
use crate::domain::ids::PersonId;
use crate::operations::House;
use crate::store::{StoreError, accounts, colleagues, new_devices};

/// A browser in which somebody is about to sign in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Newcomer<'a> {
    /// The value of the device cookie; the caller has verified its signature.
    pub(super) device: Option<&'a str>,
    /// The browser's `User-Agent`.
    pub(super) browser: &'a str,
    /// The client's address.
    pub(super) address: &'a str,
}

impl Newcomer<'_> {
    /// Owes the letter, unless the person has signed in in this browser, or never before at all.
    pub(super) async fn tell(self, house: &House, person: PersonId) -> Result<(), StoreError> {
        let met = self.device.and_then(Device::read);
        if met.is_some_and(|device| device.has_met(person, house.clock.now())) {
            return Ok(());
        }
        if accounts::seen_at(&house.db, person).await?.is_none() {
            return Ok(());
        }
        let tx = house.db.begin().await?;
        let who = colleagues::oneself(&tx, person).await?;
        let browser = cut(self.browser);
        new_devices::note(&tx, &who, &browser, self.address, house.clock.now()).await?;
        tx.commit().await?;
        house.owed.notify_waiters();
        Ok(())
    }
}
