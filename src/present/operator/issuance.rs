//! Applications at the authority, those that need a person, and approved ones with unsent letters.

mod asked;
mod rows;

use templates::components::{Empty, FieldError, Link, Pager, ReasonForm, RowTotal, Tab};
use templates::format::Zone;
use templates::pages::operator::{AuthorityRows, OperatorApplicationsPage};

pub use asked::{IssuanceAsked, IssuancePart};

use crate::domain::ids::ApplicationNumber;
use crate::operations::Desk;
use crate::operations::attention::{Issuance, PAGE};
use crate::present::outage::outage;
use crate::present::paging::ListPage;
use crate::present::words::issuance::Step;

/// A form that is shown again with its faults.
#[derive(Clone, Debug)]
pub struct ReturnedReason {
    /// The form's URL.
    pub action: String,
    /// The reason that was typed.
    pub written: String,
    /// The faults.
    pub faults: Vec<(&'static str, String)>,
}

/// The page of a part.
#[must_use]
pub fn issuance_page(
    desk: &Desk,
    found: &Issuance,
    asked: &IssuanceAsked,
    returned: Option<&ReturnedReason>,
    csrf: String,
) -> OperatorApplicationsPage {
    let reading = rows::Reading { desk, found, returned };
    let rows = match asked.part() {
        IssuancePart::Waiting => {
            AuthorityRows::Waiting(found.at_authority.iter().map(|one| reading.waiting(one)).collect())
        }
        IssuancePart::Stuck => {
            let stuck = found.stuck.iter().map(|(one, errands)| reading.stuck(one, errands));
            AuthorityRows::Stuck(stuck.collect())
        }
        IssuancePart::Undelivered => {
            let letters = found.undelivered.iter().map(|(one, letter)| reading.undelivered(one, letter));
            AuthorityRows::Undelivered(letters.collect())
        }
    };
    OperatorApplicationsPage {
        search: asked.words().to_owned(),
        outage: outage(found.outage, desk.now(), Zone::moscow()),
        tabs: IssuancePart::ALL.iter().map(|part| tab(*part, found, asked)).collect(),
        rows,
        pager: pager(found, asked),
        empty: if asked.words().is_empty() { empty(asked.part()) } else { nothing_found(asked) },
        csrf,
    }
}

/// The form of a step that needs a reason, refused or new.
pub(in crate::present) fn reason_form(
    kind: &str,
    step: Step,
    number: ApplicationNumber,
    action: String,
    returned: Option<&ReturnedReason>,
) -> ReasonForm {
    let returned = returned.filter(|returned| returned.action == action);
    let faults = returned.map(|returned| returned.faults.as_slice()).unwrap_or_default();
    let error =
        |(field, text): &(&str, String)| FieldError { field: (*field).to_owned(), text: text.clone() };
    ReasonForm {
        id: format!("{kind}-{number}"),
        label: step.label.to_owned(),
        about: format!("№\u{a0}{number}"),
        question: step.question.to_owned(),
        consequence: step.consequence.to_owned(),
        written: returned.map(|returned| returned.written.clone()).unwrap_or_default(),
        errors: faults.iter().map(error).collect(),
        action,
    }
}

fn tab(part: IssuancePart, found: &Issuance, asked: &IssuanceAsked) -> Tab {
    let (label, all) = match part {
        IssuancePart::Waiting => ("У удостоверяющего центра", found.at_authority_count),
        IssuancePart::Stuck => ("Требует внимания", found.stuck_count),
        IssuancePart::Undelivered => ("Одобрено, не доставлено", found.undelivered_count),
    };
    Tab {
        label: label.to_owned(),
        href: asked.with(part).address(),
        count: Some(all),
        current: part == asked.part(),
    }
}

fn pager(found: &Issuance, asked: &IssuanceAsked) -> Pager {
    let note = Some("новые сверху".to_owned());
    let (shown, total) = match asked.part() {
        IssuancePart::Waiting => (count(found.at_authority.len()), found.at_authority_count),
        IssuancePart::Stuck => (count(found.stuck.len()), found.stuck_count),
        IssuancePart::Undelivered => (count(found.undelivered.len()), found.undelivered_count),
    };
    if asked.part() != IssuancePart::Waiting {
        return Pager { shown, total: RowTotal::Exactly(total), note, ..Pager::default() };
    }
    let page = ListPage {
        trail: asked.trail(),
        size: PAGE,
        shown: found.at_authority.len(),
        total: RowTotal::Exactly(total),
        next: found.next.map(|after| after.to_string()),
    };
    page.pager(note.as_deref(), |after| asked.at(after).address())
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn nothing_found(asked: &IssuanceAsked) -> Empty {
    Empty {
        reason: "Ничего не найдено.".to_owned(),
        advice: "Проверьте номер или начните с названия организации. Посмотрите и другие вкладки.".to_owned(),
        link: Some(Link {
            label: "Показать все".to_owned(),
            href: IssuanceAsked::of(asked.part()).address(),
        }),
    }
}

fn empty(part: IssuancePart) -> Empty {
    let (reason, advice) = match part {
        IssuancePart::Waiting => {
            ("У удостоверяющего центра ничего нет.", "Заявления появятся, когда партнеры их отправят.")
        }
        IssuancePart::Stuck => ("Ничего не застряло.", "Сюда попадает то, с чем не справилась автоматика."),
        IssuancePart::Undelivered => {
            ("Все письма ушли.", "Здесь видно одобренные заявления, о которых клиент еще не знает.")
        }
    };
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}
