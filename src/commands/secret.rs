//! The secret of the installation: that of the configuration, else one that is drawn once and stored.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;

use secrecy::{ExposeSecret as _, SecretString};

use crate::app::{self, Stop};
use crate::config::Config;
use crate::gateways::tokens;
use crate::web::DoorSettings;

/// The secret of the configuration; otherwise a secret that the demo or its seed draws once and stores.
pub(super) fn of(config: &Config) -> Result<SecretString, Stop> {
    if let Some(secret) = &config.secret {
        return Ok(secret.clone());
    }
    let file = app::var().join("secret");
    if !file.exists() {
        std::fs::create_dir_all(app::var())?;
        let mut new = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file)?;
        new.write_all(tokens::fresh().as_bytes())?;
    }
    Ok(SecretString::from(std::fs::read_to_string(file)?))
}

/// What keys the digests of what only the installation may know, as the web door has it.
pub(super) fn digest_key(config: &Config) -> Result<Vec<u8>, Stop> {
    let secret = of(config)?;
    Ok(DoorSettings::key(secret.expose_secret().as_bytes()).signing().to_vec())
}
