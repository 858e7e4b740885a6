//! The first page of each desk and signing out, static files, health checks, and what signed-out pages share.

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, SignedCookieJar};
use templates::components::Notice;
use templates::layout::{Door, Frame};
use templates::pages::portal::DoorsPage;
use templates::{Page, assets, paths};
use time::Duration;

use super::browser_cookies::{self, cookie};
use super::form::{Empty, Form, same};
use super::office::WebState;
use super::reader::{Reader, SESSION};
use super::trouble::{Answer, Trouble};
use crate::domain::role::Role;
use crate::gateways::tokens;
use crate::operations::accounts::{self, Session};
use crate::present::frame;

/// The cookie that binds a signed-out form to the browser that requested it.
pub(super) const FORM: &str = "registrar-form";

/// The cookie of a known device, on which other clients' guesses do not throttle the person.
pub(super) const DEVICE: &str = "registrar-device";

/// The first page: the doors for whoever is not signed in, the reader's desk for everybody else.
pub(super) async fn home(reader: Result<Reader, Response>, State(office): State<WebState>) -> Answer {
    match reader {
        Ok(reader) => match frame::home(&reader.desk) {
            Some(address) => Ok(Redirect::to(&address).into_response()),
            None => Err(Trouble::Forbidden(None)),
        },
        Err(answer) if leads_to_a_factor(&answer) => Ok(answer),
        Err(to_sign_in) if to_sign_in.status().is_redirection() => {
            Ok(public(&office, Door::Outside, &DoorsPage))
        }
        Err(trouble) => Ok(trouble),
    }
}

/// Whether somebody who is signed in must set up a second factor first.
fn leads_to_a_factor(answer: &Response) -> bool {
    answer.headers().get(header::LOCATION).is_some_and(|address| address == paths::OWN_CODES)
}

/// A page that anybody may read, and that has no form.
pub(super) fn public(office: &WebState, door: Door, page: &impl Page) -> Response {
    let banners = frame::banners(office.settings().training_authority);
    page.within(&Frame { door: Some(door), banners, ..Frame::default() }).into_response()
}

/// Signs out by deleting the session.
pub(super) async fn sign_out(
    State(office): State<WebState>,
    jar: SignedCookieJar,
    form: Form<Empty>,
) -> Answer {
    accounts::sign_out(office.house(), &form.reader.session).await?;
    let client = form.reader.desk.who().role == Role::Client;
    let gone =
        Cookie::build((office.cookie_name(SESSION), "")).path("/").secure(office.settings().tls).build();
    let next = if client { paths::home() } else { paths::sign_in() };
    Ok((browser_cookies::forgotten(&office, jar.remove(gone)), Redirect::to(&next)).into_response())
}

/// A file under a content hash: it never changes, so browsers keep it for ever.
pub(super) async fn asset(uri: Uri) -> Answer {
    let asset = assets::find(uri.path()).ok_or(Trouble::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.bytes).into_response())
}

/// The liveness check.
pub(super) async fn live() -> &'static str {
    "ok"
}

/// The process can answer: its database does, and has the schema of this program.
pub(super) async fn ready(State(office): State<WebState>) -> Response {
    match office.house().ready().await {
        Ok(true) => "ok".into_response(),
        Ok(false) => {
            tracing::warn!("not ready: the schema is not this program's");
            (StatusCode::SERVICE_UNAVAILABLE, "the schema is not this program's").into_response()
        }
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

/// The answer for an unknown path; whoever is signed in keeps the places of their desk.
pub(super) async fn nothing_here(_reader: Result<Reader, Response>) -> Trouble {
    Trouble::NotFound
}

/// The answer for an unsupported method.
pub(super) async fn no_such_method(_reader: Result<Reader, Response>) -> Trouble {
    Trouble::NoSuchMethod
}

/// A page for whoever is not signed in; its form is tied to the browser that asked for it.
pub(super) fn for_anybody<P: Page>(
    office: &WebState,
    jar: SignedCookieJar,
    page: impl FnOnce(String) -> P,
) -> Response {
    let known = jar.get(&office.cookie_name(FORM)).map(|cookie| cookie.value().to_owned());
    let csrf = known.unwrap_or_else(tokens::fresh);
    let banners: Vec<Notice> = frame::banners(office.settings().training_authority);
    let document = page(csrf.clone()).within(&Frame { banners, ..Frame::default() });
    (jar.add(cookie(office, FORM, csrf)), document).into_response()
}

/// Refuses a form that was not asked for by this browser.
pub(super) fn must_be_tied(office: &WebState, jar: &SignedCookieJar, csrf: &str) -> Result<(), Trouble> {
    let expected = jar.get(&office.cookie_name(FORM)).map(|cookie| cookie.value().to_owned());
    if same(csrf, &expected.unwrap_or_default()) { Ok(()) } else { Err(Trouble::Forged) }
}

/// The cookies of a browser in which a session began or was proven anew: it is known by what the person showed.
pub(super) async fn remembered(
    office: &WebState,
    jar: SignedCookieJar,
    session: &Session,
) -> Result<SignedCookieJar, Trouble> {
    let before = jar.get(&office.cookie_name(DEVICE)).map(|cookie| cookie.value().to_owned());
    let known = accounts::device_after(office.house(), before.as_deref(), session).await?;
    Ok(known.map(|known| lasting(office, known)).into_iter().fold(jar, SignedCookieJar::add))
}

/// The cookie of the device: it outlives the browser's window.
fn lasting(office: &WebState, value: String) -> Cookie<'static> {
    let mut cookie = cookie(office, DEVICE, value);
    cookie.set_max_age(Duration::days(accounts::KNOWN_DAYS));
    cookie
}
