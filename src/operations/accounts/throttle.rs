//! Guesses: counted by what is guessed at and from where, and stopped for a while when there are too many.

use std::sync::Arc;

use chrono::Duration;

use super::SignInFailure;
use crate::operations::House;
use crate::store::{StoreError, audit, guesses};

/// How long failed guesses are remembered.
pub(in crate::operations) const WINDOW: Duration = Duration::minutes(15);
/// So many failed guesses at one login are enough.
const PER_LOGIN: i32 = 5;
/// So many failed guesses from one address are enough; an office may share it.
const PER_ADDRESS: i32 = 50;

/// A guess at a password.
pub(in crate::operations) struct Guess<'a> {
    /// The login that is guessed at.
    pub(in crate::operations) at: &'a str,
    /// What was typed, for the second stream.
    pub(in crate::operations) typed: &'a str,
    /// From where, when the guesser is not signed in.
    pub(in crate::operations) address: Option<&'a str>,
    /// The request.
    pub(in crate::operations) request_id: &'a str,
}

impl Guess<'_> {
    /// Counts the guess before anything is tried, and refuses it when there were too many: whoever guesses many times
    /// at once has each of them counted.
    pub(in crate::operations) async fn must_be_allowed(
        &self,
        house: &Arc<House>,
    ) -> Result<(), SignInFailure> {
        let now = house.clock.now();
        let by_address = match self.address {
            Some(address) => guesses::count(&house.db, &address_key(address), now, WINDOW).await?,
            None => 0,
        };
        if by_address > PER_ADDRESS {
            return self.refuse(house, by_address == PER_ADDRESS + 1).await;
        }
        let by_login = guesses::count(&house.db, &login_key(self.at), now, WINDOW).await?;
        if by_login <= PER_LOGIN {
            return Ok(());
        }
        // Nothing was tried: an office that shares the address goes on.
        self.take_back(house).await?;
        self.refuse(house, by_login == PER_LOGIN + 1).await
    }

    /// Notes a guess that failed; it is counted already.
    pub(in crate::operations) async fn failed(&self, house: &Arc<House>) -> Result<(), StoreError> {
        self.note(house, "sign_in_failed").await
    }

    /// It was no guess: forgets what was wrong at this login before, and what this attempt counted at the address.
    pub(in crate::operations) async fn forget(&self, house: &Arc<House>) -> Result<(), StoreError> {
        guesses::forget(&house.db, &login_key(self.at)).await?;
        self.take_back(house).await
    }

    async fn take_back(&self, house: &Arc<House>) -> Result<(), StoreError> {
        match self.address {
            Some(address) => guesses::take_back(&house.db, &address_key(address)).await,
            None => Ok(()),
        }
    }

    /// The second stream hears of it once in a window: a flood must not fill it.
    async fn refuse(&self, house: &Arc<House>, first: bool) -> Result<(), SignInFailure> {
        if first {
            self.note(house, "sign_in_throttled").await?;
        }
        Err(SignInFailure::Throttled)
    }

    async fn note(&self, house: &Arc<House>, kind: &str) -> Result<(), StoreError> {
        let refused = audit::Refused {
            at: house.clock.now(),
            kind,
            who: self.typed,
            request_id: self.request_id,
            details: self.address.unwrap_or("profile"),
        };
        audit::note_refused(&house.db, &refused).await
    }
}

fn login_key(login: &str) -> String {
    format!("login:{}", login.trim().to_lowercase().chars().take(100).collect::<String>())
}

fn address_key(address: &str) -> String {
    format!("address:{address}")
}
