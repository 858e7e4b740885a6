//! The letters about an archive of documents: with the archive, with a link to it, and with the link that confirms an address.

use maud::html;

use super::paper::Paper;
use super::{Letter, LetterContact, document};

/// The letter that carries an archive; its subject and first words are those of the former cabinet.
#[derive(Clone, Debug)]
pub struct ArchiveAttached {
    /// What was asked for: «Архив счетов за III квартал 2026, ООО «Ромашка»».
    pub about: String,
    /// The name of the file, and how much is in it.
    pub file: String,
    /// The full address that ends the subscription, when one sent it.
    pub ending: Option<String>,
    /// The partner.
    pub partner: LetterContact,
}

/// The letter with a link to an archive that is too large for a letter.
#[derive(Clone, Debug)]
pub struct ArchiveByLink {
    /// What was asked for.
    pub about: String,
    /// How much is in it.
    pub file: String,
    /// Until when the link is good, and how often.
    pub good: String,
    /// The full address.
    pub link: String,
    /// The full address that ends the subscription, when one sent it.
    pub ending: Option<String>,
    /// The partner.
    pub partner: LetterContact,
}

/// The letter with the link that confirms the address of an archive.
#[derive(Clone, Debug)]
pub struct ArchiveAddressLetter {
    /// What was asked for.
    pub about: String,
    /// Until when the link is good.
    pub until: String,
    /// The full address.
    pub link: String,
    /// The partner.
    pub partner: LetterContact,
}

const SUBJECT: &str = "Отчет";
const ATTACHED: &str = "Запрошенный вами отчет в прикрепленном архиве";
const LARGE: &str = "Запрошенный вами отчет больше 10 МБ, поэтому он не прикреплен, а ждет по ссылке.";
const WHY: &str = "Письмо пришло, потому что на этот адрес запросили документы в личном кабинете. Оно отправлено автоматически, отвечать на него не нужно.";
const MONTHLY: &str = "Письмо пришло, потому что в личном кабинете включено «Присылать закрывающие документы каждый месяц». Оно отправлено автоматически, отвечать на него не нужно.";
const END: &str = "Больше не присылать";
const STRANGER: &str =
    "Если вы не ждали документов, ничего не делайте: без подтверждения они на этот адрес не отправятся.";

/// Why the letter came.
const fn why(subscribed: bool) -> &'static str {
    if subscribed { MONTHLY } else { WHY }
}

/// The line that ends the subscription.
fn end_line(address: Option<&str>) -> String {
    address.map(|address| format!("{END}: {address}\n")).unwrap_or_default()
}

impl ArchiveAttached {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let body = html! {
            p { (ATTACHED) }
            p { (self.about) }
            p { (self.file) }
            p { small { "Вопросы: " (self.partner.line()) ". " (why(self.ending.is_some())) } }
            @if let Some(address) = &self.ending { p { small { a href=(address) { (END) } } } }
        };
        let text = format!(
            "{ATTACHED}\n\n{}\n{}\n\nВопросы: {}\n\n{}\n{}",
            self.about,
            self.file,
            self.partner.line(),
            why(self.ending.is_some()),
            end_line(self.ending.as_deref())
        );
        Letter { subject: SUBJECT.to_owned(), text, html: document(SUBJECT, &body) }
    }
}

impl ArchiveByLink {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let paper = Paper {
            from: &self.partner.name,
            heading: SUBJECT,
            body: html! {
                p { (LARGE) }
                p { (self.about) }
                p { (self.file) }
                @if let Some(address) = &self.ending { p { a href=(address) { (END) } } }
            },
            button: ("Скачать архив", &self.link),
            note: &self.good,
            contact: Some(&self.partner),
            why: why(self.ending.is_some()),
        };
        let text = format!(
            "{LARGE}\n\n{}\n{}\n\nСкачать: {}\n{}\n\nВопросы: {}\n\n{}\n{}",
            self.about,
            self.file,
            self.link,
            self.good,
            self.partner.line(),
            why(self.ending.is_some()),
            end_line(self.ending.as_deref())
        );
        Letter { subject: SUBJECT.to_owned(), text, html: paper.html(SUBJECT) }
    }
}

impl ArchiveAddressLetter {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = "Подтвердите адрес для документов".to_owned();
        let asked = format!("На этот адрес запрошены документы: {}.", self.about);
        let until = format!("Ссылка действует до {}. {STRANGER}", self.until);
        let paper = Paper {
            from: &self.partner.name,
            heading: &subject,
            body: html! { p { (asked) } p { "Адрес новый: подтвердите его, и архив придет сюда." } },
            button: ("Подтвердить адрес", &self.link),
            note: &until,
            contact: Some(&self.partner),
            why: WHY,
        };
        let text = format!(
            "{asked}\nАдрес новый: подтвердите его, и архив придет сюда.\n\nПодтвердить: {}\n{until}\n\nВопросы: {}\n\n{WHY}\n",
            self.link,
            self.partner.line()
        );
        Letter { html: paper.html(&subject), text, subject }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_comes_with_the_words_of_the_former_cabinet() {
        let (about, file) = ("Архив счетов, ООО <Ромашка>".to_owned(), "14 документов, 3 МБ".to_owned());
        let ending = None;
        let attached = ArchiveAttached { about, file, ending, partner: LetterContact::sample() };
        let letter = attached.letter();
        assert_eq!(letter.subject, "Отчет");
        assert!(
            letter.text.starts_with("Запрошенный вами отчет в прикрепленном архиве\n"),
            "{}",
            letter.text
        );
        assert!(letter.html.contains("ООО &lt;Ромашка&gt;"), "{}", letter.html);
        assert!(!letter.text.contains(END), "nobody subscribed to it");
        let address = "https://registrar.example/subscriptions/0f0f".to_owned();
        let monthly = ArchiveAttached { ending: Some(address.clone()), ..attached }.letter();
        assert!(monthly.text.ends_with(&format!("{END}: {address}\n")), "{}", monthly.text);
        assert!(monthly.html.contains(&format!("href=\"{address}\"")), "{}", monthly.html);
    }
}
