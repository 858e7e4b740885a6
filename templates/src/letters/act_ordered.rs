//! To a partner: a client ordered a reconciliation act. The sums stay at the desk.

use maud::html;

use super::paper::Paper;
use super::{Letter, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct ActOrdered {
    /// The client.
    pub client: String,
    /// Its ИНН.
    pub inn: String,
    /// The period of the act: «III квартал 2026».
    pub period: String,
    /// By when it is promised.
    pub promised: Moment,
    /// The full URL of the act.
    pub link: String,
}

/// Where the figures are.
const NOTE: &str = "Проверить и отправить акт или отказать можно в Регистраторе, «Документы», «Акты сверки».";
/// Why the letter came.
const WHY: &str =
    "Письмо пришло на адрес партнера для новостей. Оно отправлено автоматически, отвечать на него не нужно.";

impl ActOrdered {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let (client, link) = (one_line(&self.client), &self.link);
        let subject = format!("Заказан акт сверки: {client}");
        let ordered = format!("{client}, ИНН {}, заказывает акт сверки. Период: {}.", self.inn, self.period);
        let promised = format!("Клиенту обещано: до {}.", self.promised.text());
        let paper = Paper {
            from: "Регистратор",
            heading: &subject,
            body: html! { p { (ordered) } p { (promised) } },
            button: ("Открыть акт", link.as_str()),
            note: NOTE,
            contact: None,
            why: WHY,
        };
        let html = paper.html(&subject);
        Letter {
            text: format!("{ordered}\n{promised}\n\n{NOTE}\nОткрыть: {link}\n\n{WHY}\n"), html, subject
        }
    }
}
