//! The files of an application.

use super::{CSRF, Sample, cabinet_frame, drafts, long_name, moment, sample};
use crate::components::{FieldError, Link};
use crate::pages::cabinet::{AttachmentsPage, DraftFilesPage};
use crate::pages::{AttachmentRow, FilesField};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let client = cabinet_frame();
    let wrong = [
        "«договор.docx»: Такие файлы не принимаются. Подойдет PDF, JPEG, PNG, XML, SIG или ZIP.",
        "«скан.pdf»: По имени это PDF, а внутри что-то другое. Сохраните файл заново в нужном виде.",
    ];
    let errors = wrong.map(|text| FieldError { field: "files".to_owned(), text: text.to_owned() }).to_vec();
    vec![
        sample("cabinet-attachments-empty", &page(0), &client),
        sample("cabinet-attachments", &page(3), &client),
        sample("cabinet-attachments-wrong", &AttachmentsPage { field: field(1, errors), ..page(1) }, &client),
        sample(
            "cabinet-attachments-worst",
            &AttachmentsPage { organization: long_name(), full: true, ..page(10) },
            &client,
        ),
        sample("cabinet-attachments-closed", &closed(), &client),
        sample("draft-files", &files(0, 2), &client),
        sample("draft-files-empty", &files(0, 0), &client),
        sample("draft-files-worst", &files(5, 5), &client),
        sample("draft-files-error", &wrong_files(), &client),
    ]
}

/// So many files, at these addresses.
pub(super) fn rows(count: u32, href: impl Fn(&str) -> String) -> Vec<AttachmentRow> {
    let usual = [
        ("Доверенность.pdf", "PDF, 1,2 МБ"),
        ("Паспорт, разворот.jpg", "JPEG, 2,7 МБ"),
        ("Запрос.xml", "XML, 340 КБ"),
    ];
    let long = |index: u32| (format!("{}_{index}.zip", long_name().replace(' ', "_")), "ZIP, 10 МБ");
    let file = |index: u32| {
        let usual = usual.get(index as usize).map(|(name, about)| ((*name).to_owned(), *about));
        usual.unwrap_or_else(|| long(index))
    };
    let row = |index: u32| AttachmentRow {
        name: file(index).0,
        about: file(index).1.to_owned(),
        at: moment(20, 13, 5),
        href: href(&index.to_string()),
        removal: None,
    };
    (0..count).map(row).collect()
}

fn page(count: u32) -> AttachmentsPage {
    let row = |(index, row): (usize, AttachmentRow)| AttachmentRow {
        removal: Some(paths::attachment_removal("104188", &index.to_string())),
        ..row
    };
    AttachmentsPage {
        number: "104188".to_owned(),
        organization: "ООО «Ромашка»".to_owned(),
        rows: rows(count, |id| paths::attachment("104188", id)).into_iter().enumerate().map(row).collect(),
        open: true,
        full: false,
        field: field(count, Vec::new()),
        csrf: CSRF.to_owned(),
    }
}

/// The field beside so many files, with what is wrong with those that were sent.
pub(super) fn field(count: u32, errors: Vec<FieldError>) -> FilesField {
    FilesField {
        hint: format!(
            "PDF, JPEG, PNG, XML, SIG или ZIP, до 10 МБ каждый. К заявлению можно приложить не больше 10 файлов, сейчас их {count}."
        ),
        accept: ".pdf,.jpg,.jpeg,.png,.xml,.sig,.sgn,.p7s,.zip".to_owned(),
        errors,
    }
}

fn closed() -> AttachmentsPage {
    AttachmentsPage { rows: rows(2, |id| paths::attachment("104188", id)), open: false, ..page(0) }
}

/// The step of files: so many at the returned application, so many that wait.
fn files(there: u32, waiting: u32) -> DraftFilesPage {
    let row = |(index, row): (usize, AttachmentRow)| AttachmentRow {
        removal: Some(paths::draft_file_removal("1", &index.to_string())),
        ..row
    };
    let count = there + waiting;
    let field = field(count, Vec::new());
    let waiting = rows(waiting, |id| paths::draft_file("1", id));
    DraftFilesPage {
        head: drafts::head("Вложения", &[]),
        lead: vec!["Необязательно. Приложите сканы и документы.".to_owned()],
        there: rows(there, |id| paths::attachment("104188", id)),
        there_changed: Some(Link {
            label: "Изменить вложения заявления № 104188".to_owned(),
            href: paths::attachments("104188"),
        }),
        rows: waiting.into_iter().enumerate().map(row).collect(),
        full: format!("{} Чтобы приложить другой файл, удалите лишний.", field.hint),
        field: (count < 10).then_some(field),
        action: paths::draft_files("1"),
        onward: "Далее".to_owned(),
        csrf: CSRF.to_owned(),
    }
}

fn wrong_files() -> DraftFilesPage {
    let words = "«скан.pdf»: По имени это PDF, а внутри что-то другое. Сохраните файл заново в нужном виде.";
    let field = field(1, drafts::errors(true, &[("files", words)]));
    DraftFilesPage {
        head: drafts::head("Вложения", &[("#files", words)]), field: Some(field), ..files(0, 1)
    }
}
