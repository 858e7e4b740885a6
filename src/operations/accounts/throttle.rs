//! The throttle: counts guesses at passwords by client and by target, and stops them for a while after too many
//! failures.
//!
//! A guess takes a place before the password is verified and gives it back if the password is right. If all places are
//! taken, it waits for the guesses in progress. So a burst never tests more passwords than may fail, and a burst of
//! right passwords is not refused.

use std::net::IpAddr;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::{SignInFailure, telling};
use crate::domain::errand::GuessedAt;
use crate::domain::identity::{Inn, Phone};
use crate::operations::House;
use crate::store::guesses::{self, Allowance};
use crate::store::{StoreError, audit};

/// The window in which failures are counted, from the first one on.
pub(in crate::operations) const WINDOW: Duration = Duration::minutes(15);
/// How many guesses at a name may fail within a window, over all unknown devices and addresses.
const PER_NAME: i32 = 5;
/// How many guesses may fail from an address (IPv6: a network); an office may share one.
const PER_ADDRESS: i32 = 50;
/// How many guesses may fail where a sign-in succeeded before: on a device, or from an address of a program.
const PER_KNOWN: i32 = 10;
/// How many guesses at their own password a signed-in person has.
const PER_SESSION: i32 = 5;
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

/// A key under which a guess is counted.
#[derive(Clone, Debug)]
struct BudgetKey {
    key: String,
    /// How many guesses under it may fail.
    most: i32,
    /// What the owner of the account is told when that many did; of an address, which has no owner, nothing.
    told: Option<GuessedAt>,
}

impl BudgetKey {
    fn of_owner(key: String, most: i32, place: GuessedAt) -> Self {
        Self { key, most, told: Some(place) }
    }
}

/// The keys under which a guess is counted, each with its limit of failures.
#[derive(Clone, Debug)]
pub(in crate::operations) struct Budget {
    keys: Vec<BudgetKey>,
    /// The key whose failures a right password clears.
    forgiven: Option<String>,
}

impl Budget {
    /// The budget of unknown clients: by address and by name. The name counts as typed and not by its account:
    /// otherwise a refusal would reveal whose e-mail address it is.
    pub(super) fn of_strangers(address: &str, name: &str) -> Self {
        let name = name_key(name);
        let mut keys = Self::of_address(address).keys;
        keys.push(BudgetKey::of_owner(name.clone(), PER_NAME, GuessedAt::Name));
        Self { keys, forgiven: Some(name) }
    }

    /// The budget of whoever shows a key: by address alone, since nobody is named.
    pub(in crate::operations) fn of_address(address: &str) -> Self {
        let key = format!("address:{}", network(address));
        Self { keys: vec![BudgetKey { key, most: PER_ADDRESS, told: None }], forgiven: None }
    }

    /// The budget of a person on a known device.
    pub(super) fn of_device(device: &str, person: impl std::fmt::Display) -> Self {
        let key = format!("device:{device}:{person}");
        let keys = vec![BudgetKey::of_owner(key.clone(), PER_KNOWN, GuessedAt::Device)];
        Self { keys, forgiven: Some(key) }
    }

    /// The budget of a login from a known address. A right password clears nothing: a program signs in all day and
    /// would clear the failures of an attacker behind the same address.
    pub(super) fn of_known_address(digest: &str) -> Self {
        let key = BudgetKey::of_owner(format!("known:{digest}"), PER_KNOWN, GuessedAt::Program);
        Self { keys: vec![key], forgiven: None }
    }

    /// The budget of a signed-in person.
    pub(in crate::operations) fn of_session(person: impl std::fmt::Display) -> Self {
        let key = format!("session:{person}");
        let keys = vec![BudgetKey::of_owner(key.clone(), PER_SESSION, GuessedAt::Session)];
        Self { keys, forgiven: Some(key) }
    }

    /// This budget without clearing, for programs.
    pub(super) fn unforgiving(self) -> Self {
        Self { forgiven: None, ..self }
    }
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
        match guesses::take(&house.db, &key.key, key.most, now, WINDOW).await? {
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
    let (Some(place), Some(spent)) = (key.told, guesses::spent(&house.db, &key.key, WINDOW).await?) else {
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

/// The key of an address: for IPv6 the /64 network, which a provider assigns to one customer.
pub(in crate::operations) fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => address.to_owned(),
    }
}

/// The key of a name; spellings of the same name share it.
fn name_key(name: &str) -> String {
    let name = name.trim();
    let inn = Inn::parse(name).map(String::from);
    let name = inn.or_else(|_| Phone::parse(name).map(String::from)).unwrap_or(name.to_lowercase());
    format!("login:{}", name.chars().take(100).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_version_six_and_an_address_of_version_four_are_one_each() {
        for (address, counted) in [
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("192.0.2.7", "192.0.2.7"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(network(address), counted);
        }
    }

    #[test]
    fn after_the_seconds_that_are_told_the_window_is_over() {
        let now: DateTime<Utc> = "2026-11-18T09:00:00Z".parse().unwrap();
        for (milliseconds, told) in [(900_000, 900), (1_001, 2), (1_000, 1), (1, 1), (0, 1), (-5, 1)] {
            assert_eq!(seconds(now + Duration::milliseconds(milliseconds), now), told);
        }
    }

    #[test]
    fn however_a_name_is_spelled_it_is_one() {
        assert_eq!(name_key(" Staff "), name_key("staff"));
        assert_eq!(name_key("99 0081 5901"), name_key("9900815901"));
        assert_eq!(name_key("8 (999) 000-00-01"), name_key("+79990000001"));
        assert_ne!(name_key("staff@forsait.example"), name_key("staff"));
    }
}
