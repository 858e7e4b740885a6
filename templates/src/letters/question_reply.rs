//! To a client: the partner answered a question, or closed it.

use maud::html;

use super::paper::Paper;
use super::{Letter, LetterContact};

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct QuestionReply {
    /// The number of the question.
    pub number: String,
    /// The name in the greeting, as typed with the question.
    pub name: String,
    /// The answer, or why it was closed.
    pub text: String,
    /// Whether it was closed without an answer.
    pub closed: bool,
    /// The partner.
    pub partner: LetterContact,
    /// The full URL of the question in the cabinet.
    pub link: String,
}

/// How to go on.
const NOTE: &str = "Если что-то осталось неясным, напишите еще на странице вопроса в личном кабинете.";
/// Why the letter came.
const WHY: &str = "Письмо пришло, потому что вы задали вопрос в личном кабинете. Оно отправлено автоматически, отвечать на него не нужно.";

impl QuestionReply {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let (subject, said) = if self.closed {
            (format!("Вопрос № {} закрыт", self.number), "Ваш вопрос закрыт без ответа. Причина:")
        } else {
            (format!("Ответ на вопрос № {}", self.number), "На ваш вопрос ответили:")
        };
        let greeting = format!("Здравствуйте, {}!", self.name);
        let body = html! {
            p { (greeting) }
            p { (said) }
            p style="white-space: pre-line" { (self.text) }
        };
        let paper = Paper {
            from: &self.partner.name,
            heading: &subject,
            body,
            button: ("Открыть вопрос", &self.link),
            note: NOTE,
            contact: Some(&self.partner),
            why: WHY,
        };
        let text = format!(
            "{greeting}\n\n{said}\n\n{}\n\n{NOTE}\nОткрыть: {}\n\nВопросы: {}\n\n{WHY}\n",
            self.text,
            self.link,
            self.partner.line()
        );
        Letter { text, html: paper.html(&subject), subject }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_stands_in_both_versions_and_not_in_the_subject() {
        let reply = QuestionReply {
            number: "12".to_owned(),
            name: "Анна Петрова".to_owned(),
            text: "Счет <пришлем> завтра".to_owned(),
            closed: false,
            partner: LetterContact::sample(),
            link: "https://registrar.example/cabinet/questions/12".to_owned(),
        };
        let letter = reply.letter();
        assert_eq!(letter.subject, "Ответ на вопрос № 12");
        assert!(letter.text.contains("Счет <пришлем> завтра"), "{}", letter.text);
        assert!(letter.html.contains("Счет &lt;пришлем&gt; завтра"), "{}", letter.html);
        let closed = QuestionReply { closed: true, ..reply }.letter();
        assert_eq!(closed.subject, "Вопрос № 12 закрыт");
        assert!(closed.text.contains("закрыт без ответа"), "{}", closed.text);
    }
}
