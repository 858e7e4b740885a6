//! To a person responsible for a journal: its head, for safekeeping.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::{Moment, counted};

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct JournalHead {
    /// The name of the person.
    pub name: String,
    /// The tenant: «ООО «Форсайт»», «оператора».
    pub house: String,
    /// The instant of the head.
    pub at: Moment,
    /// The number of entries.
    pub entries: u64,
    /// The head, as a line of a file of heads.
    pub head: String,
    /// The full URL of the journal.
    pub link: String,
}

/// The advice to keep the letter.
const KEEP: &str = "Сохраните это письмо, больше ничего делать не нужно.";
/// The purpose of the head.
const USE: &str = "По отпечатку видно, изменил ли кто-нибудь прежние записи или удалил их. Если возникнет сомнение, \
                   передайте эту строку администратору сервиса: он сравнит ее с журналом командой «registrar verify \
                   --heads».";

impl JournalHead {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Отпечаток журнала {} на {}", self.house, self.at.text()));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn so(&self) -> String {
        let entries = counted(self.entries, ["запись", "записи", "записей"]);
        format!("В журнале {} на {}: {entries}. Отпечаток последней записи:", self.house, self.at.text())
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n\n{}\n\n{KEEP} {USE}\n\nЖурнал: {}\n\n\
             {AUTOMATIC}\n",
            self.name,
            self.so(),
            self.head,
            self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.so()) }
            p { code { (self.head) } }
            p { b { (KEEP) } " " (USE) }
            p { a href=(self.link) { "Открыть журнал" } }
            p { small { (AUTOMATIC) } }
        }
    }
}
