//! To the client: what happened to the application, the reason, and the next step.

use maud::{Markup, html};

use super::paper::Paper;
use super::{Letter, LetterContact, one_line};

/// What the letter says of the application.
#[derive(Clone, Debug)]
pub struct NewsBody {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// What happened, shown after the number: «возвращено на доработку».
    pub happened: &'static str,
    /// By when what is promised, shown apart: «Возьмем в работу до 27.11.2026 14:20 МСК+5».
    pub promise: Option<String>,
    /// The next step, and what the client must do.
    pub next: String,
}

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct ClientNews {
    /// What it says of the application.
    pub body: NewsBody,
    /// The partner's reason, in their words.
    pub reason: Option<String>,
    /// The partner.
    pub partner: LetterContact,
    /// The full URL of the status page.
    pub link: String,
}

/// Why the letter came.
const WHY: &str = "Письмо пришло, потому что этот адрес указан в заявлении. Оно отправлено автоматически, отвечать на него не нужно.";

impl NewsBody {
    /// The subject of the letter.
    pub(crate) fn subject(&self) -> String {
        one_line(&format!("Заявление № {} {}", self.number, self.happened))
    }

    /// What the letter says, with a reason when there is one.
    pub(crate) fn html(&self, reason: Option<&Markup>) -> Markup {
        html! {
            p { "Здравствуйте!" }
            p { "Заявление № " b { (self.number) } " организации " (self.organization) " " (self.happened) "." }
            @if let Some(reason) = reason { p { b { "Причина: " } (reason) } }
            @if let Some(promise) = &self.promise { p { b { (promise) } } }
            p { (self.next) }
        }
    }
}

impl ClientNews {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = self.body.subject();
        Letter { text: self.text(), html: self.html(&subject), subject }
    }

    fn text(&self) -> String {
        let NewsBody { number, organization, happened, promise, next } = &self.body;
        let reason = self.reason.as_ref().map(|reason| format!("Причина: {reason}\n\n")).unwrap_or_default();
        let promise = promise.as_ref().map(|promise| format!("{promise}\n\n")).unwrap_or_default();
        format!(
            "Здравствуйте!\n\n\
             Заявление № {number} организации {organization} {happened}.\n\n\
             {reason}{promise}{next}\n\n\
             Открыть заявление: {}\n\n\
             Вопросы: {}\n\n\
             {WHY}\n",
            self.link,
            self.partner.line()
        )
    }

    fn html(&self, subject: &str) -> String {
        let reason = self.reason.as_ref().map(|reason| html! { (reason) });
        let paper = Paper {
            from: &self.partner.name,
            heading: subject,
            body: self.body.html(reason.as_ref()),
            button: ("Открыть заявление", &self.link),
            note: "На странице видно, у кого сейчас ход и что делать.",
            contact: Some(&self.partner),
            why: WHY,
        };
        paper.html(subject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_stands_in_both_versions_as_text() {
        let letter = ClientNews {
            body: NewsBody {
                number: "104209".to_owned(),
                organization: "ООО «Ромашка»".to_owned(),
                happened: "возвращено на доработку",
                promise: None,
                next: "Отправьте заявление снова.".to_owned(),
            },
            reason: Some("Исправьте <СНИЛС>".to_owned()),
            partner: LetterContact::sample(),
            link: "https://registrar.example/cabinet/applications/104209".to_owned(),
        }
        .letter();
        assert_eq!(letter.subject, "Заявление № 104209 возвращено на доработку");
        assert!(letter.text.contains("Причина: Исправьте <СНИЛС>"));
        assert!(letter.html.contains("Исправьте &lt;СНИЛС&gt;"));
        assert!(letter.html.contains("href=\"tel:+79990000000\"") && letter.html.contains("ООО «Форсайт»"));
        assert!(letter.html.contains("Открыть заявление"));
    }
}
