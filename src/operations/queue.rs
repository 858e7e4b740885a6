//! The queue of applications: tabs with counts, filters, pages.

use std::collections::HashMap;

use super::circuit::{self, Outage};
use super::presence::{self, Onlookers};
use super::{Desk, Failure, saved_filters};
use crate::domain::application::{Application, Due};
use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::queue::{QueueFilter, QueueOrder, QueuePlace, QueueStretch, Tab};
use crate::domain::reason::CannedReason;
use crate::policy::Permission;
use crate::store::queue::QueuePerson;
use crate::store::saved_filters::SavedFilter;
use crate::store::{accounts, queue, reasons};

/// How many applications a page shows.
pub const PAGE: usize = 50;

/// The counts beside the places of a partner's desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeskCounts {
    /// How many applications are open: beside «Заявления».
    pub in_work: u64,
    /// How many questions wait for an answer: beside «Вопросы».
    pub questions: u64,
    /// How many reconciliation acts wait for a check: beside «Документы».
    pub acts: u64,
}

/// One page of the queue.
#[derive(Debug)]
pub struct QueuePage {
    /// The tab.
    pub tab: Tab,
    /// The tabs with their counts; «Завершены» has none, since it only grows.
    pub counts: Vec<(Tab, Option<u64>)>,
    /// What stands beside the places of the desk, if no filter is set.
    pub beside: Option<DeskCounts>,
    /// The order of the applications.
    pub order: QueueOrder,
    /// The applications.
    pub rows: Vec<Application>,
    /// The place after which the next page begins, if there is one.
    pub next: Option<QueuePlace>,
    /// The highest number in the tab; `None` where none is open.
    pub newest: Option<ApplicationNumber>,
    /// The names of the reviewers.
    pub names: HashMap<PersonId, String>,
    /// The colleagues who are viewing each application now.
    pub onlookers: Onlookers,
    /// The viewer's saved filters, each with whether the viewer may delete it.
    pub saved: Vec<(SavedFilter, bool)>,
    /// The people of the partner, and whoever else holds its open applications.
    pub people: Vec<QueuePerson>,
    /// The outage of the authority, if there is one.
    pub outage: Option<Outage>,
    /// The reasons for returning and rejecting, for filtering.
    pub reasons: Vec<CannedReason>,
}

/// A page of the queue: the applications of a tab that pass a filter, in an order, after a place.
pub async fn page(
    desk: &Desk,
    tab: Tab,
    filter: &QueueFilter,
    order: Option<QueueOrder>,
    after: Option<&QueuePlace>,
) -> Result<QueuePage, Failure> {
    desk.may(Permission::ViewApplication).await?;
    let (asked, order) = (asked(desk, tab, filter), tab.order(order));
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut rows = queue::page(desk.db(), desk.scope(), &asked, QueueStretch { order, after }, limit).await?;
    let next = rows.get(PAGE - 1).filter(|_| rows.len() > PAGE).map(place);
    rows.truncate(PAGE);
    let reviewers: Vec<PersonId> = rows.iter().filter_map(|row| row.stage.reviewer()).collect();
    let numbers: Vec<ApplicationNumber> = rows.iter().map(|row| row.number).collect();
    let people = match desk.partner() {
        Some(partner) => queue::people(desk.db(), partner).await?,
        None => Vec::new(),
    };
    let Live { counts, waiting, newest } = counts(desk, tab, filter).await?;
    let moving = counts.iter().find(|(tab, _)| *tab == Tab::InWork).and_then(|(_, count)| *count);
    Ok(QueuePage {
        tab,
        beside: moving
            .filter(|_| *filter == QueueFilter::default())
            .map(|in_work| DeskCounts { in_work, ..waiting }),
        counts,
        order,
        newest,
        rows,
        next,
        names: accounts::names(desk.db(), &reviewers).await?,
        onlookers: presence::onlookers(desk, &numbers).await?,
        saved: saved_filters::list(desk).await?,
        people,
        outage: circuit::outage(desk, desk.partner()).await?,
        reasons: reasons::current(desk.db()).await?,
    })
}

/// The viewer's next application in a part of the queue, if there is one; `left` is skipped.
pub async fn next(
    desk: &Desk,
    tab: Tab,
    filter: &QueueFilter,
    left: ApplicationNumber,
) -> Result<Option<ApplicationNumber>, Failure> {
    desk.may(Permission::ViewApplication).await?;
    Ok(queue::next(desk.db(), desk.scope(), &asked(desk, tab, filter), left).await?)
}

/// What stands beside the places of the desk.
pub async fn beside(desk: &Desk) -> Result<DeskCounts, Failure> {
    desk.may(Permission::ViewApplication).await?;
    let filter = QueueFilter::default();
    let asked = asked(desk, Tab::InWork, &filter);
    let counted = queue::counts(desk.db(), desk.scope(), &asked, &[Tab::InWork]).await?;
    Ok(DeskCounts { in_work: counted.tabs.iter().sum(), questions: counted.questions, acts: counted.acts })
}

/// What arrived since a page of the queue was shown.
#[derive(Debug)]
pub struct Arrivals {
    /// The tabs with their counts.
    pub counts: Vec<(Tab, Option<u64>)>,
    /// How many applications of the tab have a higher number than the highest one then.
    pub arrived: u64,
}

/// The counts of the tabs now, and how many applications arrived in one above a number.
pub async fn arrivals(
    desk: &Desk,
    tab: Tab,
    filter: &QueueFilter,
    since: ApplicationNumber,
) -> Result<Arrivals, Failure> {
    desk.may(Permission::ViewApplication).await?;
    let arrived = queue::arrived(desk.db(), desk.scope(), &asked(desk, tab, filter), since).await?;
    Ok(Arrivals { counts: counts(desk, tab, filter).await?.counts, arrived })
}

/// What is counted anew while the queue is open.
struct Live {
    counts: Vec<(Tab, Option<u64>)>,
    waiting: DeskCounts,
    newest: Option<ApplicationNumber>,
}

/// The tabs with their counts, what waits beside them, and the highest number of one of them.
async fn counts(desk: &Desk, tab: Tab, filter: &QueueFilter) -> Result<Live, Failure> {
    let moving: Vec<Tab> = Tab::ALL.iter().copied().filter(|tab| tab.moves()).collect();
    let counted = queue::counts(desk.db(), desk.scope(), &asked(desk, tab, filter), &moving).await?;
    let waiting = DeskCounts { in_work: 0, questions: counted.questions, acts: counted.acts };
    let stuck = queue::count(desk.db(), desk.scope(), &asked(desk, Tab::Attention, filter)).await?;
    let known: Vec<(Tab, u64)> =
        moving.into_iter().zip(counted.tabs).chain([(Tab::Attention, stuck)]).collect();
    let count = |tab: Tab| known.iter().find(|(one, _)| *one == tab).map(|(_, count)| *count);
    let counts = Tab::ALL.iter().map(|tab| (*tab, count(*tab))).collect();
    Ok(Live { counts, waiting, newest: counted.newest })
}

fn place(application: &Application) -> QueuePlace {
    let due = application.due().map(|due| match due {
        Due::Take(by) | Due::Forward(by) => by,
    });
    QueuePlace { due, number: application.number }
}

fn asked<'a>(desk: &Desk, tab: Tab, filter: &'a QueueFilter) -> queue::QueueQuery<'a> {
    queue::QueueQuery { tab, filter, reader: desk.who().person, now: desk.now() }
}
