//! Decisions that need words: their menus, and what was typed into one that came back.

use chrono::NaiveDate;
use serde::Deserialize;
use templates::components::{Choice, Fact, FieldError};
use templates::pages::partner::{Asks, Decision};

use super::conflict::TriedForm;
use super::verbs::{self, Offered, VerbRow};
use crate::domain::stage::Verb;
use crate::operations::decisions::GivenReason;
use crate::operations::inspection::Card;
use crate::present::{reasons, words};

/// What was typed into a decision.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct TypedDecision {
    /// The version that was seen.
    pub version: i32,
    /// The code of the reason, or what is awaited.
    #[serde(default)]
    pub reason: String,
    /// One's own words.
    #[serde(default)]
    pub text: String,
    /// The offered day until which it lies aside.
    #[serde(default)]
    pub day: String,
    /// Another day, when none of the offered ones is chosen.
    #[serde(default)]
    pub until: String,
    /// The colleague who gets it.
    #[serde(default)]
    pub reviewer: String,
    /// The list that the reader came from.
    #[serde(default)]
    pub from: String,
    /// What is wrong with it.
    #[serde(skip)]
    pub errors: Vec<FieldError>,
}

impl TriedForm for TypedDecision {
    fn seen(&self) -> i32 {
        self.version
    }

    fn typed(&self) -> Vec<Fact> {
        let typed = [("Текст", &self.text), ("День", &self.day), ("До какого дня", &self.until)];
        let typed = typed.into_iter().filter(|(_, value)| !value.trim().is_empty());
        typed.map(|(label, value)| Fact::new(label, value)).collect()
    }

    fn came_from(&self) -> &str {
        &self.from
    }

    fn fields(&self) -> Vec<(String, String)> {
        let fields = [
            ("reason", &self.reason),
            ("text", &self.text),
            ("day", &self.day),
            ("until", &self.until),
            ("reviewer", &self.reviewer),
            ("from", &self.from),
        ];
        let typed = fields.into_iter().filter(|(_, value)| !value.is_empty());
        typed.map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }
}

/// The decisions that the reader may take; `returned` is one that came back with its faults.
pub(super) fn decisions(card: &Card, returned: Option<&(Verb, TypedDecision)>) -> Vec<Decision> {
    let open = card.verbs.iter().filter_map(|verb| verbs::of(*verb));
    open.filter_map(|row| {
        let typed = returned.filter(|(tried, _)| *tried == row.verb).map(|(_, typed)| typed.clone());
        decision(card, row, typed.unwrap_or_default())
    })
    .collect()
}

fn decision(card: &Card, row: &VerbRow, typed: TypedDecision) -> Option<Decision> {
    Some(Decision {
        id: row.verb.code(),
        label: row.label,
        action: (row.address)(&card.application.number.to_string()),
        version: card.application.version.to_string(),
        asks: asks(card, row.offered, &typed)?,
        consequence: row.consequence.on(card).unwrap_or_default(),
        weight: row.weight,
        errors: typed.errors,
    })
}

fn asks(card: &Card, offered: Offered, typed: &TypedDecision) -> Option<Asks> {
    match offered {
        Offered::Reason(purpose) => {
            let answered = GivenReason { code: &typed.reason, own_words: &typed.text };
            Some(Asks::Reason(reasons::question(&card.reasons, purpose, &card.application, answered)))
        }
        Offered::Day => {
            let held = card.application.hold.as_ref().filter(|_| typed.reason.is_empty());
            let reason = held.map_or_else(|| typed.reason.clone(), |hold| hold.reason.clone());
            Some(Asks::Day {
                offered: card.hold_days.iter().map(|day| offered_day(*day, card.today)).collect(),
                chosen: typed.day.clone(),
                until: typed.until.clone(),
                reason,
            })
        }
        Offered::Colleague => Some(Asks::Colleague {
            choices: colleagues(card),
            chosen: typed.reviewer.clone(),
            note: typed.text.clone(),
        }),
        Offered::Button | Offered::Form | Offered::Cabinet => None,
    }
}

/// An offered day: «завтра, 20.11», «понедельник, 23.11», «через неделю, 26.11».
fn offered_day(day: NaiveDate, today: NaiveDate) -> Choice {
    let called = match (day - today).num_days() {
        1 => "завтра",
        7 => "через неделю",
        _ => words::weekday(day),
    };
    Choice::new(day.to_string(), format!("{called}, {}", day.format("%d.%m")))
}

/// Who can take it over, with how many applications each of them is reviewing: «О. Смирнова · 7».
fn colleagues(card: &Card) -> Vec<Choice> {
    let own = card.application.stage.reviewer();
    let others = card.colleagues.iter().filter(|colleague| Some(colleague.id) != own);
    others.map(words::people::loaded).collect()
}
