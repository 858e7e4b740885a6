//! The viewer's authenticator app and recovery codes.

use maud::{Markup, Render, html};

use crate::components::{
    Body, Card, Control, Copying, Field, FieldError, Form, Help, Qr, VerbButton, error_of, error_summary,
    verbs,
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
    /// The verb that removes the app; it asks first.
    pub app_removal: Option<VerbButton>,
    /// What can be done with the recovery codes; where there are some, it asks first.
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
        let help = html! { (Help { article: "second-step", about: "второй шаг входа", written_out: false }) };
        html! {
            p { a href=(paths::profile()) { "Мой профиль" } }
            h1 { "Коды для входа" }
            @if let Some(text) = &self.required { p.lead { (text) } }
            div.columns {
                div.column-main {
                    (Card { id: "app", title: "Приложение с кодами", aside: Some(help), body: Body::Padded(self.app()) })
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
            (verbs(&self.app_verbs, &self.csrf, &self.removal()))
            @if self.required.is_some() { p."consequence" { "Подойдет и другой способ: " a.link href=(paths::passkeys()) { "ключ доступа" } "." } }
        }
    }

    fn removal(&self) -> Vec<Markup> {
        self.app_removal.iter().map(|verb| verb.asking(&self.csrf, "")).collect()
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
                li {
                    "Откройте приложение и отсканируйте код." (Qr { text: &waiting.address, label: "QR-код для приложения" })
                    p { "Приложение на этом же телефоне? " a.link href=(waiting.address) { "Открыть в приложении" } }
                }
                li {
                    "Не сканируется? Введите ключ вручную: " code."ident break key" id="app-key" { (waiting.text) } " "
                    (Copying { of: "app-key" })
                }
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
            @if self.recovery_codes.is_some_and(|left| left > 0) {
                @let asking: Vec<_> = self.code_verbs.iter().map(|verb| verb.asking(&self.csrf, "")).collect();
                (verbs(&[], &self.csrf, &asking))
            } @else {
                (verbs(&self.code_verbs, &self.csrf, &[]))
            }
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
                ol.recovery-codes id="recovery-codes" { @for code in &self.codes { li { code.ident { (code) } } } }
                p.verbs-row {
                    a."btn btn-primary" href=(paths::profile()) { "Коды сохранены" }
                    (Copying { of: "recovery-codes" })
                    button.btn type="button" hidden data-prints { "Распечатать" }
                }
            }
        }
    }
}

/// Instead of recovery codes, for whoever comes to their page again.
#[derive(Clone, Copy, Debug)]
pub struct ShownCodesPage;

impl Page for ShownCodesPage {
    fn title(&self) -> String {
        "Запасные коды · Регистратор".to_owned()
    }
}

impl Render for ShownCodesPage {
    fn render(&self) -> Markup {
        html! {
            div.narrow {
                h1 { "Запасные коды" }
                p.lead { "Коды уже показаны, второй раз мы их не покажем." }
                p { "Сохранили? Больше ничего не нужно. Не успели? Выпустите новые: прежние перестанут действовать." }
                p.verbs-row {
                    a."btn btn-primary" href=(paths::own_codes()) { "К запасным кодам" }
                    a.btn href=(paths::profile()) { "Мой профиль" }
                }
            }
        }
    }
}
