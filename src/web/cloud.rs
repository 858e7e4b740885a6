//! «Войти через облако»: to a provider and back.

use std::fmt::Display;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Redirect, Response};
use serde::Deserialize;
use templates::layout::Door;
use templates::paths;

use super::address::{Path, Query, is_ours};
use super::desks::FORM;
use super::form::{Empty, Form, OpenForm};
use super::reader::{Reader, SESSION};
use super::second_step;
use super::stranger::{Stranger, limited};
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::CloudIdentityId;
use crate::operations::cloud::{self, CloudFailure, CloudReturn, CloudStep, SettingOut};
use crate::operations::{Failure, Requester};
use crate::present::cloud as present;
use crate::present::frame::Place;

/// The longest address that is kept until the person is back.
const NEXT_MOST: usize = 2_000;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::CLOUD_TYPED, typed_address)
        .read(paths::CLOUD, page)
        .change(paths::CLOUD, set_out)
        .read(paths::CLOUD_CALLBACK, come_back)
        .read(paths::OWN_CLOUDS, own)
        .change(paths::OWN_CLOUD_LINKING, set_out_to_link)
        .change(paths::OWN_CLOUD_ENDING, unlink)
}

async fn typed_address() -> Redirect {
    Redirect::to(&paths::cloud())
}

#[derive(Deserialize)]
struct CloudAsked {
    next: Option<String>,
}

/// The providers, or that there is none.
async fn page(stranger: Stranger, Query(asked): Query<CloudAsked>) -> Response {
    show(stranger, StatusCode::OK, None, asked.next.filter(|next| is_ours(next)))
}

fn show(
    stranger: Stranger,
    status: StatusCode,
    failure: Option<&CloudFailure>,
    next: Option<String>,
) -> Response {
    let word = stranger.word();
    let page = present::page(stranger.office.settings().clouds.all(), failure, next, word.clone());
    stranger.page(status, Door::Portal, &page, word)
}

#[derive(Deserialize)]
struct TypedCloud {
    issuer: String,
    next: Option<String>,
    foreign_computer: Option<String>,
}

/// Sets out to sign in. The way is a link and no redirect, which the policy of our forms would not let pass.
async fn set_out(stranger: Stranger, form: OpenForm<TypedCloud>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let typed = form.input;
    let next = typed.next.filter(|next| is_ours(next) && next.len() <= NEXT_MOST);
    let way = SettingOut {
        issuer: &typed.issuer,
        word: &form.csrf,
        foreign_computer: typed.foreign_computer.is_some(),
        next: next.as_deref(),
    };
    let office = stranger.office.clone();
    let clouds = &office.settings().clouds;
    match cloud::set_out(office.house(), clouds, &stranger.caller(), &way).await {
        Ok(address) => {
            let setting = clouds.find(&typed.issuer).ok_or(Trouble::NotFound)?;
            let page = present::leaving(setting, address.clone(), paths::cloud());
            let word = stranger.word();
            Ok(led(stranger.page(StatusCode::OK, Door::Portal, &page, word), &address))
        }
        Err(failure) => refused(stranger, failure, next),
    }
}

/// The page leads on by itself, also without scripts.
fn led(mut page: Response, address: &impl Display) -> Response {
    if let Ok(refresh) = HeaderValue::try_from(format!("0; url={address}")) {
        page.headers_mut().insert(header::REFRESH, refresh);
    }
    page
}

/// Why nobody is signed in, above the providers.
fn refused(stranger: Stranger, failure: CloudFailure, next: Option<String>) -> Answer {
    let failure = at_fault(failure)?;
    Ok(show(stranger, status(&failure), Some(&failure), next))
}

/// What is told on the page; all else has a page of its own.
fn at_fault(failure: CloudFailure) -> Result<CloudFailure, Trouble> {
    if let CloudFailure::Failure(failure) = failure { Err(limited(failure)) } else { Ok(failure) }
}

fn status(failure: &CloudFailure) -> StatusCode {
    if matches!(failure, CloudFailure::Away) {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

#[derive(Deserialize)]
struct CameBack {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// What a provider sends back, with what only this browser knows.
async fn come_back(
    reader: Result<Reader, Response>,
    stranger: Stranger,
    Query(came): Query<CameBack>,
) -> Answer {
    let office = stranger.office.clone();
    let known = |name| stranger.jar.get(&office.cookie_name(name)).map(|cookie| cookie.value().to_owned());
    let (word, session, device) = (known(FORM), known(SESSION), stranger.device());
    let Stranger { browser, address, request_id, .. } = &stranger;
    let (browser, address, request_id) = (browser.clone(), address.clone(), request_id.clone());
    let secret = office.settings().key.signing();
    let back = CloudReturn {
        state: &came.state,
        code: came.code.as_deref().filter(|_| came.error.is_none()),
        issuer: came.iss.as_deref(),
        word: word.as_deref(),
        session: session.as_deref(),
        browser: &browser,
        device: device.as_deref(),
        caller: Requester { address: &address, secret, request_id: &request_id },
    };
    let step = match cloud::arrive(office.house(), &back).await {
        Ok(step) => step,
        // Not every provider that says no hands the state back.
        Err(CloudFailure::Lost) if came.error.is_some() => {
            return refused(stranger, CloudFailure::Cancelled, None);
        }
        Err(failure) => return refused(stranger, failure, None),
    };
    if step.person.is_none() {
        return sign_in(stranger, step, &back).await;
    }
    match reader {
        Ok(reader) => link(&reader, &step, &back).await,
        Err(_) => refused(stranger, CloudFailure::Lost, None),
    }
}

/// Signs in: a new session, never an old one.
async fn sign_in(stranger: Stranger, step: CloudStep, back: &CloudReturn<'_>) -> Answer {
    let office = stranger.office.clone();
    let clouds = &office.settings().clouds;
    match cloud::sign_in(office.house(), clouds, &step, back).await {
        Ok(entered) => {
            second_step::led(&stranger, entered, step.next.as_deref().unwrap_or(&paths::home())).await
        }
        Err(failure) => refused(stranger, failure, step.next),
    }
}

/// What the viewer has linked.
async fn own(reader: Reader) -> Answer {
    show_own(&reader, StatusCode::OK, None).await
}

async fn show_own(reader: &Reader, status: StatusCode, failure: Option<&CloudFailure>) -> Answer {
    let own = cloud::own(&reader.desk, &reader.office.settings().clouds).await?;
    let page = present::own(&own, failure, reader.zone, reader.csrf());
    reader.page_with(status, &page, Place::Elsewhere).await
}

#[derive(Deserialize)]
struct ChosenCloud {
    issuer: String,
}

/// Sets out to link an account at a provider.
async fn set_out_to_link(Form { reader, input }: Form<ChosenCloud>) -> Answer {
    let settings = reader.office.settings();
    let (clouds, secret) = (&settings.clouds, settings.key.signing());
    match cloud::set_out_to_link(&reader.desk, clouds, &reader.session, &input.issuer, secret).await {
        Ok(address) => {
            let setting = clouds.find(&input.issuer).ok_or(Trouble::NotFound)?;
            let page = present::leaving(setting, address.clone(), paths::own_clouds());
            Ok(led(reader.page(&page, Place::Elsewhere).await?, &address))
        }
        Err(failure) => not_linked(&reader, failure).await,
    }
}

async fn link(reader: &Reader, step: &CloudStep, back: &CloudReturn<'_>) -> Answer {
    match cloud::link(&reader.desk, &reader.office.settings().clouds, step, back).await {
        Ok(name) => Ok(reader.go(&paths::own_clouds(), &format!("Учетная запись «{name}» связана."))),
        Err(failure) => not_linked(reader, failure).await,
    }
}

async fn not_linked(reader: &Reader, failure: CloudFailure) -> Answer {
    let failure = at_fault(failure)?;
    show_own(reader, status(&failure), Some(&failure)).await
}

/// Unlinks one of the viewer's accounts at providers.
async fn unlink(Path(identity): Path<CloudIdentityId>, form: Form<Empty>) -> Answer {
    let done: Result<(), Failure> = cloud::unlink(&form.reader.desk, identity).await;
    done.map_err(|failure| Trouble::from(failure).about(paths::own_clouds()))?;
    Ok(form.reader.go(&paths::own_clouds(), "Учетная запись отвязана."))
}
