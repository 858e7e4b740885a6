//! The letters that the service sends: subject, text and HTML, each written, none derived from the other.

mod approved;
mod client_news;
mod confirmation;
mod journal_head;
mod new_application;
mod paper;
mod partner_news;
mod password;
mod password_changed;

use maud::{DOCTYPE, Markup, html};

pub use approved::Approved;
pub use client_news::ClientNews;
pub use confirmation::Confirmation;
pub use journal_head::JournalHead;
pub use new_application::NewApplication;
pub use partner_news::PartnerNews;
pub use password::{PasswordLetter, PasswordOccasion};
pub use password_changed::PasswordChanged;

/// A letter, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject, one line.
    pub subject: String,
    /// The text for readers without HTML.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// The document around a letter.
fn document(subject: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="ru" { head { meta charset="utf-8"; title { (subject) } } body { (body) } }
    };
    page.into_string()
}

/// One line, whatever was put into it: a subject with a line break would be a second header.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
