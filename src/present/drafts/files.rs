//! The step of a draft that takes files.

use templates::components::Link;
use templates::pages::AttachmentRow;
use templates::pages::cabinet::{DraftFilesPage, DraftProblem};
use templates::paths;

use super::{Shown, head, words};
use crate::domain::attachment::ATTACHMENTS_MOST;
use crate::domain::draft::{DraftFile, DraftStep};
use crate::operations::drafts::OpenDraft;
use crate::present::attachments::{self, FIELD};

/// The step, with what is wrong with files that were sent.
#[must_use]
pub fn files(open: &OpenDraft, faults: &[String], shown: &Shown) -> DraftFilesPage {
    let step = DraftStep::Attachments;
    let draft = open.draft.id.to_string();
    let there = open.attached.len() + open.files.len();
    let told = open.faults_at(step, None).map(|fault| fault.detail.clone());
    let faults: Vec<String> = faults.iter().cloned().chain(told).collect();
    let field = attachments::field(there, &faults);
    let full = format!("{} Чтобы приложить другой файл, удалите лишний.", field.hint);
    let mut head = head::of_step(open, step, false, shown);
    head.problems = faults.into_iter().map(|text| DraftProblem { href: format!("#{FIELD}"), text }).collect();
    DraftFilesPage {
        head,
        lead: words::lead(open, step),
        there: attachments::of_client(&open.attached, shown.zone),
        there_changed: open.returned.as_ref().map(|returned| Link {
            label: format!("Изменить вложения заявления №\u{a0}{}", returned.number),
            href: paths::attachments(&returned.number.to_string()),
        }),
        rows: open.files.iter().map(|file| waiting(file, &draft, shown)).collect(),
        field: (there < ATTACHMENTS_MOST).then_some(field),
        full,
        action: paths::draft_files(&draft),
        onward: words::onward(step).to_owned(),
        csrf: shown.csrf.clone(),
    }
}

fn waiting(file: &DraftFile, draft: &str, shown: &Shown) -> AttachmentRow {
    let id = file.id.to_string();
    let row = attachments::file_row(&file.file, shown.zone.moment(file.at), paths::draft_file(draft, &id));
    AttachmentRow { removal: Some(paths::draft_file_removal(draft, &id)), ..row }
}
