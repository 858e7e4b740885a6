//! The head of a page of a draft: the steps, what is done of them, what is wrong.

use templates::components::{FieldError, Link, Notice, NoticeTone};
use templates::pages::cabinet::{DraftHead, DraftProblem, DraftWalk, WalkMark};
use templates::paths;

use super::{Shown, entries, words};
use crate::domain::draft::{DraftFault, DraftStep};
use crate::operations::drafts::OpenDraft;
use crate::present::words::client;

/// The head of a step.
pub(super) fn of_step(open: &OpenDraft, step: DraftStep, told: bool, shown: &Shown) -> DraftHead {
    let faults = open.faults.iter().filter(|fault| told && fault.place.step == step);
    let problems = faults.map(|fault| problem(open, fault, step, None)).collect();
    DraftHead { heading: words::heading(step).to_owned(), problems, ..bare(open, step, shown) }
}

/// The head of the check: everything that is wrong.
pub(super) fn of_check(open: &OpenDraft, shown: &Shown) -> DraftHead {
    let step = DraftStep::Check;
    let problems = open.faults.iter().map(|fault| problem(open, fault, step, None)).collect();
    DraftHead { heading: words::heading(step).to_owned(), problems, ..bare(open, step, shown) }
}

/// The head of an entry of a list.
pub(super) fn of_entry(
    open: &OpenDraft,
    step: DraftStep,
    entry: Option<u32>,
    errors: &[FieldError],
    shown: &Shown,
) -> DraftHead {
    let heading = entry.and_then(|entry| entries::title(open, step, entry));
    let here =
        |error: &FieldError| DraftProblem { href: format!("#{}", error.field), text: error.text.clone() };
    DraftHead {
        heading: heading.unwrap_or_else(|| words::new_entry(step).to_owned()),
        problems: errors.iter().map(here).collect(),
        ..bare(open, step, shown)
    }
}

/// A fault with the address of its field: on this page, or on the page where it is mended.
fn problem(open: &OpenDraft, fault: &DraftFault, step: DraftStep, entry: Option<u32>) -> DraftProblem {
    let (draft, place) = (open.draft.id.to_string(), &fault.place);
    let page = match place.entry {
        _ if place.step == step && place.entry == entry => String::new(),
        Some(entry) => paths::draft_entry(&draft, place.step.code(), &entry.to_string()),
        None => paths::draft_step(&draft, place.step.code()),
    };
    let whose = place.entry.filter(|_| place.entry != entry);
    let whose = whose.and_then(|entry| entries::title(open, place.step, entry));
    let text = match whose {
        Some(whose) => format!("{whose}: {}", fault.detail),
        None if place.step != step => format!("{}: {}", words::step(place.step), fault.detail),
        None => fault.detail.clone(),
    };
    DraftProblem { href: format!("{page}#{}", place.field), text }
}

fn bare(open: &OpenDraft, step: DraftStep, shown: &Shown) -> DraftHead {
    let steps = open.draft.steps();
    let at = steps.iter().position(|one| *one == step).map_or(1, |place| place + 1);
    let kind = match &open.returned {
        Some(returned) => format!("Исправление заявления №\u{a0}{}", returned.number),
        None => client::kind(open.draft.kind).to_owned(),
    };
    let saved = shown.zone.moment(open.draft.updated_at).text();
    DraftHead {
        walk: DraftWalk { steps: steps.iter().map(|one| walked(open, *one, step)).collect() },
        caption: format!("Шаг {at} из {} · {kind}", steps.len()),
        heading: String::new(),
        saved: format!("Черновик сохранен {saved}. Можно закрыть страницу: {}", waits(open, shown)),
        notices: notices(open, step, shown.changed),
        problems: Vec::new(),
    }
}

/// How long it waits: a returned application is taken off before the draft is.
fn waits(open: &OpenDraft, shown: &Shown) -> String {
    match open.returned.as_ref().and_then(|returned| returned.until) {
        Some(until) => {
            format!("отправьте исправленное до {}, потом заявление снимут.", shown.zone.moment(until).text())
        }
        None => "он ждет в «Черновиках» 90\u{a0}дней.".to_owned(),
    }
}

fn walked(open: &OpenDraft, one: DraftStep, now: DraftStep) -> (Link, WalkMark) {
    let passed = open.draft.has_passed(one);
    let mark = if one == now {
        WalkMark::Now
    } else if passed && open.is_faulty(one) {
        WalkMark::Faulty
    } else if one == open.draft.reached {
        WalkMark::Open
    } else if passed {
        WalkMark::Done
    } else {
        WalkMark::Ahead
    };
    let href = paths::draft_step(&open.draft.id.to_string(), one.code());
    (Link { label: words::step(one).to_owned(), href }, mark)
}

/// Why it was returned, where that is mended and at the check; and that another window changed it.
fn notices(open: &OpenDraft, step: DraftStep, changed: bool) -> Vec<Notice> {
    let mut notices = Vec::new();
    if changed {
        let text = "Этот черновик изменили в другом окне. Ниже то, что ввели вы, оно еще не сохранено: сверьте и \
                    нажмите кнопку еще раз.";
        notices.push(Notice { tone: NoticeTone::Warn, text: text.to_owned() });
    }
    let Some(reason) = open.returned.as_ref().and_then(|returned| returned.reason.as_ref()) else {
        return notices;
    };
    let place = open.draft.place_of_reason(&reason.code);
    if place.step == step || step == DraftStep::Check {
        let text = format!("Обслуживающая организация вернула заявление: {}", reason.text);
        notices.push(Notice { tone: NoticeTone::Warn, text });
    }
    notices
}
