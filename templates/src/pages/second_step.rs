//! The second factor of a sign-in.

use maud::{Markup, Render, html};

use crate::components::{Ceremony, Control, Field, Form};
use crate::{Page, paths};

/// The form of the second factor.
#[derive(Clone, Debug, Default)]
pub struct SecondStepPage {
    /// The CSRF token.
    pub csrf: String,
    /// The name under which somebody signs in.
    pub login: String,
    /// Why the last code was not taken.
    pub error: Option<String>,
    /// The page to which the viewer is redirected afterwards.
    pub next: Option<String>,
    /// Whether there is an app whose codes are taken.
    pub app: bool,
    /// Whether there is a passkey.
    pub passkeys: bool,
    /// How many recovery codes are left.
    pub recovery_codes: u64,
    /// Where to begin anew.
    pub start: String,
    /// Whom to turn to when everything is lost, in a sentence.
    pub lost: String,
}

impl Page for SecondStepPage {
    fn title(&self) -> String {
        let wrong = if self.error.is_some() { "Ошибка: " } else { "" };
        format!("{wrong}Второй шаг входа · Регистратор")
    }
}

impl Render for SecondStepPage {
    fn render(&self) -> Markup {
        let next = self.next.as_deref().map(|next| ("next", next));
        let action = paths::second_step();
        html! {
            div.narrow.sign-in {
                h1 { "Второй шаг входа" }
                p.lead { "Логин " span."ident break" { (self.login) } ": пароль подошел." }
                @if self.takes_codes() {
                    (Form { action: &action, csrf: &self.csrf, hidden: next.as_slice(), guarded: false, content: self.fields() })
                }
                @if self.passkeys {
                    (Form { action: &action, csrf: &self.csrf, hidden: next.as_slice(), guarded: false, content: Self::key() })
                    noscript { p { "Ключ доступа требует JavaScript. " (self.without_scripts()) } }
                }
                details."more mt-3" open[self.error.is_some() || !self.is_answerable()] {
                    summary { (if self.app { "Телефона нет под рукой" } else { "Ключа нет под рукой" }) }
                    div {
                        @if self.recovery_codes > 0 {
                            p { "Введите в это же поле один из запасных кодов: вы сохранили их, когда включали защиту. Каждый действует один раз." }
                        } @else {
                            p { "Запасных кодов у вас нет." }
                        }
                        p { (self.lost) }
                    }
                }
                p."mt-2 mb-0" { a href=(self.start) { "Войти под другим логином" } }
            }
        }
    }
}

impl SecondStepPage {
    fn takes_codes(&self) -> bool {
        self.app || self.recovery_codes > 0
    }

    /// Whether there is anything that could be shown here; a suspended key cannot.
    fn is_answerable(&self) -> bool {
        self.takes_codes() || self.passkeys
    }

    fn without_scripts(&self) -> &'static str {
        if self.takes_codes() {
            "Без него введите код."
        } else {
            "Включите его или откройте страницу в другом браузере."
        }
    }

    fn key() -> Markup {
        let ceremony = Ceremony {
            act: "prove",
            challenge: &paths::second_step_challenge(),
            answer: "answer",
            fields: html! {},
            button: html! { button."btn w-100" { "Подтвердить ключом доступа" } },
        };
        html! { (ceremony) }
    }

    fn fields(&self) -> Markup {
        let label = if self.app { "Код из приложения" } else { "Запасной код" };
        let hint = match (self.app, self.recovery_codes > 0) {
            (true, true) => "6 цифр, меняются каждые 30\u{a0}секунд. Подойдет и запасной код",
            (true, false) => "6 цифр, меняются каждые 30\u{a0}секунд",
            (false, _) => "12\u{a0}знаков, дефисы не важны",
        };
        html! {
            (Field {
                id: "code", name: "code", label, hint, error: self.error.as_deref(),
                control: Control::First { value: "", complete: "one-time-code" },
            })
            button."btn btn-primary w-100" { "Войти" }
        }
    }
}
