//! The state of the door of a portal.

use std::sync::Arc;

use axum_extra::extract::cookie::Key;
use registrar::web::{DoorSettings, WebState};

use super::Portal;

impl Portal {
    /// The state of the door, with or without the routes of the demo.
    pub(crate) fn office(&self, demo: bool) -> WebState {
        let settings = DoorSettings {
            key: Key::from(&[7; 64]),
            tls: false,
            demo,
            proxies: Vec::new(),
            training_authority: true,
            sender: "Регистратор <registrar@localhost>".to_owned(),
            files: self.files(),
        };
        WebState::new(Arc::clone(&self.house), settings)
    }
}
