//! «Доступ к личному кабинету 1С-Отчетность»: the window for whoever fills an application and has no account yet.

use maud::{Markup, Render, html};

use crate::components::{
    Captcha, Entry, FieldError, Form, Kind, checked, pressed_by_return, summary, titled,
};
use crate::layout::Door;
use crate::{Page, paths};

/// The window.
#[derive(Clone, Debug, Default)]
pub struct CabinetAccountPage {
    /// What was typed as the address.
    pub email: String,
    /// Whether the user agreement was accepted.
    pub agreement: bool,
    /// Whether the processing of personal data was consented to.
    pub personal_data: bool,
    /// The captcha.
    pub captcha: Captcha,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

const HEADING: &str = "Доступ к личному кабинету 1С-Отчетность";
const CREATE: &str = "Создать аккаунт";

impl Page for CabinetAccountPage {
    fn title(&self) -> String {
        titled(HEADING, Door::Cabinet.name(), !self.errors.is_empty())
    }
}

impl Render for CabinetAccountPage {
    fn render(&self) -> Markup {
        let next = paths::with_query(&paths::portal_sign_in(), &[("next", &paths::new_draft())]);
        let content = html! {
            (pressed_by_return(CREATE))
            (self.entry("email", "Email:", Kind::Email, "email"))
            (self.entry("password", "Пароль:", Kind::Password, "new-password"))
            (self.captcha.with(&self.errors))
            (self.consents())
            div.acts { button."btn btn-primary" { (CREATE) } }
        };
        html! {
            div.slim {
                (summary(&self.errors))
                h1 { (HEADING) }
                h2 { "Регистрация" }
                p.soft { "Заявление заполняют в личном кабинете. После регистрации на почту придет письмо: подтвердите адрес и продолжайте." }
                (Form { action: &paths::cabinet_account(), csrf: &self.csrf, hidden: &[], guarded: false, content })
                p { a.link href=(paths::registration_by_phone()) { "По телефону" } }
                p { "Уже создан? " a.link href=(next) { "Войти" } }
            }
        }
    }
}

impl CabinetAccountPage {
    fn entry<'a>(&'a self, name: &'a str, label: &'a str, kind: Kind, complete: &'a str) -> Entry<'a> {
        let text = Entry::text(name, label, &self.email, complete, &self.errors);
        Entry { required: true, kind, ..text }
    }

    fn consents(&self) -> Markup {
        let agreement = html! {
            b { "Я согласен с условиями " a.link href=(paths::consent("agreement")) { "Пользовательского соглашения" } }
        };
        let personal_data = html! {
            b { "Даю " a.link href=(paths::consent("personal-data")) { "согласие на обработку персональных данных" } }
        };
        html! {
            (checked("agreement", self.agreement, &self.errors, &agreement))
            (checked("personal_data", self.personal_data, &self.errors, &personal_data))
        }
    }
}
