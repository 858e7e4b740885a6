//! The journal as people read it, the same for the page, the card and the file.

mod asked;
mod details;
mod matter;

pub use asked::JournalAsked;

use templates::components::{Cell, Empty, Link, Listing, ListingRow, Pager};
use templates::format::Zone;
use templates::pages::JournalPage;
use templates::paths;

use super::exports::{self, JournalLine};
use super::paging::{self, ListPage};
use super::words;
use crate::domain::form::FieldFaults;
use crate::domain::role::Role;
use crate::operations::Desk;
use crate::operations::journal::{Journal, KnownNames, PAGE};
use crate::store::audit::{AuditSubject, Entry};

/// The page of a house's journal.
#[must_use]
pub fn page(
    desk: &Desk,
    journal: &Journal,
    asked: &JournalAsked,
    zone: Zone,
    faults: &FieldFaults,
) -> JournalPage {
    let of_operator = desk.partner().is_none();
    let empty = if faults.is_empty() { nothing(asked) } else { refused() };
    let listing = listing(desk, journal, zone, empty);
    let file = (!listing.rows.is_empty())
        .then(|| Link { label: "Скачать CSV".to_owned(), href: asked.file(of_operator) });
    JournalPage {
        house: if of_operator { "Оператор" } else { "Партнер" }.to_owned(),
        lead: lead(of_operator).to_owned(),
        filters: asked.filters(desk, journal, faults),
        pager: pager(journal, asked, |after| asked.page_at(of_operator, after)),
        listing,
        file,
    }
}

const fn lead(of_operator: bool) -> &'static str {
    if of_operator {
        "Что сделано с настройками, ценами, партнерами и сотрудниками оператора, и что искала линия поддержки. \
         Действия с заявлениями и сверкой стоят в журналах партнеров."
    } else {
        "Кто и что сделал у вас, и кто из линии поддержки открывал ваших клиентов и зачем. Записи нельзя изменить \
         или удалить."
    }
}

/// The entries about one organisation, for its card.
#[must_use]
pub fn of_organization(
    desk: &Desk,
    journal: &Journal,
    asked: &JournalAsked,
    address: &str,
    zone: Zone,
) -> (Listing, Pager) {
    let empty = Empty {
        reason: "Записей еще нет.".to_owned(),
        advice: "Здесь будет видно, кто работал с заявлениями и кто открывал карточку.".to_owned(),
        link: None,
    };
    let pager =
        pager(journal, asked, |after| paths::with_query(address, &[("tab", "history"), ("after", after)]));
    (listing(desk, journal, zone, empty), pager)
}

fn pager(journal: &Journal, asked: &JournalAsked, address: impl Fn(&str) -> String) -> Pager {
    let page = ListPage {
        trail: asked.trail(),
        size: PAGE,
        shown: journal.entries.len(),
        total: paging::capped(journal.total),
        next: journal.next.map(asked::written),
    };
    page.pager(Some("новые сверху"), address)
}

fn nothing(asked: &JournalAsked) -> Empty {
    if asked.is_narrowed() {
        return Empty {
            reason: "Таких записей нет.".to_owned(),
            advice: "Расширьте период или уберите часть отбора.".to_owned(),
            link: None,
        };
    }
    Empty {
        reason: "Записей еще нет.".to_owned(),
        advice: "Первая появится с первым действием.".to_owned(),
        link: None,
    }
}

/// The empty list for an invalid filter.
fn refused() -> Empty {
    Empty {
        reason: "Отбор не применен.".to_owned(),
        advice: "Исправьте отмеченное поле.".to_owned(),
        link: None,
    }
}

fn listing(desk: &Desk, journal: &Journal, zone: Zone, empty: Empty) -> Listing {
    let row = |entry: &Entry| {
        let told = ToldEntry::of(&journal.known, entry, zone);
        let matter = matter::of(&journal.known, &told.subject);
        let href = matter::address(desk, &journal.known, &told.subject);
        let about = Cell::noted(matter.text, matter.note);
        ListingRow {
            cells: vec![
                Cell::text(told.at),
                Cell::noted(told.who, told.role),
                Cell::noted(told.happened, told.detail),
                match href {
                    Some(href) => about.leading(href),
                    None => about,
                },
            ],
            act: None,
        }
    };
    Listing {
        caption: "Журнал".to_owned(),
        headings: ["Когда", "Кто", "Что произошло", "О чем"].map(str::to_owned).to_vec(),
        rows: journal.entries.iter().map(row).collect(),
        empty,
    }
}

/// The journal as a CSV file.
#[must_use]
pub fn file(journal: &Journal, zone: Zone) -> Vec<u8> {
    let line = |entry: &Entry| {
        let told = ToldEntry::of(&journal.known, entry, zone);
        let matter = matter::of(&journal.known, &told.subject);
        JournalLine {
            sequence: entry.sequence,
            at: entry.at.with_timezone(&zone.offset).format("%d.%m.%Y %H:%M:%S").to_string(),
            zone: zone.name(),
            who: told.who,
            role: told.role,
            happened: told.happened,
            detail: told.detail,
            matter: matter.text,
            whose: matter.note,
        }
    };
    let lines: Vec<JournalLine> = journal.entries.iter().map(line).collect();
    exports::journal_csv(&lines)
}

/// An entry in words.
struct ToldEntry {
    at: String,
    who: String,
    role: String,
    happened: String,
    detail: String,
    subject: AuditSubject,
}

impl ToldEntry {
    fn of(known: &KnownNames, entry: &Entry, zone: Zone) -> Self {
        let subject = AuditSubject::read(&entry.subject);
        Self {
            at: zone.moment(entry.at).text(),
            who: who(known, entry),
            role: entry.role.map(|role| words::role(role).to_owned()).unwrap_or_default(),
            happened: happened(&entry.verb),
            detail: details::of(known, entry, &subject, zone).unwrap_or_default(),
            subject,
        }
    }
}

/// The event in words; an unknown verb is shown as the audit names it.
fn happened(verb: &str) -> String {
    let said = words::event(verb);
    let said_at_the_beginning = words::capitalised(said);
    if said == words::UNKNOWN { format!("{said_at_the_beginning} ({verb})") } else { said_at_the_beginning }
}

/// Who acted: a person by name, a program by its login, the service by its own.
fn who(known: &KnownNames, entry: &Entry) -> String {
    if let Some(login) = entry.actor.strip_prefix("its:") {
        return format!("Логин {login}");
    }
    if entry.actor.starts_with("letter:") {
        return "Получатель письма".to_owned();
    }
    if matches!(entry.role, Some(Role::Worker | Role::Console)) {
        return "Регистратор".to_owned();
    }
    let named = |login: &'_ String| known.actors.get(login).unwrap_or(login).clone();
    words::standing_in::beside(&named(&entry.actor), entry.instead_of.as_ref().map(named).as_deref())
}
