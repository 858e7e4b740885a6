//! The viewer's authenticator app and recovery codes.

use maud::{Markup, Render, html};

use crate::components::{
    Body, Card, Control, Field, FieldError, Form, Qr, VerbButton, error_of, error_summary, verbs,
};
use crate::format::Moment;
use crate::{Page, paths};

/// The page of the app and the recovery codes.
#[derive(Clone, Debug, Default)]
pub struct OwnCodesPage {
    /// That a second factor is required, and since when; in a sentence.
    pub required: Option<String>,
    /// When the app was set up.
    pub since: Option<Moment>,
    /// A secret that waits for its first code.
    pub waiting: Option<WaitingSecret>,
    /// How many recovery codes are left; `None` without a second factor.
    pub recovery_codes: Option<u64>,
    /// What can be done with the app.
    pub app_verbs: Vec<VerbButton>,
    /// What can be done with the recovery codes.
    pub code_verbs: Vec<VerbButton>,
    /// The faults of a refused code.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

/// A secret as it is shown.
#[derive(Clone, Debug)]
pub struct WaitingSecret {
    /// For typing, in groups.
    pub text: String,
    /// What an app reads from the QR code.
    pub address: String,
}

impl Page for OwnCodesPage {
    fn title(&self) -> String {
        let wrong = if self.errors.is_empty() { "" } else { "Ошибка: " };
        format!("{wrong}Коды для входа · Регистратор")
    }
}

impl Render for OwnCodesPage {
    fn render(&self) -> Markup {
        html! {
            p { a href=(paths::profile()) { "Мой профиль" } }
            h1 { "Коды для входа" }
            @if let Some(text) = &self.required { p.lead { (text) } }
            div.columns {
                div.column-main {
                    (Card { id: "app", title: "Приложение с кодами", aside: None, body: Body::Padded(self.app()) })
                }
                div.column-side {
                    (Card { id: "recovery", title: "Запасные коды", aside: None, body: Body::Padded(self.recovery()) })
                }
            }
        }
    }
}

impl OwnCodesPage {
    fn app(&self) -> Markup {
        html! {
            @if self.waiting.is_none() { (error_summary(&self.errors, "")) }
            @if let Some(since) = &self.since {
                p { "Подключено " (since) ". После пароля спросим код из приложения." }
            } @else if self.waiting.is_none() {
                p { "После пароля спросим код из приложения на вашем телефоне. Кто узнает пароль, без телефона не войдет." }
                p.soft { "Подойдет любое приложение с кодами TOTP: Яндекс Ключ, Google Authenticator, 2FAS и другие." }
            }
            @if let Some(waiting) = &self.waiting { (self.confirmation(waiting)) }
            (verbs(&self.app_verbs, &self.csrf, &[]))
        }
    }

    fn confirmation(&self, waiting: &WaitingSecret) -> Markup {
        let content = html! {
            (Field {
                id: "code", name: "code", label: "Код из приложения", hint: "6 цифр", error: error_of(&self.errors, "code"),
                control: Control::First { value: "", complete: "one-time-code" },
            })
            button."btn btn-primary" { "Подключить" }
            p.consequence { "Остальные ваши сеансы завершатся." }
        };
        html! {
            (error_summary(&self.errors, ""))
            ol.steps-list {
                li { "Откройте приложение и отсканируйте код." (Qr { text: &waiting.address, label: "QR-код для приложения" }) }
                li { "Не сканируется? Введите ключ вручную: " code."ident break key" { (waiting.text) } }
                li { "Введите код, который показывает приложение." }
            }
            (Form { action: &paths::own_app(), csrf: &self.csrf, hidden: &[], guarded: false, content })
        }
    }

    fn recovery(&self) -> Markup {
        html! {
            @match self.recovery_codes {
                None => p { "Появятся, когда вы подключите приложение или ключ доступа." },
                Some(0) => p { b { "Не осталось ни одного." } " Если потеряете телефон, войти сами не сможете." },
                Some(left) => p { "Осталось " b { (left) } " из 10. Каждый действует один раз, вместо кода из приложения." },
            }
            (verbs(&self.code_verbs, &self.csrf, &[]))
        }
    }
}

/// Recovery codes, shown this once.
#[derive(Clone, Debug)]
pub struct RecoveryCodesPage {
    /// The codes, in groups.
    pub codes: Vec<String>,
    /// What was done just now, if anything else than making them.
    pub done: Option<String>,
    /// Whose they are.
    pub login: String,
}

impl Page for RecoveryCodesPage {
    fn title(&self) -> String {
        "Запасные коды · Регистратор".to_owned()
    }
}

impl Render for RecoveryCodesPage {
    fn render(&self) -> Markup {
        html! {
            div.narrow {
                h1 { "Запасные коды" }
                @if let Some(done) = &self.done { p.lead { (done) ". Сохраните запасные коды на случай, если устройства не будет под рукой." } }
                p { "Больше мы их не покажем. Распечатайте или запишите и храните не в телефоне. Каждый код действует один раз." }
                p.soft { "Логин " span."ident break" { (self.login) } ", Регистратор" }
                ol.recovery-codes { @for code in &self.codes { li { code.ident { (code) } } } }
                p { a."btn btn-primary" href=(paths::profile()) { "Коды сохранены" } }
            }
        }
    }
}
