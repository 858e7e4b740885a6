//! The client's cabinet: the client's applications, and who must act on each since when.

mod advice;
mod application;
mod track;

use chrono::{DateTime, NaiveDate, Utc};
use templates::components::{Badge, Empty, Link, RowTotal, Tone};
use templates::format::{NBSP, Zone};
use templates::pages::cabinet::{AccountingDoor, CabinetEnding, CabinetPage, CabinetRow};
use templates::paths;

pub use application::application;

use super::paging::ListPage;
use super::words::application::phase;
use super::words::{self, client};
use super::{drafts, expiring};
use crate::domain::application::Application;
use crate::domain::archive::ArchiveKind;
use crate::domain::expiry::days_left;
use crate::domain::organization::Organization;
use crate::domain::stage::ClientStatus;
use crate::operations::cabinet::{OwnList, PAGE};
use crate::operations::expiry::{EndingOrganization, OwnEndings};

/// An instant with a word before its hour: «сегодня до 14:20», «завтра с 10:00».
fn hour(zone: Zone, at: DateTime<Utc>, now: DateTime<Utc>, word: &str) -> String {
    let text = zone.due(at, now).text();
    text.rsplit_once(NBSP).map_or_else(|| text.clone(), |(day, clock)| format!("{day} {word} {clock}"))
}

/// The zone in which a client reads of an application: that of the organisation's region.
pub(super) fn zone(application: &Application) -> Zone {
    Zone { offset: application.asked.region.zone() }
}

/// The client's applications.
#[must_use]
pub fn list(
    organizations: &[Organization],
    own: &OwnList,
    endings: &OwnEndings,
    waiting: u64,
    trail: &str,
) -> CabinetPage {
    let several = organizations.len() > 1;
    let page = ListPage {
        trail,
        size: PAGE,
        shown: own.rows.len(),
        total: RowTotal::Exactly(own.total),
        next: own.next.map(|last| last.to_string()),
    };
    CabinetPage {
        organization: greeted(organizations),
        disowning: None,
        closed: String::new(),
        start: Some(Link {
            label: drafts::name(!organizations.is_empty()).to_owned(),
            href: paths::new_draft(),
        }),
        endings: endings.rows.iter().map(|found| ending(found, endings.today)).collect(),
        more_endings: match endings.more {
            0 => String::new(),
            more => format!("Еще организаций, у которых скоро конец срока: {more}"),
        },
        drafts: (waiting > 0).then(|| drafts::waiting(waiting)),
        rows: own.rows.iter().map(|application| row(application, several)).collect(),
        pager: page.pager(Some("новые сверху"), |after| {
            paths::with_query(&paths::cabinet(), &[("after", after)])
        }),
        accounting: accounting(),
        empty: if organizations.is_empty() {
            of_nobody()
        } else {
            Empty {
                reason: "Заявлений еще нет.".to_owned(),
                advice: format!(
                    "Заполните заявление здесь или отправьте из программы: {}.",
                    client::IN_PROGRAM
                ),
                link: Some(Link {
                    label: "Обновить статус".to_owned(), href: paths::cabinet()
                }),
            }
        },
    }
}

/// Where a client says that an organisation is not theirs; nothing where no open one is left.
#[must_use]
pub fn disowning(open: &[Organization]) -> Option<Link> {
    let label = "Это не моя организация".to_owned();
    (!open.is_empty()).then(|| Link { label, href: paths::disowning() })
}

/// The organisations that the client disowned, in words.
#[must_use]
pub fn closed(organizations: &[Organization]) -> String {
    let names: Vec<&str> = organizations.iter().map(|one| one.requisites.short_name.as_str()).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(
        "Вы сообщили, что это не ваша организация: {}. Документы для вас закрыты, обслуживающая организация разбирается.",
        names.join(", ")
    )
}

/// The block «Для бухгалтерии».
fn accounting() -> Vec<AccountingDoor> {
    let door = |label: &str, note: &str, href: String| AccountingDoor {
        link: Link { label: label.to_owned(), href },
        note: note.to_owned(),
    };
    let archive = |kind: ArchiveKind, note: &str| {
        door(words::archives::kind(kind), note, paths::new_archive(kind.code()))
    };
    vec![
        archive(ArchiveKind::Invoices, "Счета за период, одним архивом на почту"),
        archive(ArchiveKind::Closing, "Акты и УПД за период, одним архивом на почту"),
        archive(
            ArchiveKind::Package,
            "Все за период: счета, акты, УПД и акты сверки, одним архивом на почту",
        ),
        door(
            "Заказать акт сверки",
            "Проверит сотрудник, срок виден сразу",
            paths::new_archive(ArchiveKind::Reconciliation.code()),
        ),
        door(
            "Присылать закрывающие документы каждый месяц",
            "Сами, на пятый рабочий день, пока вы это не отключите",
            paths::subscriptions(),
        ),
        door("Мои запросы", "Состояние запрошенных архивов и актов", paths::own_archives()),
        door("Задать вопрос", "Ответит обслуживающая организация, письмом и здесь", paths::new_question()),
    ]
}

/// What ends of an organisation: its products and certificates with their last days, the next one in front.
fn ending(found: &EndingOrganization, today: NaiveDate) -> CabinetEnding {
    let day = found.next_end(today).unwrap_or(today);
    let code = &found.organization.subscriber_code;
    CabinetEnding {
        organization: found.organization.requisites.short_name.clone(),
        left: expiring::left(days_left(day, today)),
        endings: found.endings.iter().map(expiring::ending).collect(),
        act: match found.renewal {
            Some(number) => Link {
                label: format!("Заявление на продление, №\u{a0}{number}"),
                href: paths::cabinet_application(&number.to_string()),
            },
            None => Link { label: "Продлить".to_owned(), href: paths::renewal(code) },
        },
    }
}

/// The page of a client without an organisation.
fn of_nobody() -> Empty {
    Empty {
        reason: "Заявлений пока нет.".to_owned(),
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

fn row(application: &Application, several: bool) -> CabinetRow {
    let stage = application.stage.code();
    let kind = client::kind(application.asked.kind);
    CabinetRow {
        number: application.number.to_string(),
        kind: if several {
            format!("{} · {kind}", application.asked.organization_name)
        } else {
            kind.to_owned()
        },
        sent: zone(application).moment(application.received_at),
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
