//! Signing in.

use maud::{Markup, Render, html};

use crate::components::{Control, Field, Form, Notice, NoticeTone, by_passkey};
use crate::{Page, paths};

/// The sign-in form.
#[derive(Clone, Debug, Default)]
pub struct SignInPage {
    /// The CSRF token.
    pub csrf: String,
    /// The login as typed.
    pub login: String,
    /// Why the last attempt failed: «Неверный логин или пароль.»
    pub error: Option<String>,
    /// Why one has to sign in: «Сеанс закончился…».
    pub notice: Option<String>,
    /// The page to which the viewer is redirected afterwards.
    pub next: Option<String>,
    /// Whether one can sign in with a passkey.
    pub passkeys: bool,
    /// Where one signs in by a provider, when there is one.
    pub cloud: Option<String>,
    /// The logins of the demo; empty elsewhere.
    pub demo: Vec<DemoLogin>,
    /// The password of all demo logins.
    pub demo_password: String,
}

/// A login of the demo.
#[derive(Clone, Debug)]
pub struct DemoLogin {
    /// The login.
    pub login: String,
    /// The desk that it opens.
    pub desk: String,
}

impl Page for SignInPage {
    fn title(&self) -> String {
        "Вход · Регистратор".to_owned()
    }
}

impl Render for SignInPage {
    fn render(&self) -> Markup {
        let next = self.next.as_deref().map(|next| ("next", next));
        html! {
            div.narrow.sign-in {
                h1 { "Вход" }
                @if let Some(notice) = &self.notice { (Notice { tone: NoticeTone::Info, text: notice.clone() }) }
                @if let Some(error) = &self.error { (Notice { tone: NoticeTone::Bad, text: error.clone() }) }
                (Form {
                    action: &paths::sign_in(), csrf: &self.csrf, hidden: next.as_slice(), guarded: false,
                    content: self.fields(),
                })
                (by_passkey(self.passkeys, &self.csrf, "staff", self.next.as_deref()))
                (demo_logins("Пароль у всех один: ", &self.demo_password, &self.demo))
            }
        }
    }
}

impl SignInPage {
    fn fields(&self) -> Markup {
        html! {
            (Field {
                id: "login", name: "login", label: "Логин, e-mail или ИНН", hint: "", error: None,
                control: Control::First { value: &self.login, complete: "username" },
            })
            (Field {
                id: "password", name: "password", label: "Пароль", hint: "", error: None,
                control: Control::Password { complete: "current-password" },
            })
            (Field {
                id: "foreign_computer", name: "foreign_computer", label: "Чужой компьютер",
                hint: "Сеанс закончится через 15\u{a0}минут без работы", error: None, control: Control::Switch { on: false },
            })
            button."btn btn-primary w-100" { "Войти" }
            @if let Some(address) = &self.cloud { a."btn w-100 mt-2" href=(address) { "Войти через облако" } }
            p."mt-2 mb-0" { a href=(paths::forgotten()) { "Забыли пароль?" } }
        }
    }
}

/// The logins of the demo with their password; nothing elsewhere.
pub(super) fn demo_logins(lead: &str, password: &str, logins: &[DemoLogin]) -> Markup {
    html! {
        @if !logins.is_empty() {
            section.demo aria-labelledby="demo-title" {
                h2 id="demo-title" { "Демонстрация" }
                p.soft { (lead) code.ident { (password) } }
                dl.demo-logins { @for demo in logins { dt { code.ident { (demo.login) } } dd { (demo.desk) } } }
            }
        }
    }
}
