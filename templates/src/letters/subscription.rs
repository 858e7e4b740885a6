//! The letter with the link that confirms the address of a subscription to closing documents.

use maud::html;

use super::paper::Paper;
use super::{Letter, LetterContact};

/// The letter with the link that confirms the address of a subscription.
#[derive(Clone, Debug)]
pub struct SubscriptionLetter {
    /// Whose documents.
    pub organization: String,
    /// Until when the link is good.
    pub until: String,
    /// The full address.
    pub link: String,
    /// The partner.
    pub partner: LetterContact,
}

const SUBJECT: &str = "Подтвердите адрес для документов";
const WHY: &str = "Письмо пришло, потому что этот адрес указали в личном кабинете. Оно отправлено автоматически, отвечать на него не нужно.";
const STRANGER: &str =
    "Если вы не ждали документов, ничего не делайте: без подтверждения они на этот адрес не отправятся.";

impl SubscriptionLetter {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let asked = format!(
            "На этот адрес попросили присылать закрывающие документы каждый месяц: {}.",
            self.organization
        );
        let until = format!("Ссылка действует до {}. {STRANGER}", self.until);
        let paper = Paper {
            from: &self.partner.name,
            heading: SUBJECT,
            body: html! { p { (asked) } },
            button: ("Подтвердить адрес", &self.link),
            note: &until,
            contact: Some(&self.partner),
            why: WHY,
        };
        let text = format!(
            "{asked}\n\nПодтвердить: {}\n{until}\n\nВопросы: {}\n\n{WHY}\n",
            self.link,
            self.partner.line()
        );
        Letter { subject: SUBJECT.to_owned(), text, html: paper.html(SUBJECT) }
    }
}
