//! Applications that clients fill in the browser: the pages of a draft.

mod check;
mod entries;
mod files;
mod head;
mod questions;
mod start;
mod words;

use templates::components::{Ask, FieldError};
use templates::format::Zone;
use templates::pages::cabinet::{DraftEntryPage, DraftStepPage};
use templates::paths;

pub use check::check;
pub use files::files;
pub use start::{NewDraft, account, drafts, name, new_draft, waiting};

use crate::domain::draft::{DraftAnswers, DraftStep};
use crate::domain::identity::Region;
use crate::operations::drafts::OpenDraft;

/// How a page of a draft is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Whether what is wrong is told, even where the step is filled for the first time.
    pub told: bool,
    /// Whether another window changed the draft, and what was typed is not kept yet.
    pub changed: bool,
    /// Whether the entry is a new one that is not kept yet.
    pub unkept: bool,
    /// The zone of the times.
    pub zone: Zone,
    /// The token against forgery.
    pub csrf: String,
}

/// The zone of the organisation's region, as far as that is known: the application will be read by it too.
#[must_use]
pub fn zone(open: &OpenDraft) -> Option<Zone> {
    let typed = Region::parse(open.draft.answers.organization.region.trim()).ok();
    let known = || open.organization.as_ref().map(|organization| organization.requisites.region.clone());
    typed.or_else(known).map(|region| Zone { offset: region.zone() })
}

/// The page of a step.
#[must_use]
pub fn step(open: &OpenDraft, step: DraftStep, shown: &Shown) -> DraftStepPage {
    let draft = open.draft.id.to_string();
    let told = shown.told || open.draft.has_passed(step);
    let errors = if told { errors(open, step, None) } else { Vec::new() };
    DraftStepPage {
        head: head::of_step(open, step, told, shown),
        lead: words::lead(open, step),
        known: questions::known(open, step),
        asks: with_remark(open, step, questions::of_step(open, step)),
        entries: entries::list(open, step, told),
        add: words::add(step).map(str::to_owned),
        sum: words::sum(open, step),
        action: paths::draft_step(&draft, step.code()),
        version: open.draft.version.to_string(),
        onward: words::onward(step).to_owned(),
        back: open.draft.before(step).is_some(),
        errors,
        csrf: shown.csrf.clone(),
    }
}

/// What stands in an address for an entry that is not there yet.
pub const NEW: &str = "new";

/// The page of an entry of a list; of a new one without an identity.
#[must_use]
pub fn entry(open: &OpenDraft, step: DraftStep, entry: Option<u32>, shown: &Shown) -> Option<DraftEntryPage> {
    let draft = open.draft.id.to_string();
    let asks = entries::questions(open, step, entry)?;
    let told = entry.is_some() && (shown.told || open.draft.has_passed(step));
    let errors = if told { errors(open, step, entry) } else { Vec::new() };
    let kept = entry.filter(|_| !shown.unkept);
    let address = kept.map_or_else(|| NEW.to_owned(), |entry| entry.to_string());
    Some(DraftEntryPage {
        head: head::of_entry(open, step, entry, &errors, shown),
        lead: words::entry_lead(step),
        asks: with_remark(open, step, asks),
        action: paths::draft_entry(&draft, step.code(), &address),
        version: open.draft.version.to_string(),
        another: words::another(step).to_owned(),
        errors,
        csrf: shown.csrf.clone(),
    })
}

/// What is wrong with a page, by the fields on it.
fn errors(open: &OpenDraft, step: DraftStep, entry: Option<u32>) -> Vec<FieldError> {
    let faults = open.faults_at(step, entry);
    faults.map(|fault| FieldError { field: fault.place.field.clone(), text: fault.detail.clone() }).collect()
}

/// The questions with the partner's reason beside the one that it means.
fn with_remark(open: &OpenDraft, step: DraftStep, asks: Vec<Ask>) -> Vec<Ask> {
    let Some(reason) = open.returned.as_ref().and_then(|returned| returned.reason.as_ref()) else {
        return asks;
    };
    let place = open.draft.place_of_reason(&reason.code);
    let remarked = |ask: Ask| {
        let here = place.step == step && place.field == ask.name;
        Ask {
            remark: here.then(|| format!("Вернули с замечанием: {}", reason.text)), ..ask
        }
    };
    asks.into_iter().map(remarked).collect()
}

/// The old answer, where there was one and it differs.
fn differs(was: Option<&DraftAnswers>, now: &str, then: impl Fn(&DraftAnswers) -> String) -> Option<String> {
    let then = then(was?);
    (then.trim() != now.trim()).then(|| if then.is_empty() { "не указано".to_owned() } else { then })
}
