//! The office as the web door knows it: the house, and what belongs to the door itself.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRef;
use axum_extra::extract::cookie::Key;
use sha2::{Digest as _, Sha512};

use crate::operations::House;

/// What every handler can reach.
#[derive(Clone)]
pub struct WebState(Arc<Inner>);

struct Inner {
    house: Arc<House>,
    settings: DoorSettings,
}

/// What belongs to the web door itself.
#[derive(Clone)]
pub struct DoorSettings {
    /// Signs cookies.
    pub key: Key,
    /// Whether browsers come through TLS: then cookies are `__Host-` and `Secure`.
    pub tls: bool,
    /// Whether this is the demo: its logins stand beside the sign-in, its letters on a page.
    pub demo: bool,
    /// Proxies whose word about the sender's address is taken; one on this machine is taken at its word anyway.
    pub proxies: Vec<IpAddr>,
    /// Whether certificates come from the training authority; every page then says so.
    pub training_authority: bool,
    /// Whom letters name as their sender.
    pub sender: String,
}

impl DoorSettings {
    /// The key that signs cookies, drawn from the secret of the configuration.
    #[must_use]
    pub fn key(secret: &[u8]) -> Key {
        Key::from(&Sha512::digest(secret))
    }
}

impl WebState {
    /// The office of a house.
    #[must_use]
    pub fn new(house: Arc<House>, settings: DoorSettings) -> Self {
        Self(Arc::new(Inner { house, settings }))
    }

    /// What every desk works with.
    #[must_use]
    pub fn house(&self) -> &Arc<House> {
        &self.0.house
    }

    /// What belongs to the door itself.
    #[must_use]
    pub fn settings(&self) -> &DoorSettings {
        &self.0.settings
    }

    /// The name of a cookie: bound to this host where TLS is.
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
