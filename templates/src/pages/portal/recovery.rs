//! «Восстановление пароля»: by e-mail, where the letter names the login too, or by phone.

use maud::{Markup, Render, html};

use super::contacts::Contacts;
use super::{back, ways};
use crate::components::{
    Captcha, Entry, FieldError, Form, Kind, Notice, NoticeTone, Width, pressed_by_return, summary, titled,
};
use crate::layout::Door;
use crate::{Page, paths};

/// The form, or that it was sent.
#[derive(Clone, Debug, Default)]
pub struct RecoveryPage {
    /// Whether it asks for a mobile number, and for no e-mail.
    pub by_phone: bool,
    /// What was typed.
    pub typed: String,
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
const EMAIL: &str = "Адрес, указанный при регистрации. На него придут логин и ссылка.";
const MOBILE: &str = "Номер, подтвержденный при регистрации. На него придет SMS с кодом.";

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
                @if self.asked { (asked()) } @else {
                    (ways(self.by_phone, paths::recovery(), paths::recovery_by_phone()))
                    (self.form())
                }
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
        p { "В письме логин и ссылка на форму нового пароля. Ссылка действует один раз, 24\u{a0}часа." }
        p.soft { "Письма нет? Проверьте папку «Спам» и запросите его еще раз через 15\u{a0}минут." }
    }
}

impl RecoveryPage {
    fn form(&self) -> Markup {
        let content = html! {
            (pressed_by_return(SEND))
            (self.channel())
            (self.captcha.with(&self.errors))
            div.acts { button."btn btn-primary" { (SEND) } }
        };
        let action = if self.by_phone { paths::recovery_by_phone() } else { paths::recovery() };
        html! { (Form { action: &action, csrf: &self.csrf, hidden: &[], guarded: false, content }) }
    }

    fn channel(&self) -> Entry<'_> {
        let (required, width) = (true, Width::Middle);
        if self.by_phone {
            let mobile = Entry::text("mobile", "Телефон", &self.typed, "tel", &self.errors);
            return Entry { hint: MOBILE, required, width, kind: Kind::Phone, ..mobile };
        }
        let email = Entry::text("email", "E-mail", &self.typed, "email", &self.errors);
        Entry { hint: EMAIL, required, width, kind: Kind::Email, ..email }
    }
}
