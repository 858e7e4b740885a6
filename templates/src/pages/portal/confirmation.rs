//! «Подтверждение учетной записи»: what whoever registered waits for.

use maud::{Markup, Render, html};

use super::back;
use crate::components::{Form, Notice, NoticeTone, titled};
use crate::format::Moment;
use crate::layout::Door;
use crate::{Page, paths};

/// Where the registration of this browser stands.
#[derive(Clone, Debug)]
pub enum ConfirmationPage {
    /// Its letter's link was not followed yet, as far as this page knows.
    Waiting {
        /// Where the letter went.
        email: String,
        /// The login.
        login: String,
        /// Until when the link is good.
        until: Moment,
        /// Whether «ОК» was pressed, or somebody signed in, before the link was followed.
        too_early: bool,
        /// Whether the letter was just sent again.
        sent_again: bool,
        /// The token against forgery.
        csrf: String,
    },
    /// There is none, or it has lapsed.
    Nothing,
}

const HEADING: &str = "Подтверждение учетной записи";

impl Page for ConfirmationPage {
    fn title(&self) -> String {
        let wrong = matches!(self, Self::Waiting { too_early: true, .. });
        titled(HEADING, Door::Portal.name(), wrong)
    }
}

impl Render for ConfirmationPage {
    fn render(&self) -> Markup {
        html! {
            div.one {
                @match self {
                    Self::Waiting { email, login, until, too_early, sent_again, csrf } => {
                        (news(*too_early, *sent_again))
                        h1 { span.caption { "Портал 1С:ИТС" } (HEADING) }
                        (waiting(email, login, until))
                        (buttons(csrf))
                    }
                    Self::Nothing => (nothing()),
                }
            }
        }
    }
}

fn news(too_early: bool, sent_again: bool) -> Markup {
    let early = "Учетная запись не подтверждена. Перейдите по ссылке из письма и нажмите \"ОК\"";
    html! {
        @if too_early { (Notice { tone: NoticeTone::Bad, text: early.to_owned() }) }
        @if sent_again {
            (Notice { tone: NoticeTone::Good, text: "Письмо отправлено повторно. Прежняя ссылка больше не действует.".to_owned() })
        }
    }
}

fn waiting(email: &str, login: &str, until: &Moment) -> Markup {
    html! {
        p.lead { "Требуется подтвердить по ссылке в электронной почте и после нажать \"ОК\"" }
        p {
            "При регистрации на почту поступит письмо с подтверждением. Необходимо сначала подтвердить почту, выполнив "
            "указания в письме и только после подтверждения нажать кнопку Ок."
        }
        dl.versus {
            dt { "Логин" } dd.ident { (login) }
            dt { "E-mail" } dd.break { (email) }
            dt { "Ссылка действует до" } dd { (until) }
        }
    }
}

fn buttons(csrf: &str) -> Markup {
    let ok = html! { button."btn btn-primary" { "ОК" } };
    let again = html! { button.btn { "Отправить письмо повторно" } };
    html! {
        div.acts {
            (Form { action: &paths::confirmation(), csrf, hidden: &[], guarded: false, content: ok })
            (Form { action: &paths::confirmation_letter(), csrf, hidden: &[], guarded: false, content: again })
            p.acts-note { "Письма нет? Проверьте папку «Спам». Ошиблись в адресе? " a href=(paths::registration()) { "Зарегистрируйтесь заново" } "." }
        }
    }
}

fn nothing() -> Markup {
    html! {
        (back("Вход", &paths::portal_sign_in()))
        h1 { span.caption { "Портал 1С:ИТС" } (HEADING) }
        p { "В этом браузере нет регистрации, которая ждет подтверждения: она уже подтверждена, или прошло больше 24\u{a0}часов." }
        div.acts {
            a."btn btn-primary" href=(paths::portal_sign_in()) { "Войти" }
            a.link href=(paths::registration()) { "Зарегистрироваться" }
        }
    }
}
