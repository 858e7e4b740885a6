//! Tokens: random words that nobody guesses, and the digests by which they are known.

use ring::rand::{SecureRandom as _, SystemRandom};
use sha2::{Digest as _, Sha256};

/// A fresh token of 256 random bits.
///
/// # Panics
/// When the machine has no randomness: then nothing must go on.
#[must_use]
pub fn fresh() -> String {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).expect("the machine gives random bytes");
    hex::encode(bytes)
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

/// The digest by which a token is known.
#[must_use]
pub fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
