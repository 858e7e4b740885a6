//! To a partner: a client's question waits. Its words stay at the desk.

use maud::html;

use super::paper::Paper;
use super::{Letter, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct QuestionWaits {
    /// Its number.
    pub number: String,
    /// The organisation; who asks, as typed, where it is not known.
    pub name: String,
    /// Who asks, as typed, beside the organisation.
    pub signed: Option<String>,
    /// Whether the client says that the organisation is not theirs.
    pub disowns: bool,
    /// Since when it waits.
    pub at: Moment,
    /// Whether the client asked before and writes again.
    pub again: bool,
    /// The full URL of the question.
    pub link: String,
}

/// Where the words are.
const NOTE: &str = "Текст вопроса и форма ответа — в Регистраторе, в разделе «Вопросы».";
/// Why the letter came.
const WHY: &str =
    "Письмо пришло на адрес партнера для новостей. Оно отправлено автоматически, отвечать на него не нужно.";

impl QuestionWaits {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = format!("Вопрос клиента № {} ждет ответа", self.number);
        let (happened, link) = (self.happened(), &self.link);
        let body = html! { p { (happened) } };
        let button = ("Открыть вопрос", link.as_str());
        let paper = Paper {
            from: "Регистратор",
            heading: &subject,
            body,
            button,
            note: NOTE,
            contact: None,
            why: WHY,
        };
        let html = paper.html(&subject);
        Letter { text: format!("{happened}\n\n{NOTE}\nОткрыть: {link}\n\n{WHY}\n"), html, subject }
    }

    fn happened(&self) -> String {
        let did = if self.again {
            "снова пишет по вопросу"
        } else if self.disowns {
            "получено сообщение «Это не моя организация»"
        } else {
            "задает вопрос"
        };
        let about = if self.disowns { ": " } else { " " };
        let happened = format!("{}{about}{did}, {}.", one_line(&self.name), self.at.text());
        match &self.signed {
            Some(signed) => format!("{happened} Подписано: {}.", one_line(signed)),
            None => happened,
        }
    }
}
