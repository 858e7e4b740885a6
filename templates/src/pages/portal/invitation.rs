//! What the link of an invitation opens.

use maud::{Markup, Render, html};

use crate::components::{Form, titled};
use crate::layout::Door;
use crate::{Page, paths};

/// An invitation.
#[derive(Clone, Debug)]
pub enum InvitationPage {
    /// Whoever is signed in may accept it.
    Asked {
        /// What is offered.
        offered: OfferedMembership,
        /// The login of the reader.
        login: String,
        /// The token of the link.
        token: String,
        /// The token against forgery.
        csrf: String,
    },
    /// Whoever is not signed in must sign in or register first.
    Stranger {
        /// What is offered.
        offered: OfferedMembership,
        /// The token of the link.
        token: String,
    },
    /// It is accepted, taken back or over.
    Gone,
}

/// What an invitation offers.
#[derive(Clone, Debug, Default)]
pub struct OfferedMembership {
    /// The organisation.
    pub organization: String,
    /// Its ИНН.
    pub inn: String,
    /// Who invites.
    pub by: String,
    /// As what.
    pub role: String,
    /// Until which moment.
    pub until: String,
}

const HEADING: &str = "Приглашение";

impl Page for InvitationPage {
    fn title(&self) -> String {
        titled(HEADING, Door::Portal.name(), false)
    }
}

impl Render for OfferedMembership {
    fn render(&self) -> Markup {
        html! {
            dl.versus {
                dt { "Организация" } dd.break { (self.organization) }
                dt { "ИНН" } dd { (self.inn) }
                dt { "Приглашает" } dd.break { (self.by) }
                dt { "Роль" } dd { (self.role) }
                dt { "Действует до" } dd { (self.until) }
            }
        }
    }
}

impl Render for InvitationPage {
    fn render(&self) -> Markup {
        html! {
            div.one {
                h1 { span.caption { "Портал 1С:ИТС" } (HEADING) }
                @match self {
                    Self::Asked { offered, login, token, csrf } => {
                        p { "Вас приглашают работать от имени организации. Вы вошли с логином " b.break { (login) } "." }
                        (offered)
                        (Form {
                            action: &paths::membership_offer(token), csrf, hidden: &[], guarded: false,
                            content: html! { div.acts { button."btn btn-primary" { "Принять приглашение" } } },
                        })
                    }
                    Self::Stranger { offered, token } => (stranger(offered, token)),
                    Self::Gone => {
                        p { "Этого приглашения больше нет: его уже приняли, отозвали или истек срок." }
                        p { "Попросите того, кто вас пригласил, сделать это еще раз." }
                        p { a.btn href=(paths::portal()) { "На портал" } }
                    }
                }
            }
        }
    }
}

fn stranger(offered: &OfferedMembership, token: &str) -> Markup {
    let back = paths::with_query(&paths::portal_sign_in(), &[("next", &paths::membership_offer(token))]);
    html! {
        p { "Вас приглашают работать от имени организации. Чтобы принять приглашение, войдите." }
        (offered)
        div.acts {
            a."btn btn-primary" href=(back) { "Войти" }
            a.btn href=(paths::registration()) { "Зарегистрироваться" }
            p.acts-note { "После регистрации откройте ссылку из письма еще раз." }
        }
    }
}
