//! The queue: tabs, filters and rows; the URL holds its whole state.

pub mod bulk;
mod saved;
mod selection;

use templates::components::{
    Empty, Onlooker, Pager, RowTotal, SortDirection, SortHeading, Tab as TabLink, Tone,
};
use templates::format::{Zone, counted, nouns};
use templates::pages::partner::{Mode, QueueLive, QueuePage, QueueRow, RowAction, Sorting};
use templates::paths;

pub use bulk::TypedBulk;
pub use saved::TypedFilter;
use selection::filters;
pub use selection::{Selection, origin, unknown};

use super::application::verbs;
use super::calendar::missing_years;
use super::onlookers::onlooker;
use super::outage::outage;
use super::paging::ListPage;
use super::words;
use super::words::application::{due, status};
use super::words::people::short_name;
use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::domain::queue::{QueueOrder, Tab};
use crate::domain::stage::{Ball, Verb};
use crate::operations::{Desk, queue};
use crate::policy::Permission;

/// The same page with a refused form of a saved filter.
#[must_use]
pub fn page_with(page: QueuePage, found: &queue::QueuePage, typed: &TypedFilter) -> QueuePage {
    let saved = saved::saved(found, &origin(&typed.query), Some(typed), &page.csrf);
    QueuePage { saved, ..page }
}

/// The page of the queue.
#[must_use]
pub fn page(
    desk: &Desk,
    found: &queue::QueuePage,
    selection: &Selection,
    csrf: String,
    zone: Zone,
) -> QueuePage {
    let rows: Vec<QueueRow> =
        found.rows.iter().map(|application| row(desk, found, selection, application, zone)).collect();
    QueuePage {
        sorting: sorting(found, selection),
        live: live(
            &found.counts,
            0,
            selection,
            found.tab.moves().then(|| found.newest.unwrap_or(ApplicationNumber(0))),
        ),
        filters: filters(found, selection),
        saved: saved::saved(found, selection, None, &csrf),
        outage: outage(found.outage, desk.now(), zone),
        calendar: missing_years(desk, found.rows.iter().filter_map(due).map(|(_, day)| day)),
        pager: pager(found, selection, rows.len()),
        empty: empty(selection),
        rows,
        bulk: bulk::bar(desk, selection.carried()),
        csrf,
    }
}

/// The tabs with their counts, and how many applications arrived above the highest number that was shown; what has no such
/// number does not poll.
#[must_use]
pub fn live(
    counts: &[(Tab, Option<u64>)],
    arrived: u64,
    selection: &Selection,
    since: Option<ApplicationNumber>,
) -> QueueLive {
    let shown = since.map(|since| since.to_string());
    let poll = shown.map(|since| {
        paths::with_query(&paths::arrivals(), &[("since", &since), ("from", &selection.carried())])
    });
    let in_work = counts.iter().find(|(tab, _)| *tab == Tab::InWork).and_then(|(_, count)| *count);
    QueueLive {
        in_work: in_work.filter(|_| !selection.is_narrowed()),
        tabs: counts.iter().map(|(tab, count)| tab_link(*tab, *count, selection)).collect(),
        arrived,
        list: selection.with("after", ""),
        poll,
    }
}

fn tab_link(tab: Tab, count: Option<u64>, selection: &Selection) -> TabLink {
    TabLink {
        label: words::tab(tab).to_owned(),
        href: selection.with("tab", tab.code()),
        count,
        current: selection.tab() == tab,
    }
}

/// The headings by which the list is ordered: the number tells the order of receipt.
fn sorting(found: &queue::QueuePage, selection: &Selection) -> Sorting {
    let heading = |label: &str, orders: &[QueueOrder]| {
        let at = orders.iter().position(|order| *order == found.order);
        let next = at.map_or(0, |at| (at + 1) % orders.len());
        SortHeading {
            label: label.to_owned(),
            href: selection.with("sort", orders[next].code()),
            sorted: at.map(|_| direction(found.order)),
        }
    };
    Sorting {
        number: heading("№ · получено", &[QueueOrder::Newest, QueueOrder::Oldest]),
        due: found.tab.has_deadlines().then(|| heading("Срок", &[QueueOrder::Deadline])),
    }
}

const fn direction(order: QueueOrder) -> SortDirection {
    match order {
        QueueOrder::Deadline | QueueOrder::Oldest => SortDirection::Up,
        QueueOrder::Newest => SortDirection::Down,
    }
}

fn pager(found: &queue::QueuePage, selection: &Selection, shown: usize) -> Pager {
    let counted = found.counts.iter().find(|(tab, _)| *tab == found.tab).and_then(|(_, count)| *count);
    let page = ListPage {
        trail: selection.trail(),
        size: queue::PAGE,
        shown,
        total: counted.map_or(RowTotal::Unknown, RowTotal::Exactly),
        next: found.next.as_ref().map(selection::written),
    };
    page.pager(Some(words::queue_order(found.order)), |after| selection.page_at(after))
}

fn empty(selection: &Selection) -> Empty {
    let (reason, advice) = if selection.is_narrowed() {
        ("Под отбор не подошло ни одно заявление.", "Уберите часть условий или сбросьте отбор.")
    } else {
        match selection.tab() {
            Tab::New => {
                ("Новых заявлений нет.", "Они появятся здесь, как только клиент отправит заявление из 1С.")
            }
            Tab::Mine => ("За вами нет заявлений.", "Возьмите заявление во вкладке «Новые»."),
            Tab::InWork => {
                ("В работе нет заявлений.", "Новые появятся, как только клиент отправит заявление из 1С.")
            }
            Tab::Returned => ("Возвращенных заявлений нет.", "Ни один клиент не исправляет заявление."),
            Tab::OnHold => {
                ("Отложенных заявлений нет.", "Отложенное само вернется в работу в назначенный день.")
            }
            Tab::AtOperator => {
                ("У оператора нет заявлений.", "Здесь видно все, что отправлено и еще не одобрено.")
            }
            Tab::Attention => ("Ничего не застряло.", "Сюда попадает то, с чем не справилась автоматика."),
            Tab::Late => ("Просроченных заявлений нет.", "Все сроки соблюдены."),
            Tab::Finished => ("Завершенных заявлений еще нет.", "Одобренные и отклоненные собираются здесь."),
        }
    };
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

fn row(
    desk: &Desk,
    found: &queue::QueuePage,
    selection: &Selection,
    application: &Application,
    zone: Zone,
) -> QueueRow {
    let asked = &application.asked;
    let stage = application.stage.code();
    let number = application.number.to_string();
    QueueRow {
        href: selection.card(&number),
        organization: asked.organization_name.clone(),
        inn: asked.inn.clone(),
        kpp: Some(asked.kpp.clone()).filter(|kpp| !kpp.is_empty()),
        kind: words::kind(asked.kind).to_owned(),
        mode: mode(application),
        status: status(application),
        received: zone.moment(application.received_at),
        since: zone.since(application.stage_since, desk.now()),
        waiting_for: words::ball(stage.ball()).to_owned(),
        ended: (stage.ball() == Ball::Nobody)
            .then(|| application.stage_since.with_timezone(&zone.offset).date_naive()),
        nudged: application.nudged().map(|at| zone.since(at, desk.now())),
        reviewer: application
            .stage
            .reviewer()
            .and_then(|person| found.names.get(&person))
            .map(|name| short_name(name)),
        gone: found.people.iter().any(|one| one.disabled && application.stage.reviewer() == Some(one.id)),
        due: due(application).map(|(_, by)| zone.due(by, desk.now())),
        onlookers: onlookers(found, application),
        action: take(desk, selection, application),
        number,
    }
}

fn onlookers(found: &queue::QueuePage, application: &Application) -> Vec<Onlooker> {
    let names = found.onlookers.get(&application.number);
    names.into_iter().flatten().map(|name| onlooker(name)).collect()
}

/// The verb that the list offers directly: taking.
fn take(desk: &Desk, selection: &Selection, application: &Application) -> Option<RowAction> {
    let open = application.stage.code().verbs().contains(&Verb::Take);
    (open && desk.allows(Permission::Take)).then(|| RowAction {
        label: "Взять".to_owned(),
        action: (verbs::TAKE.address)(&application.number.to_string()),
        hidden: vec![
            ("version".to_owned(), application.version.to_string()),
            ("stay".to_owned(), "list".to_owned()),
            ("from".to_owned(), selection.carried()),
        ],
    })
}

/// The multi-user mode, with a note about the client's list.
fn mode(application: &Application) -> Option<Mode> {
    let (asked, parameters) = (&application.asked, &application.parameters);
    if !parameters.enabled {
        let dropped = asked.multi_user.then(|| "заявлен, выключен партнером".to_owned());
        return dropped.map(|note| Mode {
            label: "выключен".to_owned(),
            note: Some(note),
            tone: Tone::Quiet,
        });
    }
    let users = usize::try_from(asked.users).unwrap_or(usize::MAX);
    let fits = parameters.tier.is_some_and(|tier| tier.holds(users));
    let mine = application.stage.code().ball() == Ball::Partner;
    Some(Mode {
        label: parameters.tier.map_or("вид не выбран", words::short_tier).to_owned(),
        note: Some(if asked.users == 0 {
            "список пуст".to_owned()
        } else {
            counted(asked.users.into(), nouns::USER)
        }),
        tone: if fits || !mine { Tone::Quiet } else { Tone::Work },
    })
}
