//! The client's cabinet: the client's applications, and who must act on each since when.

use templates::components::{
    Badge, Empty, Link, Notice, NoticeTone, Pager, Steps, TimelineEntry, Tone, VerbButton,
};
use templates::format::Zone;
use templates::pages::cabinet::{Ball, BallTone, CabinetApplicationPage, CabinetPage, CabinetRow, Contact};
use templates::paths;

use super::application::told::to_client;
use super::application::verbs::{self, Offered, VerbRow};
use super::drafts;
use super::words::application::phase;
use super::words::{self, client, subscriber};
use crate::domain::application::{Application, ApplicationEvent};
use crate::domain::ids::ApplicationNumber;
use crate::domain::organization::Organization;
use crate::domain::stage::{ClientStatus, Stage, StageCode};
use crate::operations::Desk;
use crate::operations::cabinet::{OwnApplication, OwnList};
use crate::policy::Permission;
use crate::store::audit::Entry;

/// The interval at which the page polls, in seconds.
const LOOK_AGAIN_SECONDS: u16 = 15;
/// The number of steps of the progress bar.
const STEPS: u8 = 6;

/// The client's applications.
#[must_use]
pub fn list(
    organizations: &[Organization],
    own: &OwnList,
    waiting: u64,
    after: Option<ApplicationNumber>,
    zone: Zone,
) -> CabinetPage {
    let several = organizations.len() > 1;
    let continued =
        |last: ApplicationNumber| paths::with_query(&paths::cabinet(), &[("after", &last.to_string())]);
    CabinetPage {
        organization: greeted(organizations),
        start: Some(Link {
            label: drafts::name(!organizations.is_empty()).to_owned(),
            href: paths::new_draft(),
        }),
        drafts: (waiting > 0).then(|| drafts::waiting(waiting)),
        rows: own.rows.iter().map(|application| row(application, several, zone)).collect(),
        pager: Pager {
            shown: u64::try_from(own.rows.len()).unwrap_or(u64::MAX),
            total: own.total,
            more: false,
            note: Some("новые сверху".to_owned()),
            start: after.map(|_| paths::cabinet()),
            next: own.next.map(continued),
        },
        empty: if organizations.is_empty() {
            of_nobody()
        } else {
            Empty {
                reason: "Заявлений еще нет.".to_owned(),
                advice:
                    "Заполните заявление здесь или отправьте из программы: Отчеты → Регламентированные отчеты → Настройки."
                        .to_owned(),
                link: Some(Link {
                    label: "Обновить статус".to_owned(), href: paths::cabinet()
                }),
            }
        },
    }
}

/// The page of a client without an organisation.
fn of_nobody() -> Empty {
    Empty {
        reason: "Вы пока не состоите ни в одной организации.".to_owned(),
        advice: "Отправьте заявление на подключение или обратитесь в обслуживающую организацию.".to_owned(),
        link: None,
    }
}

/// The client's organisations, so that a wrong one is noticed.
#[must_use]
pub fn greeted(organizations: &[Organization]) -> String {
    let names: Vec<&str> = organizations.iter().map(|own| own.requisites.short_name.as_str()).collect();
    match names.as_slice() {
        [] => String::new(),
        [first, second, _, ..] => format!("{first}, {second} и другие"),
        few => few.join(", "),
    }
}

fn row(application: &Application, several: bool, zone: Zone) -> CabinetRow {
    let stage = application.stage.code();
    let kind = client::kind(application.asked.kind);
    CabinetRow {
        number: application.number.to_string(),
        kind: if several {
            format!("{} · {kind}", application.asked.organization_name)
        } else {
            kind.to_owned()
        },
        sent: zone.moment(application.received_at),
        status: Badge {
            label: words::client_status(stage.client_status()).to_owned(),
            tone: tone(stage.client_status()),
        },
        waiting: phase(stage).unwrap_or_default().to_owned(),
    }
}

const fn tone(status: ClientStatus) -> Tone {
    match status {
        ClientStatus::Sent => Tone::Out,
        ClientStatus::Approved => Tone::Good,
        ClientStatus::Rejected => Tone::Bad,
    }
}

/// The page of one application.
#[must_use]
pub fn application(desk: &Desk, own: &OwnApplication, csrf: &str, zone: Zone) -> CabinetApplicationPage {
    let application = &own.application;
    let stage = application.stage.code();
    let moves = StageCode::OPEN.contains(&stage) || stage == StageCode::Approved;
    CabinetApplicationPage {
        number: application.number.to_string(),
        organization: application.asked.organization_name.clone(),
        kind: client::kind(application.asked.kind).to_owned(),
        sent: zone.moment(application.received_at),
        steps: stage.step().map(|at| Steps { at, of: STEPS, finished: stage == StageCode::Completed }),
        ball: ball(own, zone),
        notice: notice(application),
        verbs: verbs(desk, application),
        csrf: csrf.to_owned(),
        refreshed: zone.moment(desk.now()),
        poll_seconds: moves.then_some(LOOK_AGAIN_SECONDS),
        contact: Contact {
            name: own.partner.name.clone(),
            phone: subscriber::phone(&own.partner.phone),
            email: own.partner.email.clone(),
        },
        history: own.history.iter().filter_map(|entry| happened(application, entry, zone)).collect(),
    }
}

/// What the client is told of an entry of the history.
fn happened(application: &Application, entry: &Entry<ApplicationEvent>, zone: Zone) -> Option<TimelineEntry> {
    let (text, detail, tone) = to_client(application, entry.event.as_ref()?)?;
    Some(TimelineEntry { at: zone.moment(entry.at), actor: None, text, detail, tone })
}

/// The client's own verbs, as far as the stage and the rights allow.
fn verbs(desk: &Desk, application: &Application) -> Vec<VerbButton> {
    let open = application.stage.code().verbs().iter().filter(|verb| desk.allows(Permission::of(**verb)));
    let offered = open.filter_map(|verb| verbs::of(*verb)).filter(|row| row.offered == Offered::Cabinet);
    let button = |row: &VerbRow| VerbButton {
        label: row.label.to_owned(),
        action: (row.address)(&application.number.to_string()),
        hidden: Vec::new(),
        weight: row.weight,
        consequence: row.consequence.always().map(str::to_owned),
    };
    offered.map(button).collect()
}

fn ball(own: &OwnApplication, zone: Zone) -> Ball {
    let stage = own.application.stage.code();
    let status = words::client_status(stage.client_status());
    let phase = phase(stage).map(|phase| format!(" · {phase}")).unwrap_or_default();
    Ball { caption: format!("{status}{phase}"), text: next(own, zone), tone: ball_tone(stage) }
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

/// Who is working now, since when, and what the client must do.
fn next(own: &OwnApplication, zone: Zone) -> String {
    let partner = &own.partner.name;
    let since = zone.moment(own.application.stage_since).text();
    match &own.application.stage {
        Stage::Received => format!(
            "Свяжитесь с обслуживающей организацией {partner}, с которой у вас заключен договор, и сообщите, что \
             отправили заявление. Оно ждет ее с {since}."
        ),
        Stage::InReview { .. } => {
            format!("Сейчас работает {partner}, с {since}. От вас ничего не нужно.")
        }
        Stage::NeedsClient { reason, expires_at, .. } => {
            let until = zone.moment(*expires_at).text();
            format!("Исправьте заявление в программе и отправьте снова до {until}. Причина: {}", reason.text)
        }
        Stage::Forwarded { .. } | Stage::CertRequest { .. } | Stage::Registering { .. } => {
            format!("Сейчас работает оператор, с {since}. От вас ничего не нужно.")
        }
        Stage::Approved { .. } => format!(
            "Одобрено {since}. Откройте программу и обновите состояние заявления: она завершит настройку сама."
        ),
        Stage::Completed { .. } => format!("Завершено {since}. Можно отправлять отчетность."),
        Stage::Rejected { reason, .. } => format!("Причина: {}", reason.text),
        Stage::Withdrawn => format!("Вы отозвали заявление {since}."),
        Stage::Expired => format!("Заявление не исправили в срок, снято {since}. Отправьте новое."),
    }
}

/// The notice about the present stage.
fn notice(application: &Application) -> Option<Notice> {
    let text = match application.stage.code() {
        StageCode::Received | StageCode::InReview => client::NOTHING_MOVES,
        StageCode::Approved | StageCode::Completed
            if application.parameters.enabled && application.asked.users == 0 =>
        {
            "Многопользовательский режим включен, но список пользователей пуст: отправьте заявление на изменение \
             со списком пользователей."
        }
        StageCode::NeedsClient
        | StageCode::Forwarded
        | StageCode::CertRequest
        | StageCode::Registering
        | StageCode::Approved
        | StageCode::Completed
        | StageCode::Rejected
        | StageCode::Withdrawn
        | StageCode::Expired => return None,
    };
    Some(Notice { tone: NoticeTone::Info, text: text.to_owned() })
}
