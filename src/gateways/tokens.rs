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

/// The letters of a program's password, in the base32 of RFC 4648: none of them looks like another.
const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// How many of them it has, of five random bits each, and how many stand between two hyphens.
const PROGRAM_LETTERS: usize = 26;
const GROUP: usize = 5;

/// A new password of a program: 130 random bits in groups, which can be copied and read out.
///
/// # Panics
///
/// When the machine has no randomness.
#[must_use]
pub fn program_password() -> String {
    let mut bytes = [0_u8; PROGRAM_LETTERS];
    SystemRandom::new().fill(&mut bytes).expect("the machine gives random bytes");
    let mut word = String::with_capacity(PROGRAM_LETTERS + PROGRAM_LETTERS / GROUP);
    for (place, byte) in bytes.iter().enumerate() {
        // The last letter joins the group before it.
        if place > 0 && place % GROUP == 0 && place + 1 < PROGRAM_LETTERS {
            word.push('-');
        }
        word.push(char::from(BASE32[usize::from(byte % 32)]));
    }
    word
}

/// The digest under which a program's password is stored, however its groups and letters are spelled.
#[must_use]
pub fn program_digest(sent: &str) -> String {
    let bare: String = sent.chars().filter(|letter| *letter != '-' && !letter.is_whitespace()).collect();
    digest(&bare.to_ascii_lowercase())
}

/// A new GUID of random bits (RFC 9562, version 4).
#[must_use]
pub fn guid() -> String {
    let random = fresh();
    let part = |from: usize, to: usize| random.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(12, 15), part(15, 18), part(18, 30))
}

/// The signs of a code that people type: none looks like another one.
const TYPED: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A random code of so many signs for typing, of five bits each.
///
/// # Panics
///
/// When the machine has no randomness.
#[must_use]
pub fn typed(signs: usize) -> String {
    let mut bytes = vec![0_u8; signs];
    SystemRandom::new().fill(&mut bytes).expect("the machine gives random bytes");
    bytes.iter().filter_map(|byte| TYPED.get(usize::from(byte % 32))).map(|sign| char::from(*sign)).collect()
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_programs_password_has_a_hundred_and_thirty_bits_in_groups() {
        let words: HashSet<String> = (0..1000).map(|_| program_password()).collect();
        assert_eq!(words.len(), 1000);
        for word in &words {
            let groups: Vec<usize> = word.split('-').map(str::len).collect();
            assert_eq!(groups, [5, 5, 5, 5, 6], "{word}");
            assert!(word.bytes().all(|byte| byte == b'-' || BASE32.contains(&byte)), "{word}");
        }
        let letters: HashSet<char> = words.iter().flat_map(|word| word.chars()).collect();
        assert_eq!(letters.len(), 33, "every letter occurs, and the hyphen");
    }

    #[test]
    fn a_programs_password_is_the_same_however_it_is_spelled() {
        let word = program_password();
        let digest = program_digest(&word);
        for spelled in [word.replace('-', ""), word.to_uppercase(), format!(" {} ", word.replace('-', " "))] {
            assert_eq!(program_digest(&spelled), digest, "{spelled}");
        }
        assert_ne!(program_digest(&word[1..]), digest);
    }
}
