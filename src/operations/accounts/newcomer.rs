//! Telling people of sign-ins in browsers that they had not used before.

use std::sync::Arc;

use super::BROWSER_MOST;
use super::device::Device;
use crate::domain::account::Account;
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
    pub(super) async fn tell(self, house: &Arc<House>, account: &Account) -> Result<(), StoreError> {
        let met = self.device.and_then(Device::read);
        if met.is_some_and(|device| device.has_met(account.id, house.clock.now())) {
            return Ok(());
        }
        if accounts::seen_at(&house.db, account.id).await?.is_none() {
            return Ok(());
        }
        let tx = house.db.begin().await?;
        let who = colleagues::oneself(&tx, account.id).await?;
        let browser: String = self.browser.chars().take(BROWSER_MOST).collect();
        new_devices::note(&tx, &who, &browser, self.address, house.clock.now()).await?;
        tx.commit().await?;
        house.owed.notify_waiters();
        Ok(())
    }
}
