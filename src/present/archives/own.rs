//! «Мои запросы»: each request in words.

use chrono::{DateTime, Utc};
use templates::components::{Empty, Link, RowTotal};
use templates::format::{Zone, date};
use templates::pages::cabinet::{OwnArchiveRow, OwnArchivesPage, Refresh};
use templates::paths;

use super::{contents, disowned};
use crate::domain::archive::{ArchiveKind, ArchiveRequest, ArchiveStage};
use crate::operations::archives::{OwnArchive, OwnArchives, PAGE};
use crate::present::paging::ListPage;
use crate::present::words::archives as words;

/// The requests.
#[must_use]
pub fn own(found: &OwnArchives, trail: &str, now: DateTime<Utc>) -> OwnArchivesPage {
    let address = |after: &str| paths::with_query(&paths::own_archives(), &[("after", after)]);
    let page = ListPage {
        trail,
        size: PAGE,
        shown: found.rows.len(),
        total: RowTotal::Exactly(found.total),
        next: found.next.map(|next| next.to_string()),
    };
    let zone = found.rows.first().map_or_else(Zone::moscow, |own| Zone { offset: own.partner.zone() });
    let (since, moves) = (found.version.to_string(), found.rows.iter().any(|own| moves(&own.archive)));
    OwnArchivesPage {
        rows: found.rows.iter().map(|own| row(own, found.several, now)).collect(),
        pager: page.pager(Some("новые сверху"), address),
        empty: found.closed.as_ref().map_or_else(none_yet, disowned),
        refresh: Refresh {
            words: Vec::new(),
            at: zone.moment(now),
            follows: moves.then(|| paths::with_query(&paths::archive_changes(), &[("since", &since)])),
        },
        address: address(trail),
        support: found.support.clone(),
    }
}

fn none_yet() -> Empty {
    Empty {
        reason: "Запросов еще нет.".to_owned(),
        advice: "Запросите архив: он соберется и придет письмом.".to_owned(),
        link: Some(Link {
            label: words::kind(ArchiveKind::Closing).to_owned(),
            href: paths::new_archive(ArchiveKind::Closing.code()),
        }),
    }
}

/// Whether something will happen to it without the client.
fn moves(archive: &ArchiveRequest) -> bool {
    archive.owes().is_some() || archive.waits_for_check() || archive.awaits_print()
}

fn row(own: &OwnArchive, several: bool, now: DateTime<Utc>) -> OwnArchiveRow {
    let (archive, zone) = (&own.archive, Zone { offset: own.partner.zone() });
    let how = if archive.subscription.is_some() { words::MONTHLY } else { "запрошено" };
    let asked =
        format!("{} · {how} {}", words::period(&archive.period), zone.moment(archive.asked_at).text());
    let kept = archive.file(now).ok();
    OwnArchiveRow {
        number: archive.id.to_string(),
        kind: words::kind(archive.kind).to_owned(),
        about: if several { format!("{} · {asked}", own.organization) } else { asked },
        state: words::state(&archive.stage),
        said: said(own, zone, now),
        more: more(archive, zone, now),
        kept: kept
            .map(|file| if file.is_act { "Скачать акт" } else { "Скачать архив" }.to_owned()),
        act: act(archive),
    }
}

/// What is said of a request; the texts are those of the former cabinet.
fn said(own: &OwnArchive, zone: Zone, now: DateTime<Utc>) -> String {
    let archive = &own.archive;
    if archive.kind.is_checked()
        && let Some(said) = said_of_act(own, zone, now)
    {
        return said;
    }
    let to = &archive.email;
    match &archive.stage {
        ArchiveStage::Checking | ArchiveStage::Declined { .. } => String::new(),
        ArchiveStage::Confirming => format!(
            "Адрес {to} новый: на него отправлена ссылка. Откройте ее, и архив придет на этот адрес. Пока адрес не \
             подтвержден, документы не отправляются."
        ),
        ArchiveStage::Processing => {
            format!("Окно можно закрыть: архив придет на {to}, ход виден в «Мои запросы»")
        }
        ArchiveStage::AwaitingStore => {
            "Сервис 1С временно недоступен. Запрос не потерян: повторим сами и пришлем архив, как только сервис ответит."
                .to_owned()
        }
        ArchiveStage::Sent => format!("документы отправлены на электронную почту {to}"),
        ArchiveStage::Ready { .. } => {
            format!("Архив больше 10\u{a0}МБ, поэтому на почту {to} ушла ссылка.")
        }
        ArchiveStage::Deferred { words: said, next_try } => {
            let next = words::next_try(*next_try, zone, now);
            format!("Письмо на {to} пока не принято. {said}. {next}, будем пробовать двое суток.")
        }
        ArchiveStage::Bounced { words } => format!("Письмо на {to} не дошло. {words}."),
        ArchiveStage::Nothing => words::NOTHING.to_owned(),
    }
}

/// What is said of an act where it differs from an archive.
fn said_of_act(own: &OwnArchive, zone: Zone, now: DateTime<Utc>) -> Option<String> {
    let (archive, to) = (&own.archive, &own.archive.email);
    Some(match &archive.stage {
        ArchiveStage::Checking => checking(own, zone, now),
        ArchiveStage::Declined { words } => format!("{} не отправит акт: {words}", own.partner.name),
        ArchiveStage::Confirming => format!(
            "Адрес {to} новый: на него отправлена ссылка. Откройте ее, и акт примут к проверке: срок считается с этого \
             времени. Пока адрес не подтвержден, документы не отправляются."
        ),
        ArchiveStage::Processing => {
            format!("Акт проверен. Окно можно закрыть: акт придет на {to}, ход виден в «Мои запросы»")
        }
        ArchiveStage::AwaitingStore if archive.awaits_print() => {
            "Акт проверен, но печать документов временно недоступна. Запрос не потерян: повторим сами и пришлем акт."
                .to_owned()
        }
        ArchiveStage::AwaitingStore => {
            "Сервис 1С временно недоступен. Запрос не потерян: повторим сами и пришлем акт, как только сервис ответит."
                .to_owned()
        }
        ArchiveStage::Ready { .. } => format!("Акт больше 10\u{a0}МБ, поэтому на почту {to} ушла ссылка."),
        ArchiveStage::Sent
        | ArchiveStage::Deferred { .. }
        | ArchiveStage::Bounced { .. }
        | ArchiveStage::Nothing => return None,
    })
}

/// Who checks an act, and by when it comes.
fn checking(own: &OwnArchive, zone: Zone, now: DateTime<Utc>) -> String {
    let (to, partner) = (&own.archive.email, &own.partner.name);
    let promised = own.archive.act.promised_at.map(|at| words::promised(at, zone, now)).unwrap_or_default();
    if own.archive.is_overdue(now) {
        return format!(
            "Проверяет сотрудник {partner}. Обещали {promised}, акт задерживается: он придет на {to}, как только его проверят."
        );
    }
    format!("Проверяет сотрудник {partner}. Придет на {to} {promised}.")
}

/// More of it: when the mail server took the letter, and how long the file is kept.
fn more(archive: &ArchiveRequest, zone: Zone, now: DateTime<Utc>) -> String {
    let Some(gathered) = &archive.gathered else { return String::new() };
    let mut parts = Vec::new();
    let moved = zone.moment(archive.moved_at).text();
    match &archive.stage {
        ArchiveStage::Sent => parts.push(words::taken(&moved)),
        ArchiveStage::Ready { downloads } => {
            parts.push(words::left(*downloads));
        }
        ArchiveStage::Confirming
        | ArchiveStage::Checking
        | ArchiveStage::Declined { .. }
        | ArchiveStage::Processing
        | ArchiveStage::AwaitingStore
        | ArchiveStage::Deferred { .. }
        | ArchiveStage::Bounced { .. }
        | ArchiveStage::Nothing => {}
    }
    let until = date(gathered.until.with_timezone(&zone.offset).date_naive());
    let kept = if archive.file(now).is_ok() {
        format!("хранится до {until}")
    } else {
        "больше не хранится".to_owned()
    };
    parts.push(format!("{}, {kept}", contents(gathered)));
    parts.join(" ")
}

fn act(archive: &ArchiveRequest) -> Option<Link> {
    match &archive.stage {
        ArchiveStage::Bounced { .. } => Some(Link {
            label: "Отправить на другой адрес".to_owned(),
            href: paths::archive_address(&archive.id.to_string()),
        }),
        ArchiveStage::Declined { .. } => {
            Some(Link { label: "Задать вопрос".to_owned(), href: paths::new_question() })
        }
        ArchiveStage::Nothing => Some(Link {
            label: "Выбрать другой период".to_owned(),
            href: paths::new_archive(archive.kind.code()),
        }),
        ArchiveStage::Confirming
        | ArchiveStage::Checking
        | ArchiveStage::Processing
        | ArchiveStage::AwaitingStore
        | ArchiveStage::Sent
        | ArchiveStage::Ready { .. }
        | ArchiveStage::Deferred { .. } => None,
    }
}
