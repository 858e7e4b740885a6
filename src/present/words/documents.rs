//! The words of documents.

use templates::format::date;

use super::attachments::size;
use crate::domain::document::{Document, DocumentEvent, DocumentKind, DropFault, LARGEST_DOCUMENT};

/// What a kind is called.
#[must_use]
pub const fn kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Invoice => "Счет",
        DocumentKind::Act => "Акт",
        DocumentKind::Upd => "УПД",
        DocumentKind::Reconciliation => "Акт сверки",
    }
}

/// What several of a kind are called.
#[must_use]
pub const fn kinds(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Invoice => "Счета",
        DocumentKind::Act => "Акты",
        DocumentKind::Upd => "УПД",
        DocumentKind::Reconciliation => "Акты сверки",
    }
}

/// The name of a document: «Счет № 17 от 03.11.2026».
#[must_use]
pub fn name(document: &Document) -> String {
    format!("{} №\u{a0}{} от {}", kind(document.kind), document.number, date(document.day))
}

/// What is told of an event.
#[must_use]
pub fn told(event: &DocumentEvent) -> String {
    let DocumentEvent::DocumentTaken { kind: taken, number, day, size: bytes, .. } = event;
    format!("{} №\u{a0}{number} от {}, {}", kind(*taken), date(*day), size(*bytes))
}

/// Why a file stays in the folder, and what to do.
#[must_use]
pub fn fault(fault: DropFault) -> String {
    match fault {
        DropFault::StrangeName => {
            "Имя не по образцу: act_2026-11-03_17_ИНН-КПП.pdf. Части имени разделены знаком «_»: вид, дата, номер, ИНН и КПП."
                .to_owned()
        }
        DropFault::UnknownKind => {
            "Вид документа неизвестен. Имя начинается маленькими буквами: invoice, act, upd или reconciliation."
                .to_owned()
        }
        DropFault::NoSuchDay => "Такой даты нет. Дата записывается как 2026-11-03.".to_owned(),
        DropFault::TooFarAhead => {
            "Дата документа больше чем на год впереди. Проверьте дату в имени файла.".to_owned()
        }
        DropFault::NotYourOrganization => {
            "У вас нет организации с такими ИНН и КПП, или их несколько. Проверьте ИНН в имени файла и добавьте КПП."
                .to_owned()
        }
        DropFault::NotAFile => "Это ссылка или папка. Положите сам файл.".to_owned(),
        DropFault::TooLarge => format!("Файл больше {}.", size(LARGEST_DOCUMENT)),
        DropFault::NotPdf => "Внутри не PDF. Выгрузите документ из 1С в PDF.".to_owned(),
        DropFault::Unfinished => "Файл пуст или записан не до конца. Если запись уже закончилась, выгрузите его еще раз.".to_owned(),
        DropFault::Unreadable => "Файл не читается. Проверьте права на файл и папку.".to_owned(),
        DropFault::NumberTaken => {
            "Уже есть документ с этим номером, и он другой. Принятый документ не заменяется.".to_owned()
        }
    }
}
