//! Sealing: text that is kept or carried where it could be read, for one purpose and one owner.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};

/// A key of the installation for one purpose.
pub struct Sealer(LessSafeKey);

/// Why what was sealed cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealFault {
    /// It was sealed with another secret, for another purpose or for another owner.
    Foreign,
    /// It is nothing that was sealed, or no text.
    Broken,
}

impl Sealer {
    /// The key that the secret of the installation gives for a purpose.
    ///
    /// # Panics
    ///
    /// Never: SHA-256 gives as many bytes as the key needs.
    #[must_use]
    pub fn new(secret: &[u8], purpose: &[u8]) -> Self {
        let key = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), purpose);
        Self(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key.as_ref()).expect("SHA-256 gives 32 bytes")))
    }

    /// The text as it is kept; no two look the same.
    ///
    /// # Panics
    ///
    /// When the machine has no randomness.
    #[must_use]
    pub fn seal(&self, text: &str, owner: &[u8]) -> String {
        let mut nonce = [0_u8; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).expect("the machine gives random bytes");
        let mut bytes = text.as_bytes().to_vec();
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(owner), &mut bytes)
            .expect("a text is short");
        hex::encode([&nonce[..], &bytes].concat())
    }

    /// Opens what [`Self::seal`] made.
    pub fn open(&self, sealed: &str, owner: &[u8]) -> Result<String, SealFault> {
        let sealed = hex::decode(sealed).map_err(|_| SealFault::Broken)?;
        let (nonce, bytes) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(SealFault::Broken)?;
        let mut bytes = bytes.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = self.0.open_in_place(nonce, Aad::from(owner), &mut bytes);
        let text = std::str::from_utf8(opened.map_err(|_| SealFault::Foreign)?);
        Ok(text.map_err(|_| SealFault::Broken)?.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_its_owner_and_purpose_alone() {
        let sealer = Sealer::new(b"secret", b"tests");
        let kept = sealer.seal("Ключ", b"7");
        assert_eq!(sealer.open(&kept, b"7").as_deref(), Ok("Ключ"));
        assert_ne!(kept, sealer.seal("Ключ", b"7"));
        assert_eq!(sealer.open(&kept, b"8"), Err(SealFault::Foreign));
        assert_eq!(Sealer::new(b"secret", b"other").open(&kept, b"7"), Err(SealFault::Foreign));
        assert_eq!(Sealer::new(b"other", b"tests").open(&kept, b"7"), Err(SealFault::Foreign));
        assert_eq!(sealer.open("ff", b"7"), Err(SealFault::Broken));
        assert_eq!(sealer.open("no hex", b"7"), Err(SealFault::Broken));
    }
}
