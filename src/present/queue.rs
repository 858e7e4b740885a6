//! The queue: tabs, filters and rows; the URL holds its whole state.

pub mod bulk;
mod saved;
mod selection;

use templates::components::{Empty, Onlooker, Pager, Tab as TabLink, Tone};
use templates::format::{Zone, counted, nouns};
use templates::pages::partner::{Mode, QueuePage, QueueRow, RowAction};
use templates::paths;

pub use bulk::TypedBulk;
pub use saved::TypedFilter;
use selection::filters;
pub use selection::{Selection, origin};

use super::application::verbs;
use super::calendar::missing_years;
use super::onlookers::onlooker;
use super::outage::outage;
use super::words;
use super::words::application::{due, status};
use super::words::people::short_name;
use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::domain::queue::Tab;
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
        tabs: found.counts.iter().map(|(tab, count)| tab_link(*tab, *count, selection)).collect(),
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

fn tab_link(tab: Tab, count: Option<u64>, selection: &Selection) -> TabLink {
    TabLink {
        label: words::tab(tab).to_owned(),
        href: selection.with("tab", tab.code()),
        count,
        current: selection.tab() == tab,
    }
}

fn pager(found: &queue::QueuePage, selection: &Selection, shown: usize) -> Pager {
    let shown = u64::try_from(shown).unwrap_or_default();
    let counted = found.counts.iter().find(|(tab, _)| *tab == found.tab).and_then(|(_, count)| *count);
    let continued = |after: ApplicationNumber| {
        let after = after.to_string();
        let pairs = selection.pairs();
        let pairs: Vec<(&str, &str)> = pairs.iter().copied().chain([("after", after.as_str())]).collect();
        paths::with_query(&paths::queue(), &pairs)
    };
    Pager {
        shown,
        total: counted.unwrap_or(shown),
        more: false,
        note: Some("новые сверху".to_owned()),
        start: selection.after().map(|_| selection.with("after", "")),
        next: found.next.map(continued),
    }
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
        since: zone.since(application.stage_since, desk.now()),
        waiting_for: words::ball(stage.ball()).to_owned(),
        nudged: application.nudged().map(|at| zone.since(at, desk.now())),
        reviewer: application
            .stage
            .reviewer()
            .and_then(|person| found.names.get(&person))
            .map(|name| short_name(name)),
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
        return dropped.map(|note| Mode { label: "Нет".to_owned(), note: Some(note), tone: Tone::Quiet });
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
