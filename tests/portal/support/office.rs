//! The state of the door of a portal.

use std::sync::Arc;

use axum_extra::extract::cookie::Key;
use chrono::Duration;
use registrar::gateways::cloud::{CloudSetting, Clouds};
use registrar::web::{DoorSettings, WebState};

use super::Portal;

/// Where providers send people back to.
const CALLBACK: &str = "http://localhost:8080/cloud/callback";

impl Portal {
    /// The same portal with these providers of «Войти через облако».
    pub(crate) fn with_clouds(mut self, settings: Vec<CloudSetting>) -> Self {
        self.clouds.0 = settings;
        self
    }

    /// The same portal with another patience with providers.
    pub(crate) fn impatient(mut self, patience: Duration) -> Self {
        self.clouds.1 = patience;
        self
    }

    /// The state of the door, with or without the routes of the demo.
    pub(crate) fn office(&self, demo: bool) -> WebState {
        let (settings, patience) = self.clouds.clone();
        let settings = DoorSettings {
            key: Key::from(&[7; 64]),
            tls: false,
            demo,
            proxies: Vec::new(),
            training_authority: true,
            sender: "Регистратор <registrar@localhost>".to_owned(),
            files: self.files(),
            clouds: Arc::new(Clouds::new(settings, CALLBACK).waiting(patience.to_std().unwrap())),
        };
        WebState::new(Arc::clone(&self.house), settings)
    }
}
