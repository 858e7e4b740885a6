//! How long a failed errand waits, and how often it is tried.

use chrono::Duration;

/// How many attempts an errand has before it is dead.
pub const MAX_ATTEMPTS: u32 = 8;

/// The delay after this many failed attempts: it doubles from five seconds to ten minutes. `jitter` (0–999 thousandths)
/// adds up to a quarter, so that errands do not retry all at once.
#[must_use]
pub fn backoff(attempts: u32, jitter: u16) -> Duration {
    let doubled = 5_i64.saturating_mul(1 << attempts.saturating_sub(1).min(7));
    let milliseconds = doubled.min(600) * 1000;
    Duration::milliseconds(milliseconds + milliseconds / 4 * i64::from(jitter.min(999)) / 1000)
}
