//! To the client: the application is approved and the set-up can be finished.

use maud::html;

use super::paper::Paper;
use super::{AUTOMATIC, Letter, LetterContact, one_line};

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct Approved {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// The multi-user mode as set by the partner: «включен, от 2 до 9».
    pub mode: String,
    /// What the client must still do, such as sending the list of users.
    pub task: Option<String>,
    /// How many certificates were issued, in words: «2 сертификата».
    pub certificates: Option<String>,
    /// The partner.
    pub partner: LetterContact,
    /// The full URL of the status page.
    pub link: String,
}

impl Approved {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Заявление № {} одобрено", self.number));
        Letter { text: self.text(), html: self.html(&subject), subject }
    }

    fn certificates(&self) -> Option<String> {
        let issued = self.certificates.as_ref()?;
        Some(format!("Выпущено: {issued}. Скачать можно на странице заявления."))
    }

    fn text(&self) -> String {
        let Self { number, organization, mode, link, .. } = self;
        let task = self.task.as_ref().map(|task| format!("Осталось сделать: {task}\n\n")).unwrap_or_default();
        let certificates = self.certificates().map(|words| format!("{words}\n\n")).unwrap_or_default();
        format!(
            "Здравствуйте!\n\n\
             Заявление № {number} организации {organization} одобрено. {OPEN}\n\n\
             Многопользовательский режим: {mode}\n\n{task}{certificates}\
             Открыть заявление: {link}\n\n\
             Вопросы: {}\n\n\
             {WHY}\n",
            self.partner.line()
        )
    }

    fn html(&self, subject: &str) -> String {
        let body = html! {
            p { "Здравствуйте!" }
            p { "Заявление № " b { (self.number) } " организации " (self.organization) " одобрено. " (OPEN) }
            p { "Многопользовательский режим: " (self.mode) }
            @if let Some(task) = &self.task { p { b { "Осталось сделать: " } (task) } }
            @if let Some(certificates) = self.certificates() { p { (certificates) } }
        };
        let paper = Paper {
            from: &self.partner.name,
            heading: subject,
            body,
            button: ("Открыть заявление", &self.link),
            note: "На странице видно все, что уже произошло.",
            contact: Some(&self.partner),
            why: WHY,
        };
        paper.html(subject)
    }
}

/// What the client does now.
const OPEN: &str =
    "Откройте 1С-Отчетность в программе и обновите статус заявления: настройка завершится сама.";
/// Why the letter came.
const WHY: &str = AUTOMATIC;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_cannot_be_given_a_second_header_or_markup_of_a_client() {
        let letter = Approved {
            number: "1\r\nBcc: all@example".to_owned(),
            organization: "<b>ООО</b>".to_owned(),
            mode: "выключен".to_owned(),
            task: None,
            certificates: None,
            partner: LetterContact::sample(),
            link: "https://registrar.example/cabinet/applications/1".to_owned(),
        }
        .letter();
        assert_eq!(letter.subject, "Заявление № 1 Bcc: all@example одобрено");
        assert!(letter.html.contains("&lt;b&gt;ООО&lt;/b&gt;"));
        assert!(letter.text.contains("<b>ООО</b>"));
    }
}
