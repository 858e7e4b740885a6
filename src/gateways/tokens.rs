//! Tokens: random words that cannot be guessed, and the digests under which they are stored.

use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};
use sha2::{Digest as _, Sha256};

/// A new token of 256 random bits.
///
/// # Panics
///
/// When the machine has no randomness.
#[must_use]
pub fn fresh() -> String {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).expect("the machine gives random bytes");
    hex::encode(bytes)
}

/// A new GUID of random bits (RFC 9562, version 4).
#[must_use]
pub fn guid() -> String {
    let random = fresh();
    let part = |from: usize, to: usize| random.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(12, 15), part(15, 18), part(18, 30))
}

/// A random number below a thousand, for jitter.
#[must_use]
pub fn jitter() -> u16 {
    let mut bytes = [0_u8; 2];
    match SystemRandom::new().fill(&mut bytes) {
        Ok(()) => u16::from_be_bytes(bytes) % 1000,
        Err(_) => 500,
    }
}

/// The HMAC of several words under a key. Each word is preceded by its length, so that no two lists have the same
/// input.
#[must_use]
pub fn keyed_digest(key: &[u8], words: &[&str]) -> String {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    for word in words {
        context.update(&u64::try_from(word.len()).unwrap_or(u64::MAX).to_be_bytes());
        context.update(word.as_bytes());
    }
    hex::encode(context.sign())
}

/// Six digits that only a holder of the key can make of these words.
#[must_use]
pub fn keyed_digits(key: &[u8], words: &[&str]) -> String {
    let digest = keyed_digest(key, words);
    let number = digest.get(..16).and_then(|part| u64::from_str_radix(part, 16).ok()).unwrap_or_default();
    format!("{:06}", number % 1_000_000)
}

/// The digest under which a token is stored.
#[must_use]
pub fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
