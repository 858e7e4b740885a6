//! What a client may begin, the drafts that wait, and the window for whoever has no account yet.

use templates::components::{Ask, AskedAnswer, Choice, Link};
use templates::format::Zone;
use templates::pages::cabinet::{CabinetAccountPage, DraftRow, DraftsPage, NewDraftPage};
use templates::paths;

use crate::domain::draft::{Draft, KEPT_FOR};
use crate::domain::form::FieldFaults;
use crate::domain::month::moscow_day;
use crate::domain::submission::ApplicationType;
use crate::operations::drafts::{CONNECT_FIRST, DraftStart};
use crate::present::people::errors;
use crate::present::portal::{FormState, captcha};
use crate::present::words::client;

/// What was asked for, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct NewDraft {
    /// The code of the kind.
    pub kind: String,
    /// The code of the organisation.
    pub organization: String,
    /// What is wrong.
    pub faults: FieldFaults,
    /// The token against forgery.
    pub csrf: String,
}

/// The name of the application that a client may begin: another one before anything is connected.
#[must_use]
pub fn name(connected: bool) -> &'static str {
    if connected {
        "Заявление на продление 1С-Отчетности или изменение реквизитов"
    } else {
        "Заявление на подключение к 1С-Отчетности"
    }
}

/// The page where an application is begun.
#[must_use]
pub fn new_draft(start: &DraftStart, asked: NewDraft) -> NewDraftPage {
    let refused = asked.faults.iter().any(|(_, words)| words == CONNECT_FIRST);
    NewDraftPage {
        heading: name(!start.organizations.is_empty()).to_owned(),
        asks: asks(start, &asked),
        waiting: (start.waiting > 0).then(|| waiting(start.waiting)),
        connect_first: (refused || (start.organizations.is_empty() && !start.connects)).then(|| Link {
            label: "Как подключить Интернет-поддержку".to_owned(),
            href: paths::portal_support(),
        }),
        errors: errors(asked.faults),
        csrf: asked.csrf,
    }
}

fn asks(start: &DraftStart, asked: &NewDraft) -> Vec<Ask> {
    let kinds: &[ApplicationType] = if start.organizations.is_empty() {
        &[ApplicationType::Connect]
    } else {
        &[ApplicationType::Renew, ApplicationType::Change, ApplicationType::Restore, ApplicationType::Connect]
    };
    let choice =
        |kind: &ApplicationType| Choice::new(kind.code(), client::kind(*kind)).meaning(meaning(*kind));
    let only = (kinds.len() == 1).then(|| ApplicationType::Connect.code().to_owned());
    let chosen = only.unwrap_or_else(|| asked.kind.clone());
    let mut asks = vec![Ask::new(
        "type",
        "Что нужно сделать",
        AskedAnswer::OneOf(kinds.iter().map(choice).collect(), chosen),
    )];
    let organizations: Vec<Choice> = start
        .organizations
        .iter()
        .map(|one| {
            let inn = format!("ИНН {}", one.requisites.inn);
            Choice::new(&one.subscriber_code, &one.requisites.short_name).meaning(inn)
        })
        .collect();
    if let [first, rest @ ..] = organizations.as_slice() {
        let chosen = if rest.is_empty() { first.value.clone() } else { asked.organization.clone() };
        asks.push(
            Ask::new("organization", "Организация", AskedAnswer::OneOf(organizations, chosen))
                .hint("Для подключения новой организации выбирать не нужно."),
        );
    }
    asks
}

const fn meaning(kind: ApplicationType) -> &'static str {
    match kind {
        ApplicationType::Connect => "первое заявление организации",
        ApplicationType::Renew => "новый срок лицензии, все уже заполнено",
        ApplicationType::Change => "реквизиты, направления, владельцы, пользователи",
        ApplicationType::Restore => "ключи или учетная запись утеряны",
    }
}

/// A link to the drafts that wait.
#[must_use]
pub fn waiting(number: u64) -> Link {
    Link { label: format!("Черновики: {number}"), href: paths::drafts() }
}

/// The drafts of a client.
#[must_use]
pub fn drafts(list: &[Draft], connected: bool, zone: Zone, csrf: String) -> DraftsPage {
    let row = |draft: &Draft| DraftRow {
        id: draft.id.to_string(),
        title: title(draft),
        saved: zone.moment(draft.updated_at),
        until: templates::format::date(moscow_day(draft.updated_at + KEPT_FOR)),
    };
    DraftsPage {
        rows: list.iter().map(row).collect(),
        start: Some(Link { label: name(connected).to_owned(), href: paths::new_draft() }),
        csrf,
    }
}

fn title(draft: &Draft) -> String {
    let kind = match draft.correction {
        Some(correction) => format!("Исправление заявления №\u{a0}{}", correction.application),
        None => client::kind(draft.kind).to_owned(),
    };
    let typed = &draft.answers.organization;
    let whose = if typed.short_name.trim().is_empty() { &typed.inn } else { &typed.short_name };
    if whose.trim().is_empty() { kind } else { format!("{kind}: {}", whose.trim()) }
}

/// The window «Доступ к личному кабинету 1С-Отчетность».
#[must_use]
pub fn account(email: String, accepted: [bool; 2], returned: FormState) -> CabinetAccountPage {
    let [agreement, personal_data] = accepted;
    CabinetAccountPage {
        email,
        agreement,
        personal_data,
        captcha: captcha(returned.captcha),
        errors: errors(returned.faults),
        csrf: returned.csrf,
    }
}
