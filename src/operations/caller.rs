//! Somebody who is not signed in, as limits know them.

use chrono::{DateTime, Duration, Utc};

use super::accounts::throttle::{WINDOW, network, seconds};
use super::{Failure, House};
use crate::store::{StoreError, audit, guesses};

/// Somebody who is not signed in.
#[derive(Clone, Copy, Debug)]
pub struct Requester<'a> {
    /// The address from which they come.
    pub address: &'a str,
    /// What keys the digests of what only we may know.
    pub secret: &'a [u8],
    /// The request.
    pub request_id: &'a str,
}

/// How often something may be done within a window that begins with the first time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    /// What is limited, as the second stream names it.
    pub(super) what: &'static str,
    /// So often.
    pub(super) most: i32,
    /// Within this time.
    pub(super) window: Duration,
}

impl Requester<'_> {
    /// What the address is counted as.
    pub(super) fn network(&self) -> String {
        network(self.address)
    }

    /// Tells the second stream.
    pub(super) async fn note(&self, house: &House, kind: &str, who: &str) -> Result<(), StoreError> {
        let refused = audit::Refused {
            at: house.clock.now(),
            kind,
            who,
            request_id: self.request_id,
            details: self.address,
        };
        audit::note_refused(&house.db, &refused).await
    }
}

impl Limit {
    /// Counts one more time under a name, before anything is done; the second stream hears once in a window that no more
    /// is done.
    pub(super) async fn count(
        &self,
        house: &House,
        caller: &Requester<'_>,
        name: &str,
    ) -> Result<(), Failure> {
        self.nth(house, caller, name).await.map(drop)
    }

    /// Like [`Self::count`], and says which time it is.
    pub(super) async fn nth(
        &self,
        house: &House,
        caller: &Requester<'_>,
        name: &str,
    ) -> Result<i32, Failure> {
        let now = house.clock.now();
        let counted = guesses::count(&house.db, &self.key(name), now, self.window).await?;
        if counted.number == self.most + 1 {
            caller.note(house, self.what, name).await?;
        }
        if counted.number > self.most { Err(over(counted.until, now)) } else { Ok(counted.number) }
    }

    /// Under which key a name is counted.
    pub(super) fn key(&self, name: &str) -> String {
        let daily = if self.window > WINDOW { guesses::DAILY } else { "" };
        format!("{daily}{}:{name}", self.what)
    }
}

/// As often as may be, until an instant.
pub(super) fn over(until: DateTime<Utc>, now: DateTime<Utc>) -> Failure {
    Failure::TooOften(seconds(until, now))
}
