//! An application as the client sent it: in words beside what stands now, and the file itself.

use maud::{Markup, Render, html};

use super::application::{alias, directions};
use super::owners::owners;
use super::{Direction, Owner, Users};
use crate::components::{Body, Card, Fact, Link, facts, trail};
use crate::format::Moment;
use crate::{Page, paths};

/// What the client sent.
#[derive(Clone, Debug)]
pub struct OriginalPage {
    /// The application's number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// When it was received.
    pub received: Moment,
    /// The ITS login that sent it.
    pub login: String,
    /// The digest of the bytes, for proving that they are unchanged.
    pub sha256: String,
    /// The file, byte for byte.
    pub text: String,
    /// What was asked for.
    pub asked: Vec<Fact>,
    /// The requisites that were stated.
    pub requisites: Vec<Fact>,
    /// The owners of signatures.
    pub owners: Vec<Owner>,
    /// The users of the multi-user mode.
    pub users: Users,
    /// The controlling bodies.
    pub directions: Vec<Direction>,
    /// The alias of the client's cabinet.
    pub alias: Option<String>,
}

impl Page for OriginalPage {
    fn title(&self) -> String {
        format!("Как прислал клиент · №\u{a0}{} · Заявления", self.number)
    }
}

impl Render for OriginalPage {
    fn render(&self) -> Markup {
        let links = [
            Link { label: "Заявления".to_owned(), href: paths::queue() },
            Link { label: format!("№\u{a0}{}", self.number), href: paths::application(&self.number) },
        ];
        html! {
            (trail(&links, "Как прислал клиент"))
            h1 { "Заявление №\u{a0}" (self.number) ": как прислал клиент" }
            p.sheet-lead { (self.organization) ". Что с тех пор стало иначе, отмечено знаком ≠." }
            div.columns {
                div.column-main {
                    (Card { id: "asked", title: "Заявление", aside: None, body: Body::Padded(facts(&self.asked)) })
                    (Card { id: "requisites", title: "Реквизиты", aside: None, body: Body::Padded(facts(&self.requisites)) })
                    (Card { id: "owners", title: "Владельцы КЭП", aside: None, body: Body::Flush(owners(&self.owners)) })
                    (Card { id: "users", title: "Пользователи", aside: None, body: Body::Flush(self.users.render()) })
                }
                div.column-side {
                    (Card { id: "received", title: "Получено", aside: None, body: Body::Padded(self.receipt()) })
                    (directions(&self.directions))
                    (alias(self.alias.as_deref()))
                }
            }
            (self.file())
        }
    }
}

impl OriginalPage {
    fn receipt(&self) -> Markup {
        facts(&[
            Fact::new("Когда", self.received.text()),
            Fact::identifier("Логин портала 1С:ИТС", &self.login),
            Fact::new("SHA-256", &self.sha256),
        ])
    }

    /// The file with the requests for certificates, as it came.
    fn file(&self) -> Markup {
        html! {
            details.source-file {
                summary { "Показать исходный файл" }
                pre.original tabindex="0" role="region" aria-label="Исходный файл" { (self.text) }
            }
        }
    }
}
