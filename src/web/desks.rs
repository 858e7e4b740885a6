//! Signing in and out, the redirect to the viewer's desk, static files, health checks.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, SameSite, SignedCookieJar};
use serde::Deserialize;
use templates::components::Notice;
use templates::layout::Frame;
use templates::pages::{DemoLogin, SignInPage};
use templates::{Page, assets, paths};
use time::Duration;

use super::address::Query;
use super::form::{Empty, Form, OpenForm, same};
use super::office::WebState;
use super::reader::{Reader, SESSION};
use super::request_id::request_id;
use super::sender::Sender;
use super::trouble::{Answer, Trouble};
use crate::gateways::tokens;
use crate::operations::accounts::{self, Attempt, SignInFailure};
use crate::present::frame;

/// The cookie that binds the sign-in form to the browser that requested it.
const FORM: &str = "registrar-form";

/// The cookie of a known device, on which other clients' guesses do not throttle the person.
const DEVICE: &str = "registrar-device";

/// The logins of the demo, each with a description of its desk.
const DEMO_LOGINS: &[(&str, &str)] = &[
    ("staff", "партнер «Форсайт», сотрудник"),
    ("manager", "партнер «Форсайт», менеджер"),
    ("partner-admin", "партнер «Форсайт», администратор"),
    ("partner2", "другой партнер, сотрудник"),
    ("support", "линия поддержки"),
    ("operator", "оператор, обработка заявлений"),
    ("billing", "оператор, расчеты с партнерами"),
    ("admin", "оператор, администратор"),
    ("client", "клиент, бухгалтер"),
];

/// Redirects to the viewer's desk.
pub(super) async fn home(reader: Reader) -> Answer {
    match frame::home(&reader.desk) {
        Some(address) => Ok(Redirect::to(&address).into_response()),
        None => Err(Trouble::Forbidden(Vec::new())),
    }
}

#[derive(Deserialize)]
pub(super) struct SignInAsked {
    next: Option<String>,
}

pub(super) async fn sign_in_page(
    State(office): State<WebState>,
    jar: SignedCookieJar,
    Query(query): Query<SignInAsked>,
) -> Response {
    show_sign_in(
        &office,
        jar,
        SignInPage { next: query.next.filter(|next| is_ours(next)), ..SignInPage::default() },
    )
}

#[derive(Deserialize)]
pub(super) struct TypedSignIn {
    login: String,
    password: String,
    next: Option<String>,
    foreign_computer: Option<String>,
}

/// Signs in with a new session.
pub(super) async fn sign_in(
    State(office): State<WebState>,
    Sender(address): Sender,
    jar: SignedCookieJar,
    headers: HeaderMap,
    form: OpenForm<TypedSignIn>,
) -> Answer {
    must_be_tied(&office, &jar, &form.csrf)?;
    let typed = form.input;
    let device = jar.get(&office.cookie_name(DEVICE)).map(|cookie| cookie.value().to_owned());
    let attempt = Attempt {
        login: &typed.login,
        password: &typed.password,
        foreign_computer: typed.foreign_computer.is_some(),
        address: &address.to_string(),
        device: device.as_deref(),
        secret: office.settings().key.signing(),
        browser: headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default(),
        request_id: &request_id(&headers),
    };
    let next = typed.next.clone().filter(|next| is_ours(next));
    match accounts::sign_in(office.house(), &attempt).await {
        Ok((token, session)) => {
            if let Some(old) = jar.get(&office.cookie_name(SESSION)) {
                accounts::leave(office.house(), old.value()).await?;
            }
            let known = accounts::device_after(office.house(), device.as_deref(), &session).await?;
            let jar = known.map(|known| lasting(&office, known)).into_iter().fold(jar, SignedCookieJar::add);
            let jar = jar.add(cookie(&office, SESSION, token));
            Ok((jar, Redirect::to(next.as_deref().unwrap_or("/"))).into_response())
        }
        Err(failure @ (SignInFailure::Wrong | SignInFailure::Blocked | SignInFailure::Ambiguous)) => {
            let error = Some(told(&failure).to_owned());
            let page = SignInPage { login: typed.login, error, next, ..SignInPage::default() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, show_sign_in(&office, jar, page)).into_response())
        }
        Err(SignInFailure::Throttled(seconds)) => Err(Trouble::TooMany(seconds)),
        Err(SignInFailure::Store(error)) => Err(crate::operations::Failure::Store(error).into()),
    }
}

/// The message of a failed sign-in; it does not say whether login or password was wrong.
fn told(failure: &SignInFailure) -> &'static str {
    if matches!(failure, SignInFailure::Ambiguous) {
        "Укажите логин или e-mail."
    } else {
        "Неверный логин или пароль."
    }
}

/// Signs out by deleting the session.
pub(super) async fn sign_out(
    State(office): State<WebState>,
    jar: SignedCookieJar,
    form: Form<Empty>,
) -> Answer {
    accounts::sign_out(office.house(), &form.reader.session).await?;
    let gone =
        Cookie::build((office.cookie_name(SESSION), "")).path("/").secure(office.settings().tls).build();
    Ok((jar.remove(gone), Redirect::to(&paths::sign_in())).into_response())
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

/// The answer for an unknown path.
pub(super) async fn nothing_here() -> Trouble {
    Trouble::NotFound
}

/// The answer for an unsupported method.
pub(super) async fn no_such_method() -> Trouble {
    Trouble::NoSuchMethod
}

fn show_sign_in(office: &WebState, jar: SignedCookieJar, page: SignInPage) -> Response {
    let demo = if office.settings().demo { demo_logins() } else { Vec::new() };
    for_anybody(office, jar, |csrf| SignInPage {
        csrf,
        demo,
        demo_password: "demo-demo-demo".to_owned(),
        ..page
    })
}

/// A page for a signed-out visitor; its form is bound to the browser by a cookie.
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

fn demo_logins() -> Vec<DemoLogin> {
    let logins = DEMO_LOGINS.iter();
    logins.map(|(login, desk)| DemoLogin { login: (*login).to_owned(), desk: (*desk).to_owned() }).collect()
}

fn cookie(office: &WebState, name: &str, value: String) -> Cookie<'static> {
    Cookie::build((office.cookie_name(name), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(office.settings().tls)
        .build()
}

/// The cookie of the device: it outlives the browser's window.
fn lasting(office: &WebState, value: String) -> Cookie<'static> {
    let mut cookie = cookie(office, DEVICE, value);
    cookie.set_max_age(Duration::days(accounts::KNOWN_DAYS));
    cookie
}

/// Whether a redirect target is a path of this site (no open redirect).
fn is_ours(next: &str) -> bool {
    next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.contains(char::is_control)
}
