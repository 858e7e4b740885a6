//! An application as the client sent it, byte for byte.

use maud::{Markup, Render, html};

use crate::components::{Fact, Link, facts, trail};
use crate::format::Moment;
use crate::{Page, paths};

/// What the client sent, byte for byte.
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
    /// The text.
    pub text: String,
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
        let head = [
            Fact::new("Организация", &self.organization),
            Fact::new("Получено", self.received.text()),
            Fact::identifier("Логин портала 1С:ИТС", &self.login),
            Fact::new("SHA-256", &self.sha256),
        ];
        html! {
            (trail(&links, "Как прислал клиент"))
            h1 { "Заявление №\u{a0}" (self.number) ": как прислал клиент" }
            div."card card-body" {
                (facts(&head))
                pre.original tabindex="0" role="region" aria-label="Текст заявления" { (self.text) }
            }
        }
    }
}
