//! The card of an application: what the client sent, what the partner decides, what happened.

mod conflict;
mod decisions;
mod facts;
mod history;
mod notes;
mod original;
mod owners;
mod parameters;
mod prices;
mod progress;
mod remarks;
mod sending;
pub mod told;
pub mod verbs;

use templates::components::{Choice, Difference, Link, Notice, Tone};
use templates::format::Zone;
use templates::pages::CertificateRow;
use templates::pages::partner::{AfterChoice, ApplicationPage, Direction, Parameters, Progress};
use templates::paths;

pub use conflict::{TriedForm, conflict, read_merged};
pub use decisions::TypedDecision;
pub use notes::{TypedNote, notes};
pub use original::original;
pub use parameters::{Typed, form};
pub use progress::{moving, progress, seconds_left};
pub use sending::live;

use super::queue::origin;
use super::{attachments, onlookers, standing, words};
use crate::domain::month::moscow_day;
use crate::domain::queue::AfterAction;
use crate::domain::stage::{Ball, StageCode, Verb};
use crate::operations::Desk;
use crate::operations::inspection::Card;
use crate::policy::Permission;
use crate::store::certificates::Issued;

/// The viewer of a card: desk, CSRF token, time zone.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// The CSRF token.
    pub csrf: &'a str,
    /// The zone of times.
    pub zone: Zone,
    /// The list that the viewer came from, as a query.
    pub from: &'a str,
}

/// A form that is shown again with its faults.
#[derive(Clone, Debug)]
pub enum ReturnedForm {
    /// The connection parameters.
    Parameters(Typed),
    /// A decision that needs words.
    Decision(Verb, TypedDecision),
    /// A note.
    Note(TypedNote),
    /// A refused verb with the reason.
    Refused(Verb, String),
}

/// The card as a page, with the form that is shown again, if there is one.
#[must_use]
pub fn page(card: &Card, reading: Reading<'_>, returned: Option<ReturnedForm>) -> ApplicationPage {
    let (mut typed, mut note) = (None, None);
    let mut tried = progress::Tries::default();
    match returned {
        None => {}
        Some(ReturnedForm::Parameters(form)) => typed = Some(form.or_saved(&card.application.parameters)),
        Some(ReturnedForm::Decision(verb, form)) => tried.decision = Some((verb, form)),
        Some(ReturnedForm::Note(form)) => note = Some(form),
        Some(ReturnedForm::Refused(verb, words)) => tried.refused = Some((verb, words)),
    }
    let sending = sending::sending(card, reading, typed.as_ref());
    let ticks = typed.as_ref().and_then(|typed| typed.acknowledged.clone());
    let application = &card.application;
    let content = &card.original.content;
    let whole = reading.desk.allows(Permission::ViewApplication);
    let parameters = if card.verbs.contains(&Verb::SetParameters) {
        Parameters::Open(form(card, reading, typed))
    } else {
        parameters::settled(card, reading)
    };
    ApplicationPage {
        number: application.number.to_string(),
        organization: application.asked.organization_name.clone(),
        organization_code: facts::linked(card, reading.desk).map(str::to_owned),
        place: words::tab(application.tab()).to_owned(),
        outage: outage(card, reading),
        contract: contract(card),
        progress: Progress { sending, ..progress::after(card, reading, &tried) },
        details: facts::details(card, reading.desk),
        differs: card.differences.iter().map(facts::difference).collect(),
        partner_changes: partner_changes(card),
        remarks: remarks::remarks(card, ticks.as_deref()),
        owners: owners::owners(card),
        users: owners::users(card),
        directions: content.directions.iter().map(direction).collect(),
        alias: application.asked.alias.clone(),
        attachments: attachments::of_card(&card.attachments, reading.zone),
        certificates: card.certificates.iter().map(|issued| certificate(card, issued)).collect(),
        parameters,
        history: history::history(card, reading.zone),
        after: (!card.verbs.is_empty()).then(|| after(card.after_action)),
        list: list(reading),
        onlookers: whole.then(|| onlookers::of_card(application.number, &card.onlookers, reading.csrf)),
        notes: whole.then(|| notes(card, reading, note.unwrap_or_default())),
    }
}

/// The warning that the partner's contract has ended, while the application still can be forwarded.
fn contract(card: &Card) -> Option<Notice> {
    let waits = matches!(card.application.stage.code().ball(), Ball::Partner | Ball::Client);
    let offer = card.offer.as_ref().filter(|_| waits)?;
    standing::warning(&offer.standing)
}

/// The link back to the viewer's list; for the operator's clerk, to the issuance.
fn list(reading: Reading<'_>) -> Link {
    if reading.desk.allows(Permission::ViewApplication) {
        return Link { label: "Заявления".to_owned(), href: origin(reading.from).list() };
    }
    Link { label: "Выпуск сертификатов".to_owned(), href: paths::operator_applications() }
}

fn after(liked: AfterAction) -> AfterChoice {
    AfterChoice {
        choices: AfterAction::ALL
            .iter()
            .map(|choice| Choice::new(choice.code(), words::after_action(*choice)))
            .collect(),
        chosen: liked.code().to_owned(),
    }
}

/// The partner's changes: the first connection parameters against the present ones.
fn partner_changes(card: &Card) -> Vec<Difference> {
    let first = card.history.iter().rev().find_map(|entry| entry.event.as_ref()?.parameters_before());
    let now = &card.application.parameters;
    let Some(was) = first.filter(|was| *was != now) else { return Vec::new() };
    vec![Difference {
        field: "Параметры подключения".to_owned(),
        was: Some(words::parameters(was)),
        now: Some(words::parameters(now)),
    }]
}

fn direction(direction: &crate::domain::submission::Direction) -> Direction {
    Direction {
        authority: words::authority(direction.authority).to_owned(),
        code: direction.code.clone().unwrap_or_default(),
        kpp: direction.kpp.as_ref().map(|kpp| kpp.as_str().to_owned()),
    }
}

/// The outage of the authority, while the application is open.
fn outage(card: &Card, reading: Reading<'_>) -> Option<Notice> {
    let moves = StageCode::OPEN.contains(&card.application.stage.code());
    super::outage::outage(card.outage.filter(|_| moves), reading.desk.now(), reading.zone)
}

fn certificate(card: &Card, issued: &Issued) -> CertificateRow {
    let certificate = &issued.certificate;
    let dropped = owners::dropped(card, issued);
    CertificateRow {
        owner: issued.owner_name.clone(),
        serial: certificate.serial.clone(),
        thumbprint: certificate.thumbprint.clone(),
        valid_from: moscow_day(certificate.not_before),
        valid_to: moscow_day(certificate.not_after),
        note: words::issuance::dropped(&dropped)
            .map(|note| (note, Tone::Work))
            .or_else(|| words::issuance::superseded(issued)),
    }
}
