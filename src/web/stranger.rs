//! A stranger: whoever is not signed in, with all that a page or a form of theirs needs.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::cookie::SignedCookieJar;
use templates::Page;
use templates::layout::{Door, Frame};

use super::browser_cookies::{self, cookie};
use super::desks::{DEVICE, FORM, must_be_tied, remembered};
use super::office::WebState;
use super::reader::SESSION;
use super::request_id::request_id;
use super::sender::Sender;
use super::trouble::Trouble;
use crate::gateways::tokens;
use crate::operations::accounts::{self, Session};
use crate::operations::{Failure, Requester};
use crate::present::frame;

/// The error of a signed-out visitor's request: a limit that is reached is named as what it is.
pub(super) fn limited(failure: Failure) -> Trouble {
    if let Failure::TooOften(seconds) = failure { Trouble::Limited(seconds) } else { failure.into() }
}

/// A form that comes back because a limit is reached, with the seconds until it may be sent again.
pub(super) fn to_be_sent_later(mut form: Response, seconds: u64) -> Response {
    *form.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    form.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    form
}

/// Whoever is not signed in.
pub(super) struct Stranger {
    /// The office.
    pub(super) office: WebState,
    /// The cookies.
    pub(super) jar: SignedCookieJar,
    /// The address from which they come.
    pub(super) address: String,
    /// What the browser calls itself.
    pub(super) browser: String,
    /// The request.
    pub(super) request_id: String,
}

impl FromRequestParts<WebState> for Stranger {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, office: &WebState) -> Result<Self, Response> {
        let Ok(jar) = SignedCookieJar::from_request_parts(parts, office).await;
        let Sender(address) = Sender::from_request_parts(parts, office).await?;
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        Ok(Self {
            office: office.clone(),
            jar,
            address: address.to_string(),
            browser: agent.unwrap_or_default().to_owned(),
            request_id: request_id(&parts.headers),
        })
    }
}

impl Stranger {
    /// The same for limits.
    pub(super) fn caller(&self) -> Requester<'_> {
        let secret = self.office.settings().key.signing();
        Requester { address: &self.address, secret, request_id: &self.request_id }
    }

    /// The word that only this browser knows; a new one when it has none yet.
    pub(super) fn word(&self) -> String {
        let known = self.jar.get(&self.office.cookie_name(FORM));
        known.map_or_else(tokens::fresh, |cookie| cookie.value().to_owned())
    }

    /// What the cookie says of who signed in with this browser before.
    pub(super) fn device(&self) -> Option<String> {
        self.jar.get(&self.office.cookie_name(DEVICE)).map(|cookie| cookie.value().to_owned())
    }

    /// Whether a session began in this browser and nobody signed out of it.
    pub(super) fn had_a_session(&self) -> bool {
        self.jar.get(&self.office.cookie_name(SESSION)).is_some()
    }

    /// The cookies of the browser after a session has begun in it; an earlier one ends.
    pub(super) async fn signed_in(
        &self,
        token: String,
        session: Session,
    ) -> Result<SignedCookieJar, Trouble> {
        let (office, jar) = (&self.office, self.jar.clone());
        if let Some(old) = jar.get(&office.cookie_name(SESSION)) {
            accounts::leave(office.house(), old.value()).await?;
        }
        let jar = browser_cookies::known(office, jar, &session);
        Ok(remembered(office, jar, &session).await?.add(cookie(office, SESSION, token)))
    }

    /// Refuses a form that was not asked for by this browser.
    pub(super) fn must_be_tied(&self, csrf: &str) -> Result<(), Trouble> {
        must_be_tied(&self.office, &self.jar, csrf)
    }

    /// A page at a door; its forms are tied to this browser by the word.
    pub(super) fn page(self, status: StatusCode, door: Door, page: &impl Page, word: String) -> Response {
        let banners = frame::banners(self.office.settings().training_authority);
        let document = page.within(&Frame { door: Some(door), banners, ..Frame::default() });
        let jar = self.jar.add(cookie(&self.office, FORM, word));
        (status, jar, document).into_response()
    }
}
