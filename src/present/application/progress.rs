//! Where an application stands, who must act, and what the reader may do: the part that refreshes itself.

use chrono::{DateTime, Utc};
use templates::components::{Steps, VerbButton};
use templates::pages::partner::{Attention, Held, Progress, Returned, Undo, Waiting};

use super::Reading;
use super::decisions::{TypedDecision, decisions};
use super::sending::sending;
use super::told::detail;
use super::verbs::{self, Offered, VerbRow};
use crate::domain::application::Application;
use crate::domain::application::ApplicationEvent;
use crate::domain::stage::{Ball, StageCode, Verb};
use crate::operations::inspection::{Card, Standing};
use crate::present::words;
use crate::present::words::application::{due, status};
use crate::present::words::people::short_name;

/// How many steps there are from the arrival to the approval.
const STEPS: u8 = 6;

/// What the reader has just tried in vain.
#[derive(Debug, Default)]
pub(super) struct Tries {
    /// A decision that came back with its faults.
    pub(super) decision: Option<(Verb, TypedDecision)>,
    /// A verb that was refused, and why.
    pub(super) refused: Option<(Verb, String)>,
}

/// Where an application stands.
#[must_use]
pub fn progress(card: &Card, reading: Reading<'_>) -> Progress {
    Progress { sending: sending(card, reading, None), ..after(card, reading, &Tries::default()) }
}

/// The same after what was tried in vain; the button that forwards comes from the form as it was typed.
pub(super) fn after(card: &Card, reading: Reading<'_>, tried: &Tries) -> Progress {
    let application = &card.application;
    let reviewer = application.stage.reviewer().and_then(|person| card.names.by_id.get(&person));
    let rows = card.verbs.iter().filter_map(|verb| verbs::of(*verb));
    let buttons = rows.filter(|row| row.offered == Offered::Button);
    Progress {
        reviewer: reviewer.map(|name| short_name(name)),
        sending: None,
        verbs: buttons.map(|row| button(row, card, reading)).collect(),
        refused: tried.refused.as_ref().map(|(_, words)| words.clone()),
        decisions: decisions(card, tried.decision.as_ref()),
        held: held(card, reading),
        returned: given(card, reading),
        refusals: refusals(card, reading),
        handed: handed(card, reading),
        undo: undo(application, &card.verbs, reading),
        attention: attention(card, reading),
        poll_seconds: poll(application),
        ..still(application, reading)
    }
}

/// Where an application stands while somebody else works on it; nothing once it stands still.
#[must_use]
pub fn moving(standing: &Standing, reading: Reading<'_>) -> Option<Progress> {
    let application = &standing.application;
    let poll_seconds = Some(poll(application)?);
    let undo = undo(application, &standing.verbs, reading);
    Some(Progress { undo, poll_seconds, ..still(application, reading) })
}

/// What is shown of every application, whoever must act.
fn still(application: &Application, reading: Reading<'_>) -> Progress {
    let stage = application.stage.code();
    let now = reading.desk.now();
    let since = reading.zone.since(application.stage_since, now);
    Progress {
        number: application.number.to_string(),
        status: status(application),
        waiting: words::place(stage.ball()).map(|place| Waiting { place: place.to_owned(), since }),
        due: due(application).map(|(words, by)| (words.to_owned(), reading.zone.due(by, now))),
        steps: stage.step().map(|at| Steps { at, of: STEPS, finished: at == STEPS }),
        reviewer: None,
        sending: None,
        refused: None,
        verbs: Vec::new(),
        decisions: Vec::new(),
        handed: None,
        nudged: application.nudged().map(|at| reading.zone.since(at, now)),
        held: None,
        returned: None,
        refusals: Vec::new(),
        undo: None,
        attention: None,
        poll_seconds: None,
        from: reading.from.to_owned(),
        csrf: reading.csrf.to_owned(),
    }
}

/// Somebody else works on it: look again soon.
fn poll(application: &Application) -> Option<u8> {
    let moving =
        StageCode::AT_OPERATOR.contains(&application.stage.code()) && application.attention.is_none();
    moving.then_some(2)
}

fn button(row: &VerbRow, card: &Card, reading: Reading<'_>) -> VerbButton {
    VerbButton {
        label: row.label.to_owned(),
        action: (row.address)(&card.application.number.to_string()),
        hidden: vec![
            ("version".to_owned(), card.application.version.to_string()),
            ("from".to_owned(), reading.from.to_owned()),
        ],
        weight: row.weight,
        consequence: row.consequence.on(card),
    }
}

/// What the colleague wrote who handed it over to the reader, until the next step.
fn handed(card: &Card, reading: Reading<'_>) -> Option<String> {
    let own =
        card.application.stage.reviewer().filter(|reviewer| Some(*reviewer) == reading.desk.who().person)?;
    let last = card.history.iter().find(|entry| {
        let event = entry.event.as_ref();
        event.is_some_and(|event| {
            event.moves().is_some() || matches!(event, ApplicationEvent::HandedOver { .. })
        })
    })?;
    let Some(ApplicationEvent::HandedOver { to, note: Some(note), .. }) = &last.event else { return None };
    let by = card.names.by_login.get(&last.actor).map_or(last.actor.as_str(), String::as_str);
    (*to == own).then(|| format!("{} передает вам: {note}", short_name(by)))
}

fn held(card: &Card, reading: Reading<'_>) -> Option<Held> {
    let hold = card.application.hold.as_ref()?;
    Some(Held { until: reading.zone.moment(hold.until), reason: hold.reason.clone() })
}

/// Why it was returned or refused.
fn given(card: &Card, reading: Reading<'_>) -> Option<Returned> {
    let stage = &card.application.stage;
    let expires = stage.expires_at().map(|at| reading.zone.moment(at));
    stage.reason().map(|reason| Returned { reason: reason.text.clone(), expires })
}

/// Who refused it, and why, since it was last forwarded; told while it is the partner's turn.
fn refusals(card: &Card, reading: Reading<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if card.application.stage.code().ball() != Ball::Partner {
        return found;
    }
    let mut undone = false;
    for entry in &card.history {
        let Some(event) = &entry.event else { continue };
        if matches!(event, ApplicationEvent::ForwardingUndone) {
            undone = true;
        } else if matches!(event, ApplicationEvent::Forwarded { .. }) && !std::mem::take(&mut undone) {
            break;
        } else if matches!(
            event,
            ApplicationEvent::AuthorityRefused { .. } | ApplicationEvent::OperatorRefused { .. }
        ) {
            let who = words::capitalised(words::event(&entry.verb));
            let why = detail(&card.names.by_id, event, reading.zone).unwrap_or_default();
            found.push(format!("{who}: {why}"));
        }
    }
    found
}

/// The seconds left until an instant, begun ones counted whole.
#[must_use]
pub fn seconds_left(until: DateTime<Utc>, now: DateTime<Utc>) -> u64 {
    u64::try_from((until - now).num_milliseconds()).unwrap_or_default().div_ceil(1000)
}

fn undo(application: &Application, verbs: &[Verb], reading: Reading<'_>) -> Option<Undo> {
    let seconds_left = seconds_left(application.stage.undo_until()?, reading.desk.now());
    (seconds_left > 0 && verbs.contains(&Verb::Undo)).then(|| Undo {
        version: application.version.to_string(),
        seconds_left,
        then: if application.asked.requests == 0 {
            "Потом заявление уйдет на регистрацию."
        } else {
            "Потом заявление уйдет в удостоверяющий центр."
        },
    })
}

fn attention(card: &Card, reading: Reading<'_>) -> Option<Attention> {
    let attention = card.application.attention.as_ref()?;
    let tries = card.errands.iter().map(|errand| errand.attempts).max().unwrap_or_default();
    let at_operator = card.application.stage.code().ball() == Ball::Operator;
    let text = if at_operator {
        "Автоматика не справилась, оператор уже видит это заявление."
    } else {
        "Автоматика не справилась."
    };
    Some(Attention {
        text: text.to_owned(),
        last_error: Some(attention.words.clone()),
        since: reading.zone.since(attention.since, reading.desk.now()),
        tries: tries.into(),
    })
}
