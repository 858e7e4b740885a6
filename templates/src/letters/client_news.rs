//! To the client: what happened to the application, the reason, and the next step.

use maud::html;

use super::{Letter, document, one_line};

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct ClientNews {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// What happened, shown after the number: «возвращено на доработку».
    pub happened: &'static str,
    /// The partner's reason, in their words.
    pub reason: Option<String>,
    /// The next step, and what the client must do.
    pub next: String,
    /// The partner: name, telephone, e-mail in one line.
    pub partner: String,
    /// The full URL of the status page.
    pub link: String,
}

impl ClientNews {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Заявление № {} {}", self.number, self.happened));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn text(&self) -> String {
        let Self { number, organization, happened, next, partner, link, .. } = self;
        let reason = self.reason.as_ref().map(|reason| format!("Причина: {reason}\n\n")).unwrap_or_default();
        format!(
            "Здравствуйте!\n\n\
             Заявление № {number} организации {organization} {happened}.\n\n\
             {reason}{next}\n\n\
             Что уже произошло с заявлением: {link}\n\n\
             Вопросы: {partner}\n\n\
             Это письмо отправлено автоматически, отвечать на него не нужно.\n"
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте!" }
            p { "Заявление № " b { (self.number) } " организации " (self.organization) " " (self.happened) "." }
            @if let Some(reason) = &self.reason { p { b { "Причина: " } (reason) } }
            p { (self.next) }
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
    fn the_reason_stands_in_both_versions_as_text() {
        let letter = ClientNews {
            number: "104209".to_owned(),
            organization: "ООО «Ромашка»".to_owned(),
            happened: "возвращено на доработку",
            reason: Some("Исправьте <СНИЛС>".to_owned()),
            next: "Отправьте заявление снова.".to_owned(),
            partner: "ООО «Форсайт»".to_owned(),
            link: "https://registrar.example/cabinet/applications/104209".to_owned(),
        }
        .letter();
        assert_eq!(letter.subject, "Заявление № 104209 возвращено на доработку");
        assert!(letter.text.contains("Причина: Исправьте <СНИЛС>"));
        assert!(letter.html.contains("Исправьте &lt;СНИЛС&gt;"));
    }
}
