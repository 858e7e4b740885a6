//! To the partner: the ball is back, or will not come.

use maud::html;

use super::{Letter, document, one_line};

/// What the partner is told about an application that was with its client or with the operator.
#[derive(Clone, Debug)]
pub struct PartnerNews {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// Its ИНН.
    pub inn: String,
    /// What happened, after the number: «исправлено клиентом».
    pub happened: &'static str,
    /// The operator's reason, in the operator's or the authority's words.
    pub reason: Option<String>,
    /// What is left to the partner.
    pub next: String,
    /// The full address of the card.
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
