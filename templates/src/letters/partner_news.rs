//! To the partner: it must act again, or no longer needs to.

use maud::html;

use super::{Letter, document, one_line};

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct PartnerNews {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// Its ИНН.
    pub inn: String,
    /// What happened, shown after the number: «исправлено клиентом».
    pub happened: &'static str,
    /// The message of the operator or the authority.
    pub reason: Option<String>,
    /// What the partner must do.
    pub next: String,
    /// The full URL of the card.
    pub link: String,
}

impl PartnerNews {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject =
            one_line(&format!("Заявление № {} {}: {}", self.number, self.happened, self.organization));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn text(&self) -> String {
        let Self { number, organization, inn, happened, next, link, .. } = self;
        let reason = self.reason.as_ref().map(|reason| format!("Причина: {reason}\n\n")).unwrap_or_default();
        format!(
            "Заявление № {number} {happened}.\n\n\
             Организация: {organization}, ИНН {inn}\n\n\
             {reason}{next}\n\n\
             Открыть заявление: {link}\n"
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Заявление № " b { (self.number) } " " (self.happened) "." }
            p { "Организация: " (self.organization) ", ИНН " (self.inn) }
            @if let Some(reason) = &self.reason { p { b { "Причина: " } (reason) } }
            p { (self.next) }
            p { a href=(self.link) { "Открыть заявление" } }
        }
    }
}
