//! Pages for signed-out visitors: requesting a link that sets a password, and setting the password.

use maud::{Markup, Render, html};

use crate::components::{Control, Field, FieldError, Form, Notice, NoticeTone, error_of, error_summary};
use crate::{Page, paths};

/// The hint about passwords.
pub(crate) const PASSWORD_HINT: &str =
    "Не меньше 8\u{a0}знаков. Фразу из нескольких слов запомнить проще, чем набор символов.";

/// «Забыли пароль?»
#[derive(Clone, Debug, Default)]
pub struct ForgottenPage {
    /// The name as typed.
    pub name: String,
    /// Whether the link was requested; the page is the same whether the name exists or not.
    pub asked: bool,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

/// The page of a link that sets a password.
#[derive(Clone, Debug)]
pub enum SetPasswordPage {
    /// The form.
    Form(SetPasswordForm),
    /// The password is set.
    Done {
        /// The login.
        login: String,
        /// Whether a program is to be given the login too.
        program: bool,
        /// Where the person signs in.
        sign_in: String,
    },
    /// The link is used, expired or unknown.
    Gone,
}

/// The form that sets a password.
#[derive(Clone, Debug, Default)]
pub struct SetPasswordForm {
    /// The token of the link.
    pub token: String,
    /// The login.
    pub login: String,
    /// The person's name; `None` for an ITS login.
    pub name: Option<String>,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

impl Page for ForgottenPage {
    fn title(&self) -> String {
        "Забыли пароль? · Регистратор".to_owned()
    }
}

impl Render for ForgottenPage {
    fn render(&self) -> Markup {
        html! {
            div.narrow.sign-in {
                h1 { "Забыли пароль?" }
                @if self.asked { (asked()) }
                @else {
                    (Form {
                        action: &paths::forgotten(), csrf: &self.csrf, hidden: &[], guarded: false, content: self.fields(),
                    })
                }
                p.mt-3 { a href=(paths::sign_in()) { "Вернуться ко входу" } }
            }
        }
    }
}

fn asked() -> Markup {
    let text = "Если такая учетная запись есть, на ее e-mail отправлено письмо со ссылкой. Ссылка действует один раз, 24\u{a0}часа.";
    html! {
        (Notice { tone: NoticeTone::Good, text: text.to_owned() })
        p.soft { "Письма нет? Проверьте папку «Спам» и запросите ссылку еще раз через 15\u{a0}минут." }
    }
}

impl ForgottenPage {
    fn fields(&self) -> Markup {
        html! {
            (error_summary(&self.errors, ""))
            (Field {
                id: "name", name: "name", label: "Логин или e-mail", hint: "Мы пришлем ссылку, по которой можно задать новый пароль",
                error: error_of(&self.errors, "name"), control: Control::Line { value: &self.name, complete: "username" },
            })
            button."btn btn-primary w-100" { "Прислать ссылку" }
        }
    }
}

impl Page for SetPasswordPage {
    fn title(&self) -> String {
        let heading = match self {
            Self::Form(_) => "Задайте пароль",
            Self::Done { .. } => "Пароль задан",
            Self::Gone => "Ссылка не действует",
        };
        format!("{heading} · Регистратор")
    }
}

impl Render for SetPasswordPage {
    fn render(&self) -> Markup {
        html! {
            div.narrow.sign-in {
                @match self {
                    Self::Form(form) => (form),
                    Self::Done { login, program, sign_in } => (done(login, *program, sign_in)),
                    Self::Gone => (gone()),
                }
            }
        }
    }
}

impl Render for SetPasswordForm {
    fn render(&self) -> Markup {
        let content = html! {
            (error_summary(&self.errors, ""))
            (Field {
                id: "password", name: "password", label: "Новый пароль", hint: PASSWORD_HINT,
                error: error_of(&self.errors, "password"), control: Control::Password { complete: "new-password" },
            })
            button."btn btn-primary w-100" { "Задать пароль" }
        };
        html! {
            h1 { "Задайте пароль" }
            p { @if let Some(name) = &self.name { (name) ", логин " } @else { "Логин портала 1С:ИТС " } b.ident { (self.login) } }
            (Form {
                action: &paths::set_password(&self.token), csrf: &self.csrf, hidden: &[], guarded: false, content,
            })
        }
    }
}

fn done(login: &str, program: bool, sign_in: &str) -> Markup {
    html! {
        h1 { "Пароль задан" }
        p { "Войдите с логином " b.ident { (login) } " и новым паролем. Прежние сеансы завершены." }
        @if program {
            p { "Те же логин и пароль укажите в программе 1С: «Подключение Интернет-поддержки»." }
        }
        p { a."btn btn-primary w-100" href=(sign_in) { "Войти" } }
    }
}

fn gone() -> Markup {
    html! {
        h1 { "Ссылка не действует" }
        p { "Ею уже воспользовались, прошло больше суток, или вместо нее прислана новая." }
        p { a."btn btn-primary w-100" href=(paths::forgotten()) { "Запросить новую ссылку" } }
        p.soft { "Ссылку для логина портала 1С:ИТС заново отправляет обслуживающая организация." }
    }
}
