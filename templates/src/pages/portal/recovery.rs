//! «Восстановление пароля»: the letter names the login too.

use maud::{Markup, Render, html};

use super::back;
use super::contacts::Contacts;
use crate::components::{
    Captcha, Entry, FieldError, Form, Kind, Notice, NoticeTone, Width, pressed_by_return, summary, titled,
};
use crate::layout::Door;
use crate::{Page, paths};

/// The form, or that it was sent.
#[derive(Clone, Debug, Default)]
pub struct RecoveryPage {
    /// What was typed.
    pub email: String,
    /// Whether the letter was asked for; the answer is the same whoever asked.
    pub asked: bool,
    /// The captcha.
    pub captcha: Captcha,
    /// Whom to write or call.
    pub contacts: Contacts,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

const HEADING: &str = "Восстановление пароля";
const SEND: &str = "Выслать данные";

impl Page for RecoveryPage {
    fn title(&self) -> String {
        titled(HEADING, Door::Portal.name(), !self.errors.is_empty())
    }
}

impl Render for RecoveryPage {
    fn render(&self) -> Markup {
        html! {
            div.one {
                (back("Вход", &paths::portal_sign_in()))
                (summary(&self.errors))
                h1 { span.caption { "Портал 1С:ИТС" } (HEADING) }
                @if self.asked { (asked()) } @else { (self.form()) }
                section {
                    h2 { "Не получилось?" }
                    p { "Напишите в поддержку." }
                    p { "В письме необходимо указать: Наименование организации, серийный номер ПП, электронную почту, указанную при регистрации." }
                    (self.contacts)
                }
            }
        }
    }
}

fn asked() -> Markup {
    let text = "Если такой адрес зарегистрирован, на него отправлено письмо";
    html! {
        (Notice { tone: NoticeTone::Good, text: text.to_owned() })
        p { "В письме логин и ссылка на форму нового пароля. Ссылка действует один раз, 24 часа." }
        p.soft { "Письма нет? Проверьте папку «Спам» и запросите его еще раз через 15 минут." }
    }
}

impl RecoveryPage {
    fn form(&self) -> Markup {
        let content = html! {
            (pressed_by_return(SEND))
            (Entry {
                name: "email", label: "E-mail", hint: "Адрес, указанный при регистрации. На него придут логин и ссылка.",
                required: true, kind: Kind::Email, value: &self.email, complete: "email", width: Width::Middle,
                errors: &self.errors, beside: None,
            })
            (self.captcha.with(&self.errors))
            div.acts { button."btn btn-primary" { (SEND) } }
        };
        html! { (Form { action: &paths::recovery(), csrf: &self.csrf, hidden: &[], guarded: false, content }) }
    }
}
