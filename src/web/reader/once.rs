//! What is shown once. The answer to a form redirects, and carries it sealed in a cookie to the page that shows it and takes
//! it out: that page can be loaded again, and nothing is made anew.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::Cookie;
use serde::Serialize;
use serde::de::DeserializeOwned;
use time::Duration;

use super::Reader;
use crate::gateways::sealed::Sealer;
use crate::web::browser_cookies::cookie;
use crate::web::trouble::{Answer, Trouble};

/// The cookie with what is shown once.
const ONCE: &str = "registrar-once";
/// How long it waits for its page.
const LASTS: Duration = Duration::minutes(5);

impl Reader {
    /// Redirects to the page that shows this once.
    pub(in crate::web) fn go_showing(&self, address: &str, once: &impl Serialize) -> Answer {
        let text = serde_json::to_string(once).map_err(|error| Trouble::Broken(error.to_string()))?;
        let sealed = self.sealer().seal(&text, &self.owner(address));
        let mut cookie = cookie(&self.office, ONCE, sealed);
        cookie.set_max_age(LASTS);
        Ok((self.jar.clone().add(cookie), Redirect::to(address)).into_response())
    }

    /// What the page at this address shows this once, if there is anything.
    pub(in crate::web) fn once<T: DeserializeOwned>(&self, address: &str) -> Option<T> {
        let sealed = self.jar.get(&self.office.cookie_name(ONCE))?;
        let text = self.sealer().open(sealed.value(), &self.owner(address)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// The answer without what was shown once.
    pub(in crate::web) fn without_once(&self, answer: Response) -> Response {
        let gone = Cookie::build((self.office.cookie_name(ONCE), ""));
        let gone = gone.path("/").secure(self.office.settings().tls).build();
        (self.jar.clone().remove(gone), answer).into_response()
    }

    fn sealer(&self) -> Sealer {
        Sealer::new(self.secret(), ONCE.as_bytes())
    }

    /// The session and the page: it opens nowhere else.
    fn owner(&self, address: &str) -> Vec<u8> {
        format!("{} {address}", self.session.token_hash).into_bytes()
    }
}
