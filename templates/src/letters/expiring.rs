//! To a member of an organisation: what of it ends, and when.

use maud::html;

use super::paper::Paper;
use super::{Letter, LetterContact, one_line};

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct ExpiringLetter {
    /// The name in the greeting.
    pub name: Option<String>,
    /// The organisation.
    pub organization: String,
    /// When the first of it ends: «через 30 дней, 29.12.2026».
    pub when: String,
    /// What ends, each with its day: «1С-Отчетность: до 29.12.2026, через 30 дней».
    pub endings: Vec<String>,
    /// The partner.
    pub partner: LetterContact,
    /// The full URL where it is renewed.
    pub link: String,
}

/// What happens otherwise.
const OTHERWISE: &str =
    "Без действующих продуктов и сертификатов отчетность через 1С-Отчетность не отправить.";
/// What the button saves.
const READY: &str = "Заявление на продление уже заполнено: останется проверить и отправить. Если кончается и сертификат, загрузите в нем запрос на новый. \
     Повторная авторизация не нужна.";
/// Why the letter came.
const WHY: &str = "Письмо пришло, потому что вы действуете за эту организацию на портале. Оно отправлено автоматически, отвечать на \
                   него не нужно.";

impl ExpiringLetter {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("{}: срок 1С-Отчетности {}", self.organization, self.when));
        Letter { text: self.text(), html: self.html(&subject), subject }
    }

    fn greeting(&self) -> String {
        match &self.name {
            Some(name) => format!("Здравствуйте, {name}!"),
            None => "Здравствуйте!".to_owned(),
        }
    }

    fn text(&self) -> String {
        let endings: Vec<String> = self.endings.iter().map(|ending| format!("— {ending}")).collect();
        format!(
            "{}\n\nУ организации {} подходит срок:\n{}\n\n{OTHERWISE}\n\n{READY}\nПродлить: {}\n\nВопросы: {}\n\n{WHY}\n",
            self.greeting(),
            self.organization,
            endings.join("\n"),
            self.link,
            self.partner.line()
        )
    }

    fn html(&self, subject: &str) -> String {
        let body = html! {
            p { (self.greeting()) }
            p { "У организации " b { (self.organization) } " подходит срок:" }
            ul { @for ending in &self.endings { li { (ending) } } }
            p { (OTHERWISE) }
        };
        let paper = Paper {
            from: &self.partner.name,
            heading: subject,
            body,
            button: ("Продлить", &self.link),
            note: READY,
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
    fn what_ends_stands_in_both_versions_with_its_day() {
        let letter = ExpiringLetter {
            name: None,
            organization: "ООО «Ромашка»".to_owned(),
            when: "через 30 дней, 29.12.2026".to_owned(),
            endings: vec!["1С-Отчетность: до 29.12.2026, через 30 дней".to_owned()],
            partner: LetterContact::sample(),
            link: "https://registrar.example/cabinet".to_owned(),
        }
        .letter();
        assert_eq!(letter.subject, "ООО «Ромашка»: срок 1С-Отчетности через 30 дней, 29.12.2026");
        for words in ["до 29.12.2026", "https://registrar.example/cabinet", "help@forsait.example"] {
            assert!(letter.text.contains(words) && letter.html.contains(words), "{words}");
        }
    }
}
