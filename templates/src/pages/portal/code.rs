//! The code of an SMS: it confirms a registration, or opens the form of another password.

use maud::{Markup, Render, html};

use super::back;
use crate::components::{
    Entry, FieldError, Form, Kind, Notice, NoticeTone, Width, pressed_by_return, summary, titled,
};
use crate::format::Moment;
use crate::layout::Door;
use crate::{Page, paths};

/// The form of a code.
#[derive(Clone, Debug)]
pub struct CodePage {
    /// What the code is for.
    pub purpose: CodeFor,
    /// To which number it went.
    pub phone: String,
    /// Until when it is good; `None` when it is not any more.
    pub until: Option<Moment>,
    /// What has just happened.
    pub news: Option<CodeNews>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

/// What a code is for.
#[derive(Clone, Debug)]
pub enum CodeFor {
    /// It confirms the registration under this login.
    Registration {
        /// The login.
        login: String,
    },
    /// It opens the form of another password.
    Recovery,
}

/// What has just happened to a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeNews {
    /// Somebody signs in before the code was typed.
    TooEarly,
    /// Another one was asked for.
    SentAgain,
    /// The network has refused the message.
    Refused,
}

impl CodeFor {
    const fn heading(&self) -> &'static str {
        match self {
            Self::Registration { .. } => "Подтверждение учетной записи",
            Self::Recovery => "Восстановление пароля",
        }
    }

    fn action(&self) -> String {
        match self {
            Self::Registration { .. } => paths::confirmation_code(),
            Self::Recovery => paths::recovery_code(),
        }
    }

    const fn button(&self) -> &'static str {
        match self {
            Self::Registration { .. } => "Подтвердить",
            Self::Recovery => "Продолжить",
        }
    }
}

impl CodeNews {
    fn notice(self) -> Notice {
        let (tone, text) = match self {
            Self::TooEarly => (
                NoticeTone::Bad,
                "Учетная запись не подтверждена. Введите код из SMS или запросите его повторно",
            ),
            Self::SentAgain => (NoticeTone::Good, "Код отправлен повторно. Прежний больше не действует."),
            Self::Refused => (NoticeTone::Bad, "SMS на этот номер не принято сетью. Проверьте номер."),
        };
        Notice { tone, text: text.to_owned() }
    }
}

impl Page for CodePage {
    fn title(&self) -> String {
        let wrong = !self.errors.is_empty() || matches!(self.news, Some(CodeNews::TooEarly));
        titled(self.purpose.heading(), Door::Portal.name(), wrong)
    }
}

impl Render for CodePage {
    fn render(&self) -> Markup {
        html! {
            div.one {
                @if matches!(self.purpose, CodeFor::Recovery) { (back("Другой номер", &paths::recovery_by_phone())) }
                (summary(&self.errors))
                @if let Some(news) = self.news { (news.notice()) }
                h1 { span.caption { "Портал 1С:ИТС" } (self.purpose.heading()) }
                (self.sent())
                (self.form())
                (self.again())
            }
        }
    }
}

impl CodePage {
    fn sent(&self) -> Markup {
        html! {
            @match &self.purpose {
                CodeFor::Registration { login } => {
                    @if self.news != Some(CodeNews::Refused) { p.lead { "На телефон отправлено SMS. Введите код из него." } }
                    dl.versus {
                        dt { "Логин" } dd.ident { (login) }
                        dt { "Телефон" } dd.ident { (self.phone) }
                    }
                }
                CodeFor::Recovery => p.lead {
                    "Если номер " span.ident { (self.phone) } " подтвержден, на него отправлено SMS. Введите код из него."
                },
            }
        }
    }

    fn form(&self) -> Markup {
        let code = Entry::text("code", "Код из SMS", "", "one-time-code", &self.errors);
        let hint = self.until.map_or_else(
            || "Прежний код больше не действует: запросите новый.".to_owned(),
            |until| format!("6 цифр, 5 попыток. Код действует до {} {}.", until.clock(), until.zone.name()),
        );
        let content = html! {
            (pressed_by_return(self.purpose.button()))
            (Entry { hint: &hint, required: true, kind: Kind::Digits, width: Width::Short, ..code })
            div.acts { button."btn btn-primary" { (self.purpose.button()) } }
        };
        html! {
            (Form { action: &self.purpose.action(), csrf: &self.csrf, hidden: &[], guarded: false, content })
        }
    }

    fn again(&self) -> Markup {
        let content = html! { div.acts { button.btn { "Отправить код повторно" } } };
        html! {
            @match self.purpose {
                CodeFor::Registration { .. } => {
                    (Form { action: &paths::confirmation_letter(), csrf: &self.csrf, hidden: &[], guarded: false, content })
                    p."soft mt-4" {
                        "Новый код можно запросить раз в минуту, не больше 5 раз за сутки. Ошиблись в номере? "
                        a href=(paths::registration_by_phone()) { "Зарегистрируйтесь заново" } "."
                    }
                }
                CodeFor::Recovery => p."soft mt-4" {
                    "SMS нет? " a href=(paths::recovery_by_phone()) { "Запросите код еще раз" }
                    ": это можно раз в минуту, не больше 5 раз за сутки."
                },
            }
        }
    }
}
