//! The letters that the demo would have sent.

use maud::{Markup, Render, html};

use crate::components::{Body, Card, Empty, Fact, Link, Pager, facts, trail};
use crate::format::Moment;
use crate::{Page, paths};

/// The letters of the demo, newest first.
#[derive(Clone, Debug, Default)]
pub struct MailPage {
    /// The letters.
    pub letters: Vec<MailRow>,
    /// The pager.
    pub pager: Pager,
}

/// A letter in the list.
#[derive(Clone, Debug)]
pub struct MailRow {
    /// Its identity.
    pub id: String,
    /// The recipient.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// When it was sent.
    pub at: Moment,
}

/// One letter of the demo.
#[derive(Clone, Debug)]
pub struct MailLetterPage {
    /// The sender.
    pub from: String,
    /// The recipient.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// When it was sent.
    pub at: Moment,
    /// Its text.
    pub text: String,
}

impl Page for MailPage {
    fn title(&self) -> String {
        "Почта · Регистратор".to_owned()
    }
}

impl Render for MailPage {
    fn render(&self) -> Markup {
        let empty = Empty {
            reason: "Писем еще нет.".to_owned(),
            advice: "Письмо появляется, когда приходит заявление или меняется его статус.".to_owned(),
            link: None,
        };
        html! {
            h1 { "Почта" }
            p.soft { "В демонстрации письма никуда не уходят, а собираются здесь." }
            div.card {
                @if self.letters.is_empty() { (empty) } @else { (self.table()) (self.pager) }
            }
        }
    }
}

impl MailPage {
    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Письма" }
                thead { tr { th scope="col" { "Тема" } th scope="col" { "Кому" } th scope="col" { "Когда" } } }
                tbody {
                    @for letter in &self.letters {
                        tr {
                            td.cell-main { a.name href=(paths::mail_letter(&letter.id)) { (letter.subject) } }
                            td data-label="Кому" { (letter.to) }
                            td data-label="Когда" { (letter.at) }
                        }
                    }
                }
            }
        }
    }
}

impl Page for MailLetterPage {
    fn title(&self) -> String {
        format!("{} · Почта", self.subject)
    }
}

impl Render for MailLetterPage {
    fn render(&self) -> Markup {
        let head =
            [Fact::new("От", &self.from), Fact::new("Кому", &self.to), Fact::new("Когда", self.at.text())];
        html! {
            div.narrow {
                (trail(&[Link { label: "Почта".to_owned(), href: paths::mail() }], "Письмо"))
                h1 { (self.subject) }
                (Card { id: "letter", title: "Письмо", aside: None, body: Body::Padded(html! {
                    (facts(&head))
                    pre.letter { (self.text) }
                }) })
            }
        }
    }
}
