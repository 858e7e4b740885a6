//! Telling people of sign-ins in browsers that they had not used before.

use chrono::{DateTime, Utc};

use super::device::{Device, cut};
use crate::domain::colleague::Colleague;
use crate::store::{StoreError, Tx, accounts, new_devices};

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
    /// Owes the letter, unless the person, who was read with a lock, has signed in in this browser, or never before at all.
    pub(super) async fn tell(self, tx: &Tx, who: &Colleague, at: DateTime<Utc>) -> Result<(), StoreError> {
        let person = who.account.id;
        let met = self.device.and_then(Device::read).is_some_and(|device| device.has_met(person, at));
        if met || accounts::seen_at(tx, person).await?.is_none() {
            return Ok(());
        }
        new_devices::note(tx, who, &cut(self.browser), self.address, at).await
    }
}
