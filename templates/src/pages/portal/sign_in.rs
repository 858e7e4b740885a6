//! Signing in at a client's door: the portal or the cabinet.

use maud::{Markup, Render, html};

use super::back;
use crate::components::{
    Entry, FieldError, Form, Kind, Notice, NoticeTone, Width, by_passkey, checked, summary, titled,
};
use crate::layout::Door;
use crate::pages::sign_in::{DemoLogin, demo_logins};
use crate::{Page, paths};

/// The sign-in form of a client's door.
#[derive(Clone, Debug)]
pub struct DoorSignInPage {
    /// The door.
    pub door: Door,
    /// The token against forgery.
    pub csrf: String,
    /// What was typed as the login.
    pub login: String,
    /// Why the last try failed: «Неверный логин или пароль.»
    pub error: Option<String>,
    /// Why one has to sign in: «Сеанс закончился…».
    pub notice: Option<String>,
    /// Where to go after signing in.
    pub next: Option<String>,
    /// Whether one can sign in with a passkey.
    pub passkeys: bool,
    /// Where one signs in by a provider, when that is offered.
    pub cloud: Option<String>,
    /// The logins of the demo, when this is one.
    pub demo: Vec<DemoLogin>,
    /// The password that all logins of the demo share.
    pub demo_password: String,
}

impl Page for DoorSignInPage {
    fn title(&self) -> String {
        titled("Вход", self.door.name(), self.error.is_some())
    }
}

impl Render for DoorSignInPage {
    fn render(&self) -> Markup {
        let next = self.next.as_deref().map(|next| ("next", next));
        let portal = self.door == Door::Portal;
        let action = if portal { paths::portal_sign_in() } else { paths::cabinet_sign_in() };
        html! {
            div.slim {
                (back("На главную", &paths::home()))
                (summary(&self.errors()))
                h1 { @if portal { "Портал 1С:ИТС" } @else { "Вход в личный кабинет" } }
                @if let Some(notice) = &self.notice { (Notice { tone: NoticeTone::Info, text: notice.clone() }) }
                (Form { action: &action, csrf: &self.csrf, hidden: next.as_slice(), guarded: false, content: self.fields(portal) })
                (by_passkey(self.passkeys, &self.csrf, if portal { "portal" } else { "cabinet" }, self.next.as_deref()))
                @if let Some(address) = &self.cloud { (cloud_entry(address, portal)) }
                (demo_logins("Пароль: ", &self.demo_password, &self.demo))
            }
        }
    }
}

impl DoorSignInPage {
    fn errors(&self) -> Vec<FieldError> {
        let error = self.error.iter();
        error.map(|text| FieldError { field: "login".to_owned(), text: text.clone() }).collect()
    }

    fn fields(&self, portal: bool) -> Markup {
        let errors = self.errors();
        let (hint, own) = if portal { ("", "") } else { ("ИНН", "Ваш пароль") };
        let registration = portal.then(|| ("Нет логина?", paths::registration()));
        let recovery = if portal { paths::recovery() } else { paths::forgotten() };
        let foreign = html! {
            b { "Чужой компьютер" }
            small { "Вход закончится, когда закроете браузер или отойдете на 15\u{a0}минут. Ничего не запомним." }
        };
        html! {
            (Entry {
                name: "login", label: "Логин", hint, required: false, kind: Kind::Text, value: &self.login,
                complete: "username", width: Width::Full, errors: &errors, beside: registration,
            })
            (Entry {
                name: "password", label: "Пароль", hint: own, required: false, kind: Kind::Password, value: "",
                complete: "current-password", width: Width::Full, errors: &[], beside: Some(("Забыли пароль?", recovery)),
            })
            (checked("foreign_computer", false, &[], &foreign))
            button."btn btn-primary w-100" { "Войти" }
            @if portal {
                p.small-print {
                    "Авторизуясь, я соглашаюсь с условиями " a href=(paths::consent("agreement")) { "Пользовательского соглашения" }
                }
            }
        }
    }
}

/// The sign-in by a provider, below the form.
fn cloud_entry(address: &str, of_portal: bool) -> Markup {
    html! {
        @if of_portal {
            div.or { "Облако: " a href=(address) aria-label="Облако: что это?" { "?" } }
            p { "1С через Интернет - 1cfresh.com" }
        } @else {
            div.or { "или" }
        }
        a."btn w-100" href=(address) { "Войти через облако" }
    }
}
