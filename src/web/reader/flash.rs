//! What an answer says on the next page: a sentence, the way to the thing, and its undo. A cookie carries it there.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, SignedCookieJar};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use templates::components::{Flash, FlashUndo, Link};

use super::Reader;
use crate::present::application::seconds_left;
use crate::web::browser_cookies::cookie;

/// The cookie with what is said on the next page.
const FLASH: &str = "registrar-flash";

/// What is said on the next page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::web) struct NextFlash {
    /// The sentence.
    pub(in crate::web) text: String,
    /// Whether it tells what was not understood.
    #[serde(default)]
    pub(in crate::web) lost: bool,
    /// The words of a link, and its URL.
    #[serde(default)]
    pub(in crate::web) open: Option<(String, String)>,
    /// The undo, if there is one.
    #[serde(default)]
    pub(in crate::web) undo: Option<NextFlashUndo>,
}

/// An undo that the next page offers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::web) struct NextFlashUndo {
    /// The words of its button.
    pub(in crate::web) label: String,
    /// The form's URL.
    pub(in crate::web) action: String,
    /// The hidden fields.
    pub(in crate::web) hidden: Vec<(String, String)>,
    /// Until when it is possible.
    pub(in crate::web) until: DateTime<Utc>,
}

impl Reader {
    /// Redirects with a sentence for the next page.
    pub(in crate::web) fn go(&self, address: &str, done: &str) -> Response {
        self.go_saying(address, &NextFlash { text: done.to_owned(), ..NextFlash::default() })
    }

    /// Redirects to the address without what nobody knows in it, and says so.
    pub(in crate::web) fn go_to_known(&self, address: &str, lost: String) -> Response {
        self.go_saying(address, &NextFlash { text: lost, lost: true, ..NextFlash::default() })
    }

    /// Redirects with what the next page says.
    pub(in crate::web) fn go_saying(&self, address: &str, said: &NextFlash) -> Response {
        let said = serde_json::to_string(said).unwrap_or_default();
        (self.jar.clone().add(cookie(&self.office, FLASH, said)), Redirect::to(address)).into_response()
    }

    /// What the last answer wanted to be said, taken out of its cookie.
    pub(super) fn take_flash(&self) -> (Option<Flash>, SignedCookieJar) {
        let name = self.office.cookie_name(FLASH);
        let Some(cookie) = self.jar.get(&name) else { return (None, self.jar.clone()) };
        let said = serde_json::from_str(cookie.value()).ok();
        let gone = Cookie::build((name, "")).path("/").secure(self.office.settings().tls).build();
        (said.map(|said| self.shown(said)), self.jar.clone().remove(gone))
    }

    fn shown(&self, said: NextFlash) -> Flash {
        let undo = said.undo.map(|undo| FlashUndo {
            label: undo.label,
            action: undo.action,
            hidden: undo.hidden,
            seconds_left: seconds_left(undo.until, self.desk.now()),
        });
        Flash {
            text: said.text,
            lost: said.lost,
            open: said.open.map(|(label, href)| Link { label, href }),
            undo: undo.filter(|undo| undo.seconds_left > 0),
        }
    }
}
