//! The clock: the only place that reads the time. Instants are cut to microseconds, the precision of both databases.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, DurationRound as _, Utc};

/// A source of the time; tests and seeds set it by hand.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<Mutex<DateTime<Utc>>>>);

impl Clock {
    /// The machine's own time.
    #[must_use]
    pub fn real() -> Self {
        Self(None)
    }

    /// A clock that stands still until it is set.
    #[must_use]
    pub fn standing_at(at: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(Mutex::new(at))))
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Some(hand) => *hand.lock().unwrap_or_else(PoisonError::into_inner),
            None => cut(machine_time()),
        }
    }

    /// Sets a standing clock; a real one ignores this.
    pub fn turn_to(&self, at: DateTime<Utc>) {
        if let Some(hand) = &self.0 {
            *hand.lock().unwrap_or_else(PoisonError::into_inner) = cut(at);
        }
    }

    /// Advances a standing clock.
    pub fn advance(&self, by: Duration) {
        self.turn_to(self.now() + by);
    }
}

fn cut(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(Duration::microseconds(1)).unwrap_or(at)
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's time")]
fn machine_time() -> DateTime<Utc> {
    Utc::now()
}
