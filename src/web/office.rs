//! The state of the web door: the services and its own settings.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRef;
use axum_extra::extract::cookie::Key;
use sha2::{Digest as _, Sha512};

use super::streams::Streams;
use crate::gateways::cloud::Clouds;
use crate::gateways::files::Files;
use crate::operations::House;

/// The state that every handler can reach.
#[derive(Clone)]
pub struct WebState(Arc<Inner>);

struct Inner {
    house: Arc<House>,
    settings: DoorSettings,
    streams: Arc<Streams>,
}

/// The settings of the web door.
#[derive(Clone)]
pub struct DoorSettings {
    /// The key that signs cookies.
    pub key: Key,
    /// Whether browsers use TLS: then cookies have the `__Host-` prefix and are `Secure`.
    pub tls: bool,
    /// Whether this is the demo, with its logins on the sign-in page and its letters on a page.
    pub demo: bool,
    /// Proxies whose `X-Forwarded-For` is trusted; those on this machine always are.
    pub proxies: Vec<IpAddr>,
    /// Whether the training authority issues the certificates; every page then says so.
    pub training_authority: bool,
    /// The sender of letters.
    pub sender: String,
    /// The store of attached files.
    pub files: Files,
    /// The providers of «Войти через облако».
    pub clouds: Arc<Clouds>,
}

impl DoorSettings {
    /// The key that signs cookies, derived from the secret of the configuration.
    #[must_use]
    pub fn key(secret: &[u8]) -> Key {
        Key::from(&Sha512::digest(secret))
    }
}

impl WebState {
    /// The office of a house.
    #[must_use]
    pub fn new(house: Arc<House>, settings: DoorSettings) -> Self {
        Self(Arc::new(Inner { house, settings, streams: Arc::default() }))
    }

    /// The services.
    #[must_use]
    pub fn house(&self) -> &Arc<House> {
        &self.0.house
    }

    /// The settings of the web door.
    #[must_use]
    pub fn settings(&self) -> &DoorSettings {
        &self.0.settings
    }

    /// The answers that stay open.
    pub(super) fn streams(&self) -> &Arc<Streams> {
        &self.0.streams
    }

    /// The name of a cookie, with the `__Host-` prefix under TLS.
    #[must_use]
    pub fn cookie_name(&self, name: &str) -> String {
        if self.0.settings.tls { format!("__Host-{name}") } else { name.to_owned() }
    }
}

impl FromRef<WebState> for Key {
    fn from_ref(office: &WebState) -> Self {
        office.0.settings.key.clone()
    }
}
