//! The page of one application, for its client.

use chrono::{DateTime, Utc};
use templates::components::{Link, TimelineEntry, VerbButton};
use templates::format::{Zone, date, lasting};
use templates::pages::cabinet::{Ball, BallTone, CabinetApplicationPage, Contact, OwnCertificate, Refresh};
use templates::paths;

use super::{advice, hour, track, zone};
use crate::domain::application::{Application, ApplicationEvent, Due};
use crate::domain::attachment::takes_files;
use crate::domain::month::moscow_day;
use crate::domain::stage::{Stage, StageCode, Verb};
use crate::operations::Desk;
use crate::operations::cabinet::OwnApplication;
use crate::policy::Permission;
use crate::present::application::told::to_client;
use crate::present::application::verbs::{self, Offered, VerbRow};
use crate::present::attachments;
use crate::present::words::application::phase;
use crate::present::words::{self, client, issuance, subscriber};
use crate::store::audit::Entry;
use crate::store::certificates::Issued;

/// The page of one application.
#[must_use]
pub fn application(desk: &Desk, own: &OwnApplication, csrf: &str) -> CabinetApplicationPage {
    let (application, now) = (&own.application, desk.now());
    let (stage, zone) = (application.stage.code(), zone(application));
    let (ending, verbs) = verbs(desk, application);
    CabinetApplicationPage {
        number: application.number.to_string(),
        organization: application.asked.organization_name.clone(),
        kind: client::kind(application.asked.kind).to_owned(),
        sent: zone.moment(application.received_at),
        captions: track::captions(stage),
        ball: ball(own, zone, now),
        advice: advice::advice(own, zone),
        contact: Contact {
            name: own.partner.name.clone(),
            phone: subscriber::phone(&own.partner.phone),
            email: own.partner.email.clone(),
        },
        calls: advice::calls(stage),
        in_program: advice::in_program(own, zone),
        verb_note: advice::verb_note(own, zone, now),
        verbs,
        notice: advice::notice(application),
        track: track::track(application, zone, now),
        refresh: refresh(application, zone, now),
        certificates: own.certificates.iter().map(certificate).collect(),
        attachments: attachments::of_client(&own.attachments, zone),
        attach: attach(desk, application),
        history: own.history.iter().filter_map(|entry| happened(application, entry, zone)).collect(),
        ending,
        csrf: csrf.to_owned(),
    }
}

/// The page of the attachments, while they may be changed.
fn attach(desk: &Desk, application: &Application) -> Option<Link> {
    let open = desk.allows(Permission::AttachToOwnApplication) && takes_files(application.stage.code());
    open.then(|| Link {
        label: "Приложить или удалить файлы".to_owned(),
        href: paths::attachments(&application.number.to_string()),
    })
}

/// Whether the state can still change without the client.
fn moves(stage: StageCode) -> bool {
    StageCode::OPEN.contains(&stage) || stage == StageCode::Approved
}

fn refresh(application: &Application, zone: Zone, now: DateTime<Utc>) -> Refresh {
    let moves = moves(application.stage.code());
    let version = application.version.to_string();
    let changes = paths::cabinet_changes(&application.number.to_string());
    let letters = application.asked.email.as_ref().filter(|_| moves);
    let letters = letters.map(|email| format!("О каждом изменении придет письмо на {email}."));
    let words = moves.then(|| client::TO_BE_REFRESHED.to_owned());
    Refresh {
        words: words.into_iter().chain(letters).collect(),
        at: zone.moment(now),
        follows: moves.then(|| paths::with_query(&changes, &[("since", &version)])),
    }
}

/// What the client is told of an entry of the history.
fn happened(application: &Application, entry: &Entry<ApplicationEvent>, zone: Zone) -> Option<TimelineEntry> {
    let (text, detail, tone) = to_client(application, entry.event.as_ref()?)?;
    Some(TimelineEntry { at: zone.moment(entry.at), actor: None, text, detail, tone })
}

fn certificate(issued: &Issued) -> OwnCertificate {
    OwnCertificate {
        owner: issued.owner_name.clone(),
        serial: issued.certificate.serial.clone(),
        until: date(moscow_day(issued.certificate.not_after)),
        note: issuance::superseded(issued).map(|(note, _)| note),
    }
}

/// The client's own verbs, as far as the stage and the rights allow: the one that ends the application, and the others.
fn verbs(desk: &Desk, application: &Application) -> (Option<VerbButton>, Vec<VerbButton>) {
    let open = application.stage.code().verbs().iter().filter(|verb| desk.allows(Permission::of(**verb)));
    let offered = open.filter_map(|verb| verbs::of(*verb)).filter(|row| row.offered == Offered::Cabinet);
    let told = application.nudged_until(desk.now()).is_some();
    let offered = offered.filter(|row| !(told && row.verb == Verb::Nudge));
    let button = |row: &VerbRow| VerbButton {
        label: row.label.to_owned(),
        action: (row.address)(&application.number.to_string()),
        hidden: Vec::new(),
        weight: row.weight,
        consequence: row.consequence.always().map(str::to_owned),
    };
    let (endings, others): (Vec<_>, Vec<_>) = offered.partition(|row| row.verb == Verb::Withdraw);
    (endings.into_iter().next().map(button), others.into_iter().map(button).collect())
}

fn ball(own: &OwnApplication, zone: Zone, now: DateTime<Utc>) -> Ball {
    let stage = own.application.stage.code();
    let status = words::client_status(stage.client_status());
    let phase = phase(stage).map(|phase| format!(" · {phase}")).unwrap_or_default();
    Ball {
        caption: format!("{status}{phase}"),
        text: whose(own, zone, now),
        promise: promise(&own.application, zone, now),
        tone: ball_tone(stage),
    }
}

const fn ball_tone(stage: StageCode) -> BallTone {
    match stage {
        StageCode::Received
        | StageCode::InReview
        | StageCode::Forwarded
        | StageCode::CertRequest
        | StageCode::Registering => BallTone::Theirs,
        StageCode::NeedsClient | StageCode::Approved => BallTone::Mine,
        StageCode::Completed => BallTone::Good,
        StageCode::Rejected | StageCode::Withdrawn | StageCode::Expired => BallTone::Bad,
    }
}

/// Whose move it is, and since when.
fn whose(own: &OwnApplication, zone: Zone, now: DateTime<Utc>) -> String {
    let application = &own.application;
    let since = zone.moment(application.stage_since).text();
    let moves = |whose: &str| format!("Ход у {whose} с {since}, {}.", lasting(application.stage_since, now));
    match &application.stage {
        Stage::Received | Stage::InReview { .. } => moves(&own.partner.name),
        Stage::NeedsClient { .. } => format!("Ход у вас с {since}. Номер и все заполненное сохранены."),
        Stage::Forwarded { .. } | Stage::CertRequest { .. } | Stage::Registering { .. } => moves("оператора"),
        Stage::Approved { .. } => format!("Одобрено {since}. Осталось завершить настройку в программе."),
        Stage::Completed { .. } => format!("Завершено {since}. Можно отправлять отчетность."),
        Stage::Rejected { .. } => format!("Отклонила {} {since}.", own.partner.name),
        Stage::Withdrawn => format!("Вы отозвали заявление {since}."),
        Stage::Expired => format!("Заявление не исправили в срок, снято {since}."),
    }
}

/// By when the partner promised to act, or the client must.
fn promise(application: &Application, zone: Zone, now: DateTime<Utc>) -> Option<String> {
    let by = |at| hour(zone, at, now, "до");
    if let Some(expires_at) = application.stage.expires_at() {
        let until = zone.moment(expires_at).text();
        return Some(format!("Исправьте до {until}: потом заявление снимут по сроку."));
    }
    Some(match application.due()? {
        Due::Take(at) if at < now => format!("Обещали взять в работу {}, срок прошел: позвоните.", by(at)),
        Due::Take(at) => format!("Обещано: возьмут в работу {}.", by(at)),
        Due::Forward(at) if at < now => {
            format!("Обещали отправить оператору {}, срок прошел: позвоните.", by(at))
        }
        Due::Forward(at) => format!("Обещано: отправят оператору {}.", by(at)),
    })
}
