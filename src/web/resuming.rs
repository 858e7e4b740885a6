//! A form that came when the session had ended: kept for the same person on the same device, and offered after the sign-in.

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::SignedCookieJar;
use serde::{Deserialize, Serialize};
use templates::pages::{Resubmission, ResumedForm, ResumedPage};
use templates::paths;
use time::Duration;

use super::browser_cookies::{PERSON, cookie};
use super::form::CSRF;
use super::office::WebState;
use super::reader::Reader;
use super::sent_request::{SentRequest, SignedOut};
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::PersonId;
use crate::gateways::sealed::Sealer;
use crate::gateways::tokens;
use crate::operations::kept_forms;
use crate::present::frame::Place;

/// The cookie with the token under which the forms of this browser are kept.
const KEPT: &str = "registrar-kept";
/// The fields that no person typed.
const TECHNICAL: [&str; 4] = [CSRF, "version", "from", "next"];

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::RESUMED, page)
}

/// A form as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    address: String,
    fields: Vec<(String, String)>,
    back: Option<String>,
}

/// The cookies of a request that may carry a form.
pub(super) fn cookies(office: &WebState, request: &Request) -> Option<SignedCookieJar> {
    let may = !request.method().is_safe() && request.headers().contains_key(header::COOKIE);
    may.then(|| SignedCookieJar::from_headers(request.headers(), office.settings().key.clone()))
}

/// The way to the sign-in, and from there to the form if it was kept, or else to the page on which it was.
pub(super) async fn led(
    office: &WebState,
    jar: Option<SignedCookieJar>,
    signed_out: &SignedOut,
    sent: SentRequest,
) -> Response {
    let jar = jar.unwrap_or_else(|| SignedCookieJar::new(office.settings().key.clone()));
    let back = sent.back().map_or_else(paths::home, str::to_owned);
    let way = |next: &str| {
        let address = paths::with_query(&signed_out.door, &[("next", next)]);
        if signed_out.by_script {
            (StatusCode::UNAUTHORIZED, [("hx-redirect", address)]).into_response()
        } else {
            Redirect::to(&address).into_response()
        }
    };
    match kept(office, &jar, sent).await {
        Ok(Some(token)) => {
            let mut kept = cookie(office, KEPT, token);
            kept.set_max_age(Duration::minutes(kept_forms::LASTS.num_minutes()));
            (jar.add(kept), way(paths::RESUMED)).into_response()
        }
        Ok(None) => way(&back),
        Err(trouble) => trouble.into_response(),
    }
}

/// Keeps the form, unless a password belongs to it or the computer is somebody else's; the token under which it is kept.
async fn kept(
    office: &WebState,
    jar: &SignedCookieJar,
    sent: SentRequest,
) -> Result<Option<String>, Trouble> {
    let value = |name: &str| jar.get(&office.cookie_name(name)).map(|cookie| cookie.value().to_owned());
    let Some(person) = value(PERSON).and_then(|person| person.parse().ok()).map(PersonId) else {
        return Ok(None);
    };
    let back = sent.back().map(str::to_owned);
    let Some(Resubmission { address, fields }) = sent.again() else { return Ok(None) };
    let text = serde_json::to_string(&Kept { address, fields, back });
    let text = text.map_err(|error| Trouble::Broken(error.to_string()))?;
    let token = value(KEPT).unwrap_or_else(tokens::fresh);
    let sealed = sealer(office).seal(&text, &owner(person, &token));
    Ok(kept_forms::keep(office.house(), person, &token, sealed).await?.then_some(token))
}

/// What was kept for the viewer; without anything it leads home.
async fn page(reader: Reader) -> Answer {
    let Some(token) = reader.cookie(KEPT) else { return Ok(Redirect::to(&paths::home()).into_response()) };
    let person = reader.session.person;
    let sealed = kept_forms::own(&reader.desk, &token).await?;
    let open = |text: String| sealer(&reader.office).open(&text, &owner(person, &token)).ok();
    let kept =
        sealed.into_iter().filter_map(open).filter_map(|text| serde_json::from_str::<Kept>(&text).ok());
    let forms: Vec<ResumedForm> = kept.map(|kept| resumed(kept, &reader.csrf())).collect();
    if forms.is_empty() {
        return Ok(Redirect::to(&paths::home()).into_response());
    }
    reader.page(&ResumedPage { forms }, Place::Elsewhere).await
}

fn resumed(kept: Kept, csrf: &str) -> ResumedForm {
    // Whatever is sent is shown: numbers, days and addresses too.
    let typed =
        |(name, value): &&(String, String)| !TECHNICAL.contains(&name.as_str()) && !value.trim().is_empty();
    let typed = kept.fields.iter().filter(typed).map(|(_, value)| value.clone()).collect();
    let others = kept.fields.into_iter().filter(|(name, _)| name != CSRF);
    let fields = std::iter::once((CSRF.to_owned(), csrf.to_owned())).chain(others).collect();
    ResumedForm { typed, sent: Resubmission { address: kept.address, fields }, back: kept.back }
}

fn sealer(office: &WebState) -> Sealer {
    Sealer::new(office.settings().key.signing(), KEPT.as_bytes())
}

/// The person and the device: it opens for nobody else and nowhere else.
fn owner(person: PersonId, token: &str) -> Vec<u8> {
    format!("{person} {token}").into_bytes()
}
