//! The way of an application: the captions of the client's program, and its steps.

use chrono::{DateTime, Utc};
use templates::format::Zone;
use templates::pages::cabinet::{Caption, StepState, TrackStep};

use super::hour;
use crate::domain::application::Application;
use crate::domain::stage::{Ball, ClientStatus, StageCode};
use crate::present::words::application::phase;

/// The four captions that the client's program knows.
pub(super) fn captions(stage: StageCode) -> Vec<Caption> {
    let (status, note) = (stage.client_status(), phase(stage).unwrap_or_default());
    let at = if stage.ball() == Ball::Client { StepState::Mine } else { StepState::Now };
    let stands = |here: ClientStatus| match (status, here) {
        (status, here) if status == here => at,
        (ClientStatus::Approved | ClientStatus::Rejected, ClientStatus::Sent) => StepState::Done,
        (
            ClientStatus::Sent | ClientStatus::Approved | ClientStatus::Rejected,
            ClientStatus::Sent | ClientStatus::Approved | ClientStatus::Rejected,
        ) => StepState::Ahead,
    };
    let ahead = status == ClientStatus::Sent;
    let told = |here: ClientStatus, otherwise: &str| {
        let words = if status == here { note } else { otherwise };
        words.to_owned()
    };
    let caption = |label, note, state| Caption { label, note, state };
    vec![
        caption("Не отправлено", "черновик".to_owned(), StepState::Done),
        caption("Отправлено", told(ClientStatus::Sent, "вами"), stands(ClientStatus::Sent)),
        caption(
            "Одобрено",
            told(ClientStatus::Approved, if ahead { "впереди: подключение готово" } else { "" }),
            stands(ClientStatus::Approved),
        ),
        caption(
            "Отклонено",
            told(ClientStatus::Rejected, if ahead { "или так, с причиной" } else { "" }),
            stands(ClientStatus::Rejected),
        ),
    ]
}

/// The stages through which an application goes, one after the other.
const WAY: [StageCode; 5] = [
    StageCode::Received,
    StageCode::InReview,
    StageCode::Forwarded,
    StageCode::CertRequest,
    StageCode::Registering,
];

/// The steps of an open application; without a certificate request none is issued.
pub(super) fn track(application: &Application, zone: Zone, now: DateTime<Utc>) -> Vec<TrackStep> {
    let stage = application.stage.code();
    if !StageCode::OPEN.contains(&stage) {
        return Vec::new();
    }
    let at = if stage == StageCode::NeedsClient { StageCode::InReview } else { stage };
    let place = WAY.iter().position(|step| *step == at).unwrap_or_default();
    let way = WAY.iter().enumerate();
    let way = way.filter(|(_, step)| application.asked.requests > 0 || **step != StageCode::CertRequest);
    let sent = TrackStep {
        label: "Вы отправили заявление".to_owned(),
        when: zone.due(application.received_at, now).text(),
        state: StepState::Done,
    };
    let steps = way.map(|(index, step)| {
        let mark = match index.cmp(&place) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal if stage == StageCode::NeedsClient => StepState::Mine,
            std::cmp::Ordering::Equal => StepState::Now,
            std::cmp::Ordering::Greater => StepState::Ahead,
        };
        let shown = if mark == StepState::Mine { stage } else { *step };
        TrackStep { label: label(shown), when: when(application, shown, mark, zone, now), state: mark }
    });
    [sent].into_iter().chain(steps).collect()
}

fn label(stage: StageCode) -> String {
    let words = phase(stage).unwrap_or_default();
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// When a step began, or by when it is promised to be done.
fn when(
    application: &Application,
    step: StageCode,
    state: StepState,
    zone: Zone,
    now: DateTime<Utc>,
) -> String {
    match (state, step) {
        (StepState::Now | StepState::Mine, _) => hour(zone, application.stage_since, now, "с"),
        (StepState::Ahead, StageCode::InReview) => {
            format!("отправят оператору {}", hour(zone, application.deadlines.forward_by, now, "до"))
        }
        (StepState::Done | StepState::Ahead, _) => String::new(),
    }
}
