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
    /// Whether it is a reconciliation act.
    pub is_act: bool,
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
    /// Whether it is a reconciliation act.
    pub is_act: bool,
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
    /// Whether a reconciliation act was ordered.
    pub is_act: bool,
    /// The full address.
    pub link: String,
    /// The partner.
    pub partner: LetterContact,
}

/// The letter that tells that no reconciliation act is drawn.
#[derive(Clone, Debug)]
pub struct ActDeclined {
    /// What was asked for.
    pub about: String,
    /// Why, in the partner's words.
    pub words: String,
    /// The full address of the requests.
    pub link: String,
    /// The partner.
    pub partner: LetterContact,
}

const SUBJECT: &str = "Отчет";
const ACT: &str = "Акт сверки";
const ACT_ATTACHED: &str = "Заказанный вами акт сверки в прикрепленном файле. Сверьте его со своими данными.";
const ACT_LARGE: &str =
    "Заказанный вами акт сверки больше 10 МБ, поэтому он не прикреплен, а ждет по ссылке.";
const ACT_ADDRESS: &str =
    "Адрес новый: подтвердите его, и акт сверки примут к проверке, а затем он придет сюда.";
const ADDRESS: &str = "Адрес новый: подтвердите его, и архив придет сюда.";
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
        let (subject, attached) = if self.is_act { (ACT, ACT_ATTACHED) } else { (SUBJECT, ATTACHED) };
        let body = html! {
            p { (attached) }
            p { (self.about) }
            p { (self.file) }
            p { small { "Вопросы: " (self.partner.line()) ". " (why(self.ending.is_some())) } }
            @if let Some(address) = &self.ending { p { small { a href=(address) { (END) } } } }
        };
        let text = format!(
            "{attached}\n\n{}\n{}\n\nВопросы: {}\n\n{}\n{}",
            self.about,
            self.file,
            self.partner.line(),
            why(self.ending.is_some()),
            end_line(self.ending.as_deref())
        );
        Letter { subject: subject.to_owned(), text, html: document(subject, &body) }
    }
}

impl ArchiveByLink {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let (subject, large, button) = if self.is_act {
            (ACT, ACT_LARGE, "Скачать акт")
        } else {
            (SUBJECT, LARGE, "Скачать архив")
        };
        let paper = Paper {
            from: &self.partner.name,
            heading: subject,
            body: html! {
                p { (large) }
                p { (self.about) }
                p { (self.file) }
                @if let Some(address) = &self.ending { p { a href=(address) { (END) } } }
            },
            button: (button, &self.link),
            note: &self.good,
            contact: Some(&self.partner),
            why: why(self.ending.is_some()),
        };
        let text = format!(
            "{large}\n\n{}\n{}\n\nСкачать: {}\n{}\n\nВопросы: {}\n\n{}\n{}",
            self.about,
            self.file,
            self.link,
            self.good,
            self.partner.line(),
            why(self.ending.is_some()),
            end_line(self.ending.as_deref())
        );
        Letter { subject: subject.to_owned(), text, html: paper.html(subject) }
    }
}

impl ArchiveAddressLetter {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = "Подтвердите адрес для документов".to_owned();
        let asked = format!("На этот адрес запрошены документы: {}.", self.about);
        let new = if self.is_act { ACT_ADDRESS } else { ADDRESS };
        let until = format!("Ссылка действует до {}. {STRANGER}", self.until);
        let paper = Paper {
            from: &self.partner.name,
            heading: &subject,
            body: html! { p { (asked) } p { (new) } },
            button: ("Подтвердить адрес", &self.link),
            note: &until,
            contact: Some(&self.partner),
            why: WHY,
        };
        let text = format!(
            "{asked}\n{new}\n\nПодтвердить: {}\n{until}\n\nВопросы: {}\n\n{WHY}\n",
            self.link,
            self.partner.line()
        );
        Letter { html: paper.html(&subject), text, subject }
    }
}

impl ActDeclined {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = "Акт сверки не отправлен".to_owned();
        let said = format!("{} не отправит заказанный акт. Причина:", self.partner.name);
        let note = "Если что-то неясно, задайте вопрос в личном кабинете.";
        let paper = Paper {
            from: &self.partner.name,
            heading: &subject,
            body: html! { p { (self.about) } p { (said) } p style="white-space: pre-line" { (self.words) } },
            button: ("Мои запросы", &self.link),
            note,
            contact: Some(&self.partner),
            why: WHY,
        };
        let text = format!(
            "{}\n\n{said}\n\n{}\n\n{note}\nМои запросы: {}\n\nВопросы: {}\n\n{WHY}\n",
            self.about,
            self.words,
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
        let attached =
            ArchiveAttached { about, file, is_act: false, ending, partner: LetterContact::sample() };
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

    #[test]
    fn an_act_is_called_an_act_and_a_refusal_keeps_its_words() {
        let (about, file) = ("Акт сверки, ООО <Ромашка>".to_owned(), "акт.pdf, 40 КБ".to_owned());
        let partner = LetterContact::sample();
        let sent = ArchiveAttached {
            about: about.clone(),
            file,
            is_act: true,
            ending: None,
            partner: partner.clone(),
        }
        .letter();
        assert_eq!(sent.subject, "Акт сверки");
        assert!(sent.text.starts_with("Заказанный вами акт сверки в прикрепленном файле."), "{}", sent.text);
        let (words, link) = ("Сначала пришлите <оплату>".to_owned(), "https://registrar.example".to_owned());
        let declined = ActDeclined { about, words, link, partner }.letter();
        assert_eq!(declined.subject, "Акт сверки не отправлен");
        assert!(declined.text.contains("Сначала пришлите <оплату>"), "{}", declined.text);
        assert!(declined.html.contains("Сначала пришлите &lt;оплату&gt;"), "{}", declined.html);
    }
}
