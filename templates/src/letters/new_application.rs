//! To the partner: a new application has come.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct NewApplication {
    /// Its number.
    pub number: String,
    /// The type.
    pub kind: String,
    /// The organisation.
    pub organization: String,
    /// Its ИНН.
    pub inn: String,
    /// When it came.
    pub received: Moment,
    /// The deadline for taking it.
    pub take_by: Moment,
    /// The multi-user mode as the client requested it: «заявлен, 3 пользователя».
    pub mode: String,
    /// The full URL of its card.
    pub link: String,
}

impl NewApplication {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Новое заявление № {}: {}", self.number, self.organization));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn text(&self) -> String {
        let Self { number, kind, organization, inn, mode, link, .. } = self;
        let (received, take_by) = (self.received.text(), self.take_by.text());
        format!(
            "Здравствуйте!\n\n\
             Клиент отправил заявление № {number}. Пока его не отправят в дальнейшую обработку, создание сертификата не начнется.\n\n\
             Организация: {organization}\nИНН: {inn}\nТип: {kind}\nМногопользовательский режим: {mode}\n\
             Получено: {received}\nВзять в работу до: {take_by}\n\n\
             Открыть заявление: {link}\n\n\
             {AUTOMATIC}\n"
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте!" }
            p {
                "Клиент отправил заявление № " b { (self.number) }
                ". Пока его не отправят в дальнейшую обработку, создание сертификата не начнется."
            }
            table cellpadding="4" {
                tr { td { "Организация" } td { (self.organization) } }
                tr { td { "ИНН" } td { (self.inn) } }
                tr { td { "Тип" } td { (self.kind) } }
                tr { td { "Многопользовательский режим" } td { (self.mode) } }
                tr { td { "Получено" } td { (self.received.text()) } }
                tr { td { "Взять в работу до" } td { b { (self.take_by.text()) } } }
            }
            p { a href=(self.link) { "Открыть заявление" } }
            p { small { (AUTOMATIC) } }
        }
    }
}
