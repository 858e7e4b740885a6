//! The card of an application: what the client sent, what the partner decides, what happened.

mod decisions;
mod facts;
mod history;
mod owners;
mod parameters;
mod prices;
mod progress;
mod remarks;

use templates::components::{Difference, Notice, Tone};
use templates::format::Zone;
use templates::pages::CertificateRow;
use templates::pages::ConflictPage;
use templates::pages::partner::{ApplicationPage, Direction, OriginalPage, Parameters};
use templates::paths;

pub use decisions::{TypedDecision, Worded};
pub use parameters::{Typed, form, typed_facts};
pub use prices::preview;
pub use progress::progress;

use super::words;
use crate::domain::application::Application;
use crate::domain::event::Event;
use crate::domain::month::moscow_day;
use crate::domain::queue::Tab;
use crate::domain::stage::{StageCode, Verb};
use crate::operations::inspection::Card;
use crate::operations::{Clash, Desk};
use crate::store::applications::Original;
use crate::store::certificates::Issued;

/// Who reads a card: the desk, the token of the session, the zone of times.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// The token against forgery.
    pub csrf: &'a str,
    /// The zone of times.
    pub zone: Zone,
}

/// A form as it came back with its faults.
#[derive(Clone, Debug)]
pub enum ReturnedForm {
    /// The connection parameters.
    Parameters(Typed),
    /// A decision that needs words.
    Decision(Worded, TypedDecision),
}

/// The card as a page, with the form that came back, if one did.
#[must_use]
pub fn page(card: &Card, reading: Reading<'_>, returned: Option<ReturnedForm>) -> ApplicationPage {
    let (typed, decision) = match returned {
        None => (None, None),
        Some(ReturnedForm::Parameters(typed)) => (Some(typed), None),
        Some(ReturnedForm::Decision(worded, typed)) => (None, Some((worded, typed))),
    };
    let application = &card.application;
    let content = &card.original.content;
    let parameters = if card.verbs.contains(&Verb::SetParameters) {
        Parameters::Open(form(card, reading, typed))
    } else {
        parameters::settled(card, reading)
    };
    ApplicationPage {
        number: application.number.to_string(),
        organization: application.asked.organization_name.clone(),
        organization_code: Some(card.organization.subscriber_code.clone()),
        place: words::tab(place(application)).to_owned(),
        outage: outage(card, reading),
        progress: progress(card, reading, decision.as_ref()),
        details: facts::details(card),
        differs: card.differences.iter().map(facts::difference).collect(),
        partner_changes: partner_changes(card),
        remarks: remarks::remarks(card),
        owners: owners::owners(card),
        users: owners::users(card),
        directions: content.directions.iter().map(direction).collect(),
        alias: application.asked.alias.clone(),
        certificates: card.certificates.iter().map(|issued| certificate(card, issued)).collect(),
        parameters,
        history: history::history(card, reading.zone),
    }
}

/// What the client sent, unchanged.
#[must_use]
pub fn original(application: &Application, original: &Original, login: String, zone: Zone) -> OriginalPage {
    OriginalPage {
        number: application.number.to_string(),
        organization: application.asked.organization_name.clone(),
        received: zone.moment(original.received_at),
        login,
        sha256: original.sha256.clone(),
        text: original.body.clone(),
    }
}

/// Somebody was faster: what they did, and the reader's own form kept for repeating it over the fresh version.
#[must_use]
pub fn conflict(card: &Card, clash: &Clash, tried: &Tried, reading: Reading<'_>) -> ConflictPage {
    let number = card.application.number.to_string();
    let mut fields = vec![("version".to_owned(), clash.version.to_string())];
    fields.extend(tried.fields.clone());
    let now = Difference {
        field: words::event(&clash.verb).to_owned(),
        was: None,
        now: clash.stage.map(|stage| format!("статус «{}»", words::stage(stage))),
    };
    ConflictPage {
        subject: format!("Заявление № {number}"),
        changed_by: clash.by.clone(),
        changed_at: reading.zone.moment(clash.at),
        changes: vec![now],
        typed: tried.typed.clone(),
        action: tried.action.clone(),
        fields,
        repeat: words::verb(tried.verb).to_owned(),
        fresh: paths::application(&number),
        csrf: reading.csrf.to_owned(),
    }
}

/// What the reader tried to do when somebody else was faster.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The verb.
    pub verb: Verb,
    /// Where its form is sent.
    pub action: String,
    /// What was typed, field by field, without the version.
    pub fields: Vec<(String, String)>,
    /// What was typed, in words.
    pub typed: Vec<templates::components::Fact>,
}

/// The part of the queue in which an application stands.
fn place(application: &Application) -> Tab {
    match application.stage.code() {
        StageCode::Received => Tab::New,
        StageCode::InReview if application.hold.is_some() => Tab::OnHold,
        StageCode::InReview => Tab::InWork,
        StageCode::NeedsClient => Tab::Returned,
        StageCode::Forwarded | StageCode::CertRequest | StageCode::Registering => Tab::AtOperator,
        StageCode::Approved
        | StageCode::Completed
        | StageCode::Rejected
        | StageCode::Withdrawn
        | StageCode::Expired => Tab::Finished,
    }
}

/// What the partner changed after the client: the first parameters against the present ones.
fn partner_changes(card: &Card) -> Vec<Difference> {
    let sets = card.history.iter().rev().filter_map(|entry| serde_json::from_str(&entry.details).ok());
    let mut sets = sets;
    let first = sets
        .find_map(|event: Event| if let Event::ParametersSet { was, .. } = event { Some(was) } else { None });
    let now = &card.application.parameters;
    let Some(was) = first.filter(|was| was != now) else { return Vec::new() };
    vec![Difference {
        field: "Параметры подключения".to_owned(),
        was: Some(words::parameters(&was)),
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

/// While the application still moves.
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
        note: words::issuance::dropped(&dropped).map(|note| (note, Tone::Work)),
    }
}
