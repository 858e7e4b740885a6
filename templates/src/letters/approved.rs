//! To the client: the application is approved and the set-up can be finished.

use maud::html;

use super::{Letter, document, one_line};

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
    /// The partner: name, telephone, e-mail in one line.
    pub partner: String,
    /// The full URL of the status page.
    pub link: String,
}

impl Approved {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Заявление № {} одобрено", self.number));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn text(&self) -> String {
        let Self { number, organization, mode, partner, link, .. } = self;
        let task = self.task.as_ref().map(|task| format!("Осталось сделать: {task}\n\n")).unwrap_or_default();
        format!(
            "Здравствуйте!\n\n\
             Заявление № {number} организации {organization} одобрено. Откройте 1С-Отчетность в программе и обновите статус \
             заявления: настройка завершится сама.\n\n\
             Многопользовательский режим: {mode}\n\n{task}\
             Что уже произошло с заявлением: {link}\n\n\
             Вопросы: {partner}\n\n\
             Это письмо отправлено автоматически, отвечать на него не нужно.\n"
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте!" }
            p {
                "Заявление № " b { (self.number) } " организации " (self.organization) " одобрено. Откройте 1С-Отчетность в программе \
                 и обновите статус заявления: настройка завершится сама."
            }
            p { "Многопользовательский режим: " (self.mode) }
            @if let Some(task) = &self.task { p { b { "Осталось сделать: " } (task) } }
            p { a href=(self.link) { "Что уже произошло с заявлением" } }
            p { "Вопросы: " (self.partner) }
            p { small { "Это письмо отправлено автоматически, отвечать на него не нужно." } }
        }
    }
}

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
            partner: "ООО «Форсайт»".to_owned(),
            link: "https://registrar.example/cabinet/applications/1".to_owned(),
        }
        .letter();
        assert_eq!(letter.subject, "Заявление № 1 Bcc: all@example одобрено");
        assert!(letter.html.contains("&lt;b&gt;ООО&lt;/b&gt;"));
        assert!(letter.text.contains("<b>ООО</b>"));
    }
}
