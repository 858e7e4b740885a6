//! What the link of the letter opens: it confirms the address, once.

use maud::{Markup, Render, html};

use crate::components::{Form, Notice, NoticeTone, titled};
use crate::layout::Door;
use crate::{Page, paths};

/// What the link of the letter opens.
#[derive(Clone, Debug)]
pub enum ConfirmingPage {
    /// The button that confirms: programs that read letters follow links, but press nothing.
    Asked {
        /// The word of the link.
        token: String,
        /// Under which login the account is wanted.
        login: String,
        /// The address.
        email: String,
        /// Whether it is added to an account that is there.
        added: bool,
        /// The token against forgery.
        csrf: String,
    },
    /// The address is confirmed.
    Done {
        /// The login.
        login: String,
        /// Whether the address was added to an account that was there.
        added: bool,
    },
    /// Somebody else was faster.
    Taken {
        /// What is taken.
        because: String,
    },
    /// The link is used, too old, or never was.
    Gone,
}

impl Page for ConfirmingPage {
    fn title(&self) -> String {
        let (heading, wrong) = match self {
            Self::Asked { .. } => ("Подтвердите адрес", false),
            Self::Done { .. } => ("Адрес подтвержден", false),
            Self::Taken { .. } => ("Учетная запись не создана", true),
            Self::Gone => ("Ссылка не действует", false),
        };
        titled(heading, Door::Portal.name(), wrong)
    }
}

impl Render for ConfirmingPage {
    fn render(&self) -> Markup {
        html! {
            div.one {
                @match self {
                    Self::Asked { token, login, email, added, csrf } => (asked(token, [login, email], *added, csrf)),
                    Self::Done { login, added } => (done(login, *added)),
                    Self::Taken { because } => (taken(because)),
                    Self::Gone => (gone()),
                }
            }
        }
    }
}

fn asked(token: &str, whose: [&String; 2], added: bool, csrf: &str) -> Markup {
    let [login, email] = whose;
    let content = html! {
        div.acts {
            button."btn btn-primary" { "Подтвердить" }
            @if added { p.acts-note { "Не добавляли? Закройте страницу: без подтверждения адрес не добавится." } }
            @else { p.acts-note { "Не регистрировались? Закройте страницу: без подтверждения учетной записи не будет." } }
        }
    };
    html! {
        h1 { span.caption { "Портал 1С:ИТС" } "Подтвердите адрес" }
        @if added { p { "Этот адрес добавляется к учетной записи портала: по нему можно будет входить и восстанавливать пароль." } }
        @else { p { "На этот адрес регистрируется учетная запись портала." } }
        dl.versus { dt { "Логин" } dd.ident { (login) } dt { "E-mail" } dd.break { (email) } }
        (Form { action: &paths::confirming(token), csrf, hidden: &[], guarded: false, content })
    }
}

fn done(login: &str, added: bool) -> Markup {
    let next = if added {
        ": адрес добавлен, по нему можно входить и восстанавливать пароль."
    } else {
        " готова. Вернитесь на страницу регистрации и нажмите \"ОК\", или войдите здесь."
    };
    html! {
        h1 { span.caption { "Портал 1С:ИТС" } "Адрес подтвержден" }
        p { "Учетная запись " b.ident { (login) } (next) }
        div.acts { a."btn btn-primary" href=(paths::portal_sign_in()) { "Войти" } }
    }
}

fn taken(because: &str) -> Markup {
    html! {
        (Notice { tone: NoticeTone::Bad, text: because.to_owned() })
        h1 { span.caption { "Портал 1С:ИТС" } "Учетная запись не создана" }
        p { "Пока письмо ждало, учетную запись подтвердил кто-то другой. Если это ваш адрес, восстановите логин и пароль." }
        div.acts {
            a."btn btn-primary" href=(paths::recovery()) { "Восстановить логин и пароль" }
            a.link href=(paths::registration()) { "Зарегистрироваться заново" }
        }
    }
}

fn gone() -> Markup {
    html! {
        h1 { span.caption { "Портал 1С:ИТС" } "Ссылка не действует" }
        p { "Ею уже воспользовались, прошло больше 24\u{a0}часов, или вместо нее отправлена новая." }
        div.acts {
            a."btn btn-primary" href=(paths::portal_sign_in()) { "Войти" }
            a.link href=(paths::registration()) { "Зарегистрироваться" }
        }
    }
}
