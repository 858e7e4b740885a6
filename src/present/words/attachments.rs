//! The words of attachments.

use templates::format::number;

use crate::domain::attachment::{
    ATTACHMENTS_MOST, ArchiveFault, AttachmentEvent, AttachmentEventName, AttachmentRefusal, ENTRIES_MOST,
    FileKind, LARGEST_ATTACHMENT, LARGEST_UNPACKED, NameFault,
};

const MEBIBYTE: u64 = 1024 * 1024;
const KIBIBYTE: u64 = 1024;

/// The kinds of files that are taken.
pub const KINDS: &str = "PDF, JPEG, PNG, XML, SIG или ZIP";

/// The words of an event.
pub(super) const fn happened(name: AttachmentEventName) -> &'static str {
    match name {
        AttachmentEventName::Attached => "приложен файл",
        AttachmentEventName::AttachmentRemoved => "удален приложенный файл",
    }
}

/// What is told of an event.
#[must_use]
pub fn told(event: &AttachmentEvent) -> String {
    match event {
        AttachmentEvent::Attached { name, kind, size: bytes, .. } => {
            format!("{}, {}, {}", name.as_str(), label(*kind), size(*bytes))
        }
        AttachmentEvent::AttachmentRemoved { name, .. } => name.as_str().to_owned(),
    }
}

/// What a kind is called.
#[must_use]
pub const fn label(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "PDF",
        FileKind::Jpeg => "JPEG",
        FileKind::Png => "PNG",
        FileKind::Xml => "XML",
        FileKind::Signature => "SIG",
        FileKind::Zip => "ZIP",
    }
}

/// The size of a file: «340 КБ», «1,2 МБ».
#[must_use]
pub fn size(bytes: u64) -> String {
    if bytes < KIBIBYTE {
        return format!("{bytes} Б");
    }
    if bytes < MEBIBYTE {
        return format!("{}\u{a0}КБ", bytes.div_ceil(KIBIBYTE));
    }
    let tenths = bytes * 10 / MEBIBYTE;
    match tenths % 10 {
        0 => format!("{}\u{a0}МБ", number(tenths / 10)),
        rest => format!("{},{rest}\u{a0}МБ", number(tenths / 10)),
    }
}

/// Why a file is not taken or not removed; after the name of the file.
#[must_use]
pub fn refused(refusal: &AttachmentRefusal) -> String {
    let largest = size(LARGEST_ATTACHMENT);
    match refusal {
        AttachmentRefusal::NotInThisStage(_) => {
            "Менять вложения можно, пока заявление не взято в работу и когда его вернули на доработку."
                .to_owned()
        }
        AttachmentRefusal::TooMany => {
            format!("К заявлению можно приложить не больше {ATTACHMENTS_MOST}\u{a0}файлов.")
        }
        AttachmentRefusal::Name(NameFault::Missing) => {
            "У файла нет имени. Назовите его и выберите снова.".to_owned()
        }
        AttachmentRefusal::Name(NameFault::TooLong) => {
            "Имя файла слишком длинное. Сократите его до 100\u{a0}знаков и выберите файл снова.".to_owned()
        }
        AttachmentRefusal::Name(NameFault::StrangeKind) => {
            format!("Такие файлы не принимаются. Подойдет {KINDS}.")
        }
        AttachmentRefusal::Empty => "Файл пустой. Проверьте, тот ли файл выбран.".to_owned(),
        AttachmentRefusal::TooLarge => {
            format!("Файл больше {largest}. Уменьшите его или разделите на части.")
        }
        AttachmentRefusal::OtherContent(kind) => format!(
            "По имени это {}, а внутри что-то другое. Сохраните файл заново в нужном виде.",
            label(*kind)
        ),
        AttachmentRefusal::Archive(fault) => of_archive(*fault),
        AttachmentRefusal::StoreIsAway => {
            "Хранилище файлов сейчас недоступно. Повторите через несколько минут.".to_owned()
        }
    }
}

fn of_archive(fault: ArchiveFault) -> String {
    match fault {
        ArchiveFault::Broken => "Архив не распаковывается. Соберите его заново.".to_owned(),
        ArchiveFault::Encrypted => "Архив закрыт паролем. Соберите его без пароля.".to_owned(),
        ArchiveFault::Nothing => "В архиве нет файлов.".to_owned(),
        ArchiveFault::TooManyEntries => format!("В архиве больше {ENTRIES_MOST}\u{a0}файлов и папок."),
        ArchiveFault::TooMuch => format!("После распаковки архив больше {}.", size(LARGEST_UNPACKED)),
        ArchiveFault::StrayName => {
            "В архиве есть ссылка или имя, которое ведет за его пределы. Соберите его заново.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_shortly_and_never_as_nothing() {
        for (bytes, words) in [
            (7, "7 Б"),
            (1024, "1\u{a0}КБ"),
            (1025, "2\u{a0}КБ"),
            (MEBIBYTE, "1\u{a0}МБ"),
            (MEBIBYTE * 5 / 4, "1,2\u{a0}МБ"),
            (LARGEST_ATTACHMENT, "10\u{a0}МБ"),
        ] {
            assert_eq!(size(bytes), words);
        }
    }
}
