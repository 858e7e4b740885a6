//! Disabling somebody who is reviewing applications: the form asks who gets them.

use templates::components::{Answer, Choice, Question, Questions};
use templates::format::{counted, nouns};
use templates::pages::operator::{Part, PartBody};
use templates::paths;

use super::PeopleSide;
use super::person::{CONSEQUENCE, may_be_disabled};
use crate::domain::form::FieldFaults;
use crate::operations::Desk;
use crate::operations::people::{PersonCard, Successor};
use crate::present::operator::errors;
use crate::present::words;

/// The form as it was returned.
#[derive(Clone, Debug, Default)]
pub struct ReturnedDisabling {
    /// The choice.
    pub successor: String,
    /// The faults.
    pub faults: FieldFaults,
}

/// The form, where the viewer may disable the person and the person is reviewing something.
#[must_use]
pub fn disabling(
    desk: &Desk,
    side: PeopleSide,
    card: &PersonCard,
    returned: &ReturnedDisabling,
) -> Option<Part> {
    let held = u64::try_from(card.held).unwrap_or(u64::MAX);
    if held == 0 || !may_be_disabled(desk, card) {
        return None;
    }
    let id = card.colleague.account.id.to_string();
    let choices = [Choice::new("", "выберите"), Choice::new(Successor::QUEUE, "вернуть в очередь")];
    let choices = choices.into_iter().chain(card.successors.iter().map(words::people::loaded)).collect();
    let question = Question {
        name: "successor".to_owned(),
        label: format!("Кому передать {}?", counted(held, nouns::APPLICATION)),
        hint: "Рядом с именем: сколько заявлений сейчас проверяет.".to_owned(),
        answer: Answer::OneOf(choices, returned.successor.clone()),
        group: "",
    };
    let form = Questions {
        id: "disabling".to_owned(),
        action: side.of_person(&id, paths::disabling, paths::operator_disabling),
        list: vec![question],
        hidden: vec![("version".to_owned(), card.colleague.version.to_string())],
        button: "Передать и отключить".to_owned(),
        consequence: format!("{CONSEQUENCE}{}", left(card.taken_count.saturating_sub(held))),
        errors: errors(&returned.faults),
    };
    Some(Part::new("disabling-part", "Отключить", PartBody::Questions(form)))
}

/// What of the person's work waits for others and stays.
fn left(count: u64) -> String {
    if count == 0 {
        return String::new();
    }
    format!(" У клиентов и оператора еще {count}: они останутся за сотрудником, в очереди это видно.")
}

/// What is said once the person is disabled and so many applications were passed on.
#[must_use]
pub fn disabled(passed_on: usize) -> String {
    let count = u64::try_from(passed_on).unwrap_or(u64::MAX);
    let more = if count == 0 {
        String::new()
    } else {
        format!(" Передано: {}.", counted(count, nouns::APPLICATION))
    };
    format!("Учетная запись отключена, все сеансы завершены.{more}")
}
