//! The memory of verified pairs: keyed digests only, for minutes only, in this process only.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ring::hmac;
use ring::rand::SystemRandom;

/// How long a pair is remembered after it was verified; asking does not prolong it.
const KEPT: Duration = Duration::from_mins(5);
/// So many pairs are remembered at most; whatever comes on top is verified each time.
const PAIRS_MOST: usize = 10_000;

/// A digest of password and hash together, under a key that nobody outside of this process has.
type Digest = [u8; 32];

/// The pairs that were verified a short while ago.
pub(super) struct Memory {
    key: hmac::Key,
    pairs: Mutex<HashMap<Digest, Instant>>,
}

impl Default for Memory {
    fn default() -> Self {
        let key = hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new());
        Self { key: key.expect("the machine gives random bytes"), pairs: Mutex::default() }
    }
}

impl fmt::Debug for Memory {
    /// Nothing of what is remembered.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// Whether this pair was noted less than five minutes before.
    pub(super) fn knows(&self, password: &str, hash: &str, now: Instant) -> bool {
        let pairs = self.pairs.lock().unwrap_or_else(PoisonError::into_inner);
        pairs.get(&self.digest(password, hash)).is_some_and(|noted| lives(*noted, now))
    }

    /// Notes a pair that was verified.
    pub(super) fn note(&self, password: &str, hash: &str, now: Instant) {
        let digest = self.digest(password, hash);
        let mut pairs = self.pairs.lock().unwrap_or_else(PoisonError::into_inner);
        if pairs.len() >= PAIRS_MOST {
            pairs.retain(|_, noted| lives(*noted, now));
        }
        if pairs.len() < PAIRS_MOST {
            pairs.insert(digest, now);
        }
    }

    /// The length of the hash stands before it, so that no two pairs are written alike.
    fn digest(&self, password: &str, hash: &str) -> Digest {
        let mut context = hmac::Context::with_key(&self.key);
        context.update(&u64::try_from(hash.len()).unwrap_or(u64::MAX).to_be_bytes());
        context.update(hash.as_bytes());
        context.update(password.as_bytes());
        let mut digest = Digest::default();
        digest.copy_from_slice(context.sign().as_ref());
        digest
    }
}

fn lives(noted: Instant, now: Instant) -> bool {
    now.saturating_duration_since(noted) < KEPT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_forgotten_after_five_minutes_however_often_it_is_asked() {
        let (memory, start) = (Memory::default(), Instant::now());
        memory.note("пароль", "хеш", start);
        let after = |seconds| start + Duration::from_secs(seconds);
        assert!((0..300).all(|second| memory.knows("пароль", "хеш", after(second))));
        assert!(!memory.knows("пароль", "хеш", after(300)));
    }

    #[test]
    fn pairs_are_told_apart_where_password_and_hash_meet() {
        let (memory, now) = (Memory::default(), Instant::now());
        memory.note("bc", "a", now);
        assert!(memory.knows("bc", "a", now));
        for (password, hash) in [("c", "ab"), ("a", "bc"), ("abc", ""), ("", "abc"), ("bc", "")] {
            assert!(!memory.knows(password, hash, now));
        }
        assert!(!Memory::default().knows("bc", "a", now), "each process has a key of its own");
    }

    #[test]
    fn a_full_memory_takes_nothing_more_until_pairs_grow_old() {
        let (memory, start) = (Memory::default(), Instant::now());
        for number in 0..PAIRS_MOST {
            memory.note(&number.to_string(), "хеш", start);
        }
        memory.note("last", "хеш", start + KEPT / 2);
        assert!(!memory.knows("last", "хеш", start + KEPT / 2));
        memory.note("last", "хеш", start + KEPT);
        assert!(memory.knows("last", "хеш", start + KEPT));
        assert_eq!(memory.pairs.lock().unwrap().len(), 1);
    }
}
