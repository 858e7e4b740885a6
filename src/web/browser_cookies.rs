//! Cookies that live as long as the browser, and the one with whose forms are kept in it.

use axum_extra::extract::cookie::{Cookie, SameSite, SignedCookieJar};

use super::office::WebState;
use crate::operations::accounts::Session;

/// The cookie with who signed in last with this browser, unless it is somebody else's computer.
pub(super) const PERSON: &str = "registrar-person";

/// A cookie that lives as long as the browser.
pub(super) fn cookie(office: &WebState, name: &str, value: String) -> Cookie<'static> {
    Cookie::build((office.cookie_name(name), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(office.settings().tls)
        .build()
}

/// The cookies after a sign-in: whose forms are to be kept in this browser.
pub(super) fn known(office: &WebState, jar: SignedCookieJar, session: &Session) -> SignedCookieJar {
    if session.foreign_computer {
        return forgotten(office, jar);
    }
    jar.add(cookie(office, PERSON, session.person.to_string()))
}

/// The cookies after a sign-out: nobody's forms are kept in this browser.
pub(super) fn forgotten(office: &WebState, jar: SignedCookieJar) -> SignedCookieJar {
    jar.remove(Cookie::build((office.cookie_name(PERSON), "")).path("/").secure(office.settings().tls))
}
