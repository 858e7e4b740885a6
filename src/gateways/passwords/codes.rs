//! Random codes that people keep on paper: hashed as passwords are, under a salt that those of a person share.

use argon2::Argon2;
use secrecy::{ExposeSecret as _, SecretString};

use super::Passwords;

impl Passwords {
    /// The hash of a random code under a salt, by which it is found among those that share the salt.
    pub async fn hash_of_code(&self, code: &str, salt: &str) -> String {
        let (hasher, code, salt) = (self.hasher.clone(), SecretString::from(code), salt.to_owned());
        self.in_turn(move || hashed_under(&hasher, &code, &salt)).await
    }
}

fn hashed_under(hasher: &Argon2<'_>, code: &SecretString, salt: &str) -> String {
    let mut hash = [0_u8; 32];
    let made = hasher.hash_password_into(code.expose_secret().as_bytes(), salt.as_bytes(), &mut hash);
    made.expect("a short text and a salt of its length can always be hashed");
    hex::encode(hash)
}
