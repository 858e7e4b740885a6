//! The doors: signing in as somebody of a desk, in the portal, in the cabinet. One account and one session are behind all
//! of them; where they lead follows from the account.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use templates::layout::Door;
use templates::pages::cabinet::SupportSignInPage;
use templates::pages::portal::DoorSignInPage;
use templates::pages::{DemoLogin, SignInPage};
use templates::paths;

use super::address::{Query, is_ours};
use super::desks::for_anybody;
use super::form::OpenForm;
use super::portal::confirmation;
use super::second_step;
use super::stranger::Stranger;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::operations::accounts::{self, Attempt, SignInFailure};
use crate::operations::{Failure, registration};

/// The logins of the demo, each with the desk that it opens.
const DEMO_LOGINS: &[(&str, &str)] = &[
    ("staff", "партнер «Форсайт», сотрудник"),
    ("manager", "партнер «Форсайт», менеджер"),
    ("partner-admin", "партнер «Форсайт», администратор"),
    ("partner2", "другой партнер, сотрудник"),
    ("support", "линия поддержки"),
    ("operator", "оператор, обработка заявлений"),
    ("billing", "оператор, расчеты с партнерами"),
    ("admin", "оператор, администратор"),
    ("client", CLIENT),
];

const CLIENT: &str = "клиент, бухгалтер";

/// A door at which people sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Staff,
    Portal,
    Cabinet,
}

impl At {
    /// The door that a form names; people of desks have one that needs no name.
    pub(super) fn from_code(code: &str) -> Self {
        match code {
            "portal" => Self::Portal,
            "cabinet" => Self::Cabinet,
            _ => Self::Staff,
        }
    }

    /// Where it leads. Whoever works at a desk is led there from the portal too.
    pub(super) fn home(self) -> String {
        if self == Self::Portal { paths::portal() } else { paths::home() }
    }
}

/// What the form shows again.
#[derive(Default)]
pub(super) struct ShownSignIn {
    pub(super) login: String,
    pub(super) error: Option<String>,
    pub(super) next: Option<String>,
}

/// The routes of the doors.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::SIGN_IN, |stranger: Stranger, next: Query<SignInAsked>| async move {
            page(stranger, At::Staff, next)
        })
        .change(paths::SIGN_IN, |stranger: Stranger, form: OpenForm<TypedSignIn>| {
            sign_in(stranger, At::Staff, form)
        })
        .read(paths::PORTAL_SIGN_IN, |stranger: Stranger, next: Query<SignInAsked>| async move {
            page(stranger, At::Portal, next)
        })
        .change(paths::PORTAL_SIGN_IN, |stranger: Stranger, form: OpenForm<TypedSignIn>| {
            sign_in(stranger, At::Portal, form)
        })
        .read(paths::CABINET_SIGN_IN, |stranger: Stranger, next: Query<SignInAsked>| async move {
            page(stranger, At::Cabinet, next)
        })
        .change(paths::CABINET_SIGN_IN, |stranger: Stranger, form: OpenForm<TypedSignIn>| {
            sign_in(stranger, At::Cabinet, form)
        })
}

#[derive(Deserialize)]
struct SignInAsked {
    next: Option<String>,
}

/// The form.
fn page(stranger: Stranger, at: At, Query(query): Query<SignInAsked>) -> Response {
    let next = query.next.filter(|next| is_ours(next));
    show(stranger, at, StatusCode::OK, ShownSignIn { next, ..ShownSignIn::default() })
}

#[derive(Deserialize)]
struct TypedSignIn {
    login: String,
    password: String,
    next: Option<String>,
    foreign_computer: Option<String>,
}

/// Signs in: a new session, never an old one.
async fn sign_in(stranger: Stranger, at: At, form: OpenForm<TypedSignIn>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let typed = form.input;
    let device = stranger.device();
    let attempt = Attempt {
        login: &typed.login,
        password: &typed.password,
        foreign_computer: typed.foreign_computer.is_some(),
        address: &stranger.address,
        device: device.as_deref(),
        secret: stranger.office.settings().key.signing(),
        browser: &stranger.browser,
        request_id: &stranger.request_id,
    };
    let next = typed.next.clone().filter(|next| is_ours(next));
    match accounts::sign_in(stranger.office.house(), &attempt).await {
        Ok(entered) => second_step::led(&stranger, entered, next.as_deref().unwrap_or(&at.home())).await,
        Err(SignInFailure::Unconfirmed(id)) => {
            registration::tie(stranger.office.house(), id, &form.csrf).await?;
            confirmation::too_early(stranger).await
        }
        Err(
            failure @ (SignInFailure::Wrong
            | SignInFailure::Blocked
            | SignInFailure::ProgramPasswordNeeded
            | SignInFailure::NoContract
            | SignInFailure::Ambiguous),
        ) => {
            let error = Some(told(&failure).to_owned());
            let shown = ShownSignIn { login: typed.login, error, next };
            Ok(show(stranger, at, StatusCode::UNPROCESSABLE_ENTITY, shown))
        }
        Err(SignInFailure::Throttled(seconds)) => Err(Trouble::TooMany(seconds)),
        Err(SignInFailure::Store(error)) => Err(Failure::Store(error).into()),
    }
}

/// What is told of a sign-in that failed: never which of the two was wrong.
fn told(failure: &SignInFailure) -> &'static str {
    if matches!(failure, SignInFailure::Ambiguous) {
        "Укажите логин или e-mail."
    } else {
        "Неверный логин или пароль."
    }
}

/// The form, again with what was typed.
pub(super) fn show(stranger: Stranger, at: At, status: StatusCode, shown: ShownSignIn) -> Response {
    let ShownSignIn { login, error, next } = shown;
    let notice = next.as_deref().filter(|_| stranger.had_a_session()).map(|next| ended(next).to_owned());
    // Whoever wanted to see whether the account is connected gets the window of «Интернет-поддержка».
    if next.as_deref() == Some(paths::PORTAL_SUPPORT) {
        let page = |csrf| SupportSignInPage { csrf, login, error };
        return (status, for_anybody(&stranger.office, stranger.jar, page)).into_response();
    }
    let passkeys = stranger.office.house().passkeys.are_possible();
    let (demo, demo_password) = (demo(&stranger, at), "demo-demo-demo".to_owned());
    let cloud = cloud(&stranger, at, next.as_deref());
    let door = match at {
        At::Portal => Door::Portal,
        At::Cabinet => Door::Cabinet,
        At::Staff => {
            let page =
                |csrf| SignInPage { csrf, login, error, notice, next, passkeys, cloud, demo, demo_password };
            return (status, for_anybody(&stranger.office, stranger.jar, page)).into_response();
        }
    };
    let csrf = stranger.word();
    let page = DoorSignInPage {
        door,
        csrf: csrf.clone(),
        login,
        error,
        notice,
        next,
        passkeys,
        cloud,
        demo,
        demo_password,
    };
    stranger.page(status, door, &page, csrf)
}

/// Why whoever had a session has to sign in.
fn ended(next: &str) -> &'static str {
    match next {
        paths::RESUMED => "Сеанс закончился. Войдите, и мы вернем вас на место: набранное сохранено.",
        paths::HOME => "Сеанс закончился. Войдите еще раз.",
        _ => "Сеанс закончился. Войдите, и мы вернем вас на место.",
    }
}

/// Where one signs in by a provider: the portal says also that there is none.
fn cloud(stranger: &Stranger, at: At, next: Option<&str>) -> Option<String> {
    let offered = at == At::Portal || stranger.office.settings().clouds.all().next().is_some();
    offered.then(|| paths::with_query(&paths::cloud(), &[("next", next.unwrap_or_default())]))
}

fn demo(stranger: &Stranger, at: At) -> Vec<DemoLogin> {
    let logins = DEMO_LOGINS.iter().filter(|(_, desk)| at == At::Staff || *desk == CLIENT);
    let logins = logins.filter(|_| stranger.office.settings().demo);
    logins.map(|(login, desk)| DemoLogin { login: (*login).to_owned(), desk: (*desk).to_owned() }).collect()
}
