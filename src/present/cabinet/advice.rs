//! What the client is told to do at each stage of an application.

use chrono::{DateTime, Utc};
use templates::components::{Notice, NoticeTone};
use templates::format::Zone;
use templates::pages::cabinet::{Advice, InProgram};

use super::hour;
use crate::domain::application::Application;
use crate::domain::reason::PLACEHOLDER;
use crate::domain::stage::{Reason, Stage, StageCode};
use crate::operations::cabinet::OwnApplication;
use crate::present::words::client;

const DO: &str = "Что сделать сейчас";

/// What is wrong, what to do about it, and what the employee says.
pub(super) fn advice(own: &OwnApplication, zone: Zone) -> Vec<Advice> {
    let only = |text: &str| vec![part(DO, text)];
    match &own.application.stage {
        Stage::Received | Stage::InReview { .. } => only(client::CONTACT_THE_PARTNER),
        Stage::NeedsClient { reason, expires_at, .. } => {
            let until = zone.moment(*expires_at).text();
            let mend = format!("Исправьте заявление здесь или в программе и отправьте снова до {until}.");
            because(own, reason, &mend)
        }
        Stage::Rejected { reason, .. } => {
            because(own, reason, "При необходимости отправьте новое заявление.")
        }
        Stage::Forwarded { .. } | Stage::CertRequest { .. } | Stage::Registering { .. } => {
            only("От вас ничего не нужно.")
        }
        Stage::Approved { .. } => {
            only("Откройте программу и обновите состояние заявления: она завершит настройку сама.")
        }
        Stage::Completed { .. } => only("От вас ничего не нужно: можно отправлять отчетность."),
        Stage::Withdrawn | Stage::Expired => only("При необходимости отправьте новое заявление."),
    }
}

/// How a returned application is mended in the client's program.
pub(super) fn in_program(own: &OwnApplication, zone: Zone) -> Option<InProgram> {
    let Stage::NeedsClient { reason, expires_at, .. } = &own.application.stage else { return None };
    let number = own.application.number;
    let organization = &own.application.asked.organization_name;
    let canned = own.canned.as_ref().filter(|canned| reason.text.starts_with(&canned.read_by(organization)));
    let remedy = canned.map(|canned| canned.fix_step.replace(PLACEHOLDER, organization));
    let remedy = remedy.filter(|step| !step.is_empty());
    let until = zone.moment(*expires_at).text();
    let steps = [
        format!("Откройте в программе: {}. Найдите заявление №\u{a0}{number}.", client::IN_PROGRAM),
        remedy.unwrap_or_else(|| "Исправьте то, о чем сказано выше.".to_owned()),
        format!("Отправьте заявление снова до {until}. Номер останется прежним."),
        "Вернитесь на эту страницу: здесь будет видно, что исправления получены.".to_owned(),
    ];
    Some(InProgram { steps: steps.to_vec(), article: "returned" })
}

/// Whether the client is to contact the partner: nothing moves before it forwards the application.
pub(super) const fn calls(stage: StageCode) -> bool {
    matches!(stage, StageCode::Received | StageCode::InReview)
}

fn part(title: &'static str, text: &str) -> Advice {
    Advice { title, paragraphs: vec![text.to_owned()], steps: false, said_by: None }
}

/// A reason in three parts: what is wrong, what to do, and the employee's own words. One whose wording is not known any more
/// stands as it was given.
fn because(own: &OwnApplication, reason: &Reason, then: &str) -> Vec<Advice> {
    let organization = &own.application.asked.organization_name;
    let filled = |text: &str| text.replace(PLACEHOLDER, organization);
    let given = own.canned.as_ref().and_then(|canned| {
        let words = reason.text.strip_prefix(&canned.read_by(organization))?.trim();
        Some((filled(&canned.text), filled(&canned.fix_step), words.to_owned()))
    });
    let (wrong, remedy, words) = given.unwrap_or_else(|| (reason.text.clone(), String::new(), String::new()));
    let wrong = (!wrong.is_empty()).then(|| part("Что не так", &wrong));
    let remedy = [remedy, then.to_owned()].into_iter().filter(|text| !text.is_empty()).collect();
    let remedy = Advice { title: DO, paragraphs: remedy, steps: true, said_by: None };
    let words = (!words.is_empty()).then(|| Advice {
        said_by: Some(own.partner.name.clone()),
        ..part("Комментарий сотрудника", &words)
    });
    wrong.into_iter().chain([remedy]).chain(words).collect()
}

/// What stands beneath the verb: that the partner knows already, and when it may be told again.
pub(super) fn verb_note(own: &OwnApplication, zone: Zone, now: DateTime<Utc>) -> Option<String> {
    let application = &own.application;
    if !calls(application.stage.code()) {
        return None;
    }
    let name = &own.partner.name;
    let Some((at, again)) = application.nudged_at.zip(application.nudged_until(now)) else {
        return Some(format!(
            "{name} уже получила письмо о заявлении. Если хотите поторопить, сообщите: сотрудники увидят это в очереди. \
             Сообщать можно раз в сутки."
        ));
    };
    let (at, again) = (hour(zone, at, now, "в"), hour(zone, again, now, "с"));
    Some(format!(
        "Вы сообщили о заявлении: {at}, сотрудники {name} это видят. Снова можно {again}, а сейчас лучше позвонить."
    ))
}

/// The notice about the present stage.
pub(super) fn notice(application: &Application) -> Option<Notice> {
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
