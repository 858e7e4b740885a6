//! Guesses: counted by what is guessed at and from where, and stopped for a while when there are too many.

use std::sync::Arc;

use chrono::Duration;

use super::SignInFailure;
use crate::operations::House;
use crate::store::{StoreError, audit, sessions};

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
    /// Refuses the guess when there were too many.
    pub(in crate::operations) async fn must_be_allowed(
        &self,
        house: &Arc<House>,
    ) -> Result<(), SignInFailure> {
        let since = house.clock.now() - WINDOW;
        let by_login = sessions::failures(&house.db, &login_key(self.at), since).await?;
        let by_address = match self.address {
            Some(address) => sessions::failures(&house.db, &address_key(address), since).await?,
            None => 0,
        };
        if by_login < PER_LOGIN && by_address < PER_ADDRESS {
            return Ok(());
        }
        self.note(house, "sign_in_throttled").await?;
        Err(SignInFailure::Throttled)
    }

    /// Counts a guess that failed.
    pub(in crate::operations) async fn count(&self, house: &Arc<House>) -> Result<(), StoreError> {
        let now = house.clock.now();
        sessions::count_failure(&house.db, &login_key(self.at), now, WINDOW).await?;
        if let Some(address) = self.address {
            sessions::count_failure(&house.db, &address_key(address), now, WINDOW).await?;
        }
        self.note(house, "sign_in_failed").await
    }

    /// Forgets what was guessed wrong at this login before.
    pub(in crate::operations) async fn forget(&self, house: &Arc<House>) -> Result<(), StoreError> {
        sessions::forget_failures(&house.db, &login_key(self.at)).await
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
