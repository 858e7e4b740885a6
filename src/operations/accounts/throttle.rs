//! The throttle: counts guesses at passwords by client and by target, and stops them for a while after too many
//! failures.
//!
//! A guess takes a place before the password is verified and gives it back if the password is right. If all places are
//! taken, it waits for the guesses in progress. So a burst never tests more passwords than may fail, and a burst of
//! right passwords is not refused.

mod budget;

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use budget::BudgetKey;
pub(in crate::operations) use budget::{Budget, network};

use super::{SignInFailure, telling};
use crate::operations::House;
use crate::store::guesses::{self, Allowance};
use crate::store::{StoreError, audit};

/// The window in which failures are counted, from the first one on.
pub(in crate::operations) const WINDOW: Duration = Duration::minutes(15);
/// How long a guess waits for others in progress.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// A guess at a password, for the second stream.
#[derive(Clone, Debug)]
pub(in crate::operations) struct Guess {
    /// The name as typed.
    pub(in crate::operations) typed: String,
    /// The client's address.
    pub(in crate::operations) from: String,
    /// The id of the request.
    pub(in crate::operations) request_id: String,
}

/// A guess that may be tried. One that is dropped before it is known how it ended counts as failed.
pub(in crate::operations) struct OpenGuess {
    house: Arc<House>,
    budget: Budget,
    guess: Guess,
    open: bool,
}

impl OpenGuess {
    /// Takes a place, or says after how many seconds there will be one. It is taken in a task of its own: a caller who
    /// hangs up meanwhile loses no place, but has guessed.
    pub(in crate::operations) async fn take(
        house: &Arc<House>,
        budget: Budget,
        guess: Guess,
    ) -> Result<Self, SignInFailure> {
        let taken = tokio::spawn(Self::taken(Arc::clone(house), budget, guess)).await;
        taken.unwrap_or(Err(SignInFailure::Throttled(1)))
    }

    async fn taken(house: Arc<House>, budget: Budget, guess: Guess) -> Result<Self, SignInFailure> {
        let mut hold = Self { house, budget: Budget { keys: vec![], ..budget }, guess, open: true };
        for key in budget.keys {
            if let Err(failure) = place(&hold.house, &key).await {
                hold.settle().await?;
                return Err(failure);
            }
            hold.budget.keys.push(key);
        }
        Ok(hold)
    }

    /// The password was wrong.
    pub(in crate::operations) async fn wrong(mut self) -> Result<(), StoreError> {
        note(&self.house, &self.guess, "sign_in_failed").await?;
        self.fail().await.unwrap_or(Ok(()))
    }

    /// The password was right, so nothing is counted.
    pub(in crate::operations) async fn right(mut self) -> Result<(), StoreError> {
        self.settle().await
    }

    /// It was no guess: nothing is counted, and nothing is forgiven.
    pub(in crate::operations) async fn free(mut self) -> Result<(), StoreError> {
        self.budget.forgiven = None;
        self.settle().await
    }

    /// Counts the failure in a task of its own, so that a caller that disconnects does not undo it.
    fn fail(&mut self) -> JoinHandle<Result<(), StoreError>> {
        self.open = false;
        let (house, guess) = (Arc::clone(&self.house), self.guess.clone());
        let keys = std::mem::take(&mut self.budget.keys);
        tokio::spawn(async move {
            let counted = fail(&house, &keys, &guess).await;
            if let Err(error) = &counted {
                tracing::warn!(%error, "a failed guess is not counted");
            }
            counted
        })
    }

    async fn settle(&mut self) -> Result<(), StoreError> {
        self.open = false;
        for BudgetKey { key, .. } in &self.budget.keys {
            if self.budget.forgiven.as_ref() == Some(key) {
                guesses::pardon(&self.house.db, key).await?;
            } else {
                guesses::free(&self.house.db, key).await?;
            }
        }
        Ok(())
    }
}

impl Drop for OpenGuess {
    fn drop(&mut self) {
        if self.open && tokio::runtime::Handle::try_current().is_ok() {
            drop(self.fail());
        }
    }
}

/// A place under one key; waits while guesses in progress use up the limit.
async fn place(house: &Arc<House>, key: &BudgetKey) -> Result<(), SignInFailure> {
    let begun = Instant::now();
    let mut pause = std::time::Duration::from_millis(10);
    loop {
        let now = house.clock.now();
        match guesses::take(&house.db, &key.key, key.most, now, key.window).await? {
            Allowance::Taken => return Ok(()),
            Allowance::Spent(until) => return Err(SignInFailure::Throttled(seconds(until, now))),
            Allowance::Busy if begun.elapsed() > PATIENCE => return Err(SignInFailure::Throttled(1)),
            Allowance::Busy => tokio::time::sleep(pause).await,
        }
        pause = (pause * 2).min(std::time::Duration::from_millis(160));
    }
}

/// Counts a failure. The second stream records the throttling once in a window: a flood must not fill it.
async fn fail(house: &Arc<House>, keys: &[BudgetKey], guess: &Guess) -> Result<(), StoreError> {
    for key in keys {
        if guesses::failed(&house.db, &key.key).await? == key.most {
            note(house, guess, "sign_in_throttled").await?;
            if let Err(error) = tell(house, key, guess).await {
                tracing::warn!(%error, "nobody is told that the guesses at a password ran out");
            }
        }
    }
    Ok(())
}

/// Tells the owner of the account that the guesses under this key ran out.
async fn tell(house: &Arc<House>, key: &BudgetKey, guess: &Guess) -> Result<(), StoreError> {
    let (Some(place), Some(spent)) = (key.told, guesses::spent(&house.db, &key.key, key.window).await?)
    else {
        return Ok(());
    };
    telling::tell(house, &guess.typed, &guess.request_id, place, spent.until).await
}

async fn note(house: &Arc<House>, guess: &Guess, kind: &str) -> Result<(), StoreError> {
    let refused = audit::Refused {
        at: house.clock.now(),
        kind,
        who: &guess.typed,
        request_id: &guess.request_id,
        details: &guess.from,
    };
    audit::note_refused(&house.db, &refused).await
}

/// The whole seconds until an instant, rounded up.
pub(in crate::operations) fn seconds(until: DateTime<Utc>, now: DateTime<Utc>) -> u64 {
    let left = (until - now).num_milliseconds();
    u64::try_from(left).unwrap_or(0).div_ceil(1000).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_seconds_that_are_told_the_window_is_over() {
        let now: DateTime<Utc> = "2026-11-18T09:00:00Z".parse().unwrap();
        for (milliseconds, told) in [(900_000, 900), (1_001, 2), (1_000, 1), (1, 1), (0, 1), (-5, 1)] {
            assert_eq!(seconds(now + Duration::milliseconds(milliseconds), now), told);
        }
    }
}
