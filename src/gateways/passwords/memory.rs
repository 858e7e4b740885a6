//! The cache of verified passwords: keyed digests, for five minutes, in this process only.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ring::hmac;
use ring::rand::SystemRandom;

/// The time to live of an entry after its verification; a look-up does not prolong it.
const KEPT: Duration = Duration::from_mins(5);
/// The limit of entries; when the cache is full, a further password is verified each time.
const PAIRS_MOST: usize = 10_000;

/// A digest of a password, its hash and the client's address, under a key known to this process only.
type Digest = [u8; 32];

/// A password as sent, the hash to compare with, and the client's address.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    /// The password, as typed.
    pub password: &'a str,
    /// The account's hash.
    pub hash: &'a str,
    /// The client's address, in the form under which guesses are counted.
    pub from: &'a str,
}

/// The cache of recently verified passwords.
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
    /// Prints none of the cached digests.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// Whether this pair was verified within the last five minutes.
    pub(super) fn knows(&self, pair: Pair<'_>, now: Instant) -> bool {
        let pairs = self.pairs.lock().unwrap_or_else(PoisonError::into_inner);
        pairs.get(&self.digest(pair)).is_some_and(|noted| lives(*noted, now))
    }

    /// Caches a verified pair.
    pub(super) fn note(&self, pair: Pair<'_>, now: Instant) {
        let digest = self.digest(pair);
        let mut pairs = self.pairs.lock().unwrap_or_else(PoisonError::into_inner);
        if pairs.len() >= PAIRS_MOST {
            pairs.retain(|_, noted| lives(*noted, now));
        }
        if pairs.len() < PAIRS_MOST {
            pairs.insert(digest, now);
        }
    }

    /// Each part is preceded by its length, so that no two pairs have the same input.
    fn digest(&self, pair: Pair<'_>) -> Digest {
        let mut context = hmac::Context::with_key(&self.key);
        for part in [pair.from, pair.hash, pair.password] {
            context.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            context.update(part.as_bytes());
        }
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

    fn pair<'a>(password: &'a str, hash: &'a str) -> Pair<'a> {
        Pair { password, hash, from: "192.0.2.1" }
    }

    #[test]
    fn a_pair_is_forgotten_after_five_minutes_however_often_it_is_asked() {
        let (memory, start) = (Memory::default(), Instant::now());
        memory.note(pair("пароль", "хеш"), start);
        let after = |seconds| start + Duration::from_secs(seconds);
        assert!((0..300).all(|second| memory.knows(pair("пароль", "хеш"), after(second))));
        assert!(!memory.knows(pair("пароль", "хеш"), after(300)));
    }

    #[test]
    fn pairs_are_told_apart_where_password_and_hash_meet() {
        let (memory, now) = (Memory::default(), Instant::now());
        memory.note(pair("bc", "a"), now);
        assert!(memory.knows(pair("bc", "a"), now));
        for (password, hash) in [("c", "ab"), ("a", "bc"), ("abc", ""), ("", "abc"), ("bc", "")] {
            assert!(!memory.knows(pair(password, hash), now));
        }
        assert!(!memory.knows(Pair { from: "192.0.2.2", ..pair("bc", "a") }, now), "another address");
        assert!(!Memory::default().knows(pair("bc", "a"), now), "each process has a key of its own");
    }

    #[test]
    fn a_full_memory_takes_nothing_more_until_pairs_grow_old() {
        let (memory, start) = (Memory::default(), Instant::now());
        for number in 0..PAIRS_MOST {
            memory.note(pair(&number.to_string(), "хеш"), start);
        }
        memory.note(pair("last", "хеш"), start + KEPT / 2);
        assert!(!memory.knows(pair("last", "хеш"), start + KEPT / 2));
        memory.note(pair("last", "хеш"), start + KEPT);
        assert!(memory.knows(pair("last", "хеш"), start + KEPT));
        assert_eq!(memory.pairs.lock().unwrap().len(), 1);
    }
}
