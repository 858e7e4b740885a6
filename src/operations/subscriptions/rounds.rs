//! Sending the months that are due: whenever a worker is awake, each month of each subscription once.

use crate::domain::archive::{ArchiveKind, BYTES_MOST, DOCUMENTS_MOST};
use crate::domain::ids::SubscriptionId;
use crate::domain::month::Month;
use crate::domain::role::Scope;
use crate::domain::subscription::{ClosingSubscription, MonthOutcome, SubscriptionEnd, last_due, period};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::documents::PeriodQuery;
use crate::store::{Tx, archives, documents, keep, organizations, partners, subscriptions};

use super::is_held;

/// How many subscriptions are looked at together.
const TOGETHER: u64 = 200;

/// Asks for the archives of the months that are due; returns how many months were settled. A round that breaks off goes on
/// where it was: each month is settled in a transaction of its own.
pub async fn send_due(desk: &Desk) -> Result<u64, Failure> {
    desk.may(Permission::RunErrand).await?;
    // The day that is the furthest on of all zones: who is not there yet is left alone.
    let furthest = (desk.now() + chrono::Duration::hours(14)).date_naive();
    let month = last_due(&desk.house().calendar, furthest);
    let (mut settled, mut after) = (0, SubscriptionId(0));
    loop {
        let some = subscriptions::behind(desk.db(), month, after, TOGETHER).await?;
        let Some(last) = some.last() else { return Ok(settled) };
        after = *last;
        for id in some {
            settled += settle_all(desk, id).await;
        }
    }
}

/// Settles the months of a subscription that are due; what fails is tried again in the next round, and holds up no other.
async fn settle_all(desk: &Desk, id: SubscriptionId) -> u64 {
    let mut settled = 0;
    loop {
        match settle_next(desk, id).await {
            Ok(true) => settled += 1,
            Ok(false) => return settled,
            Err(failure) => {
                tracing::error!(subscription = %id, %failure, "a month of a subscription is not settled");
                return settled;
            }
        }
    }
}

/// Settles the next month of a subscription, if it is due. Whoever is second waits for the row, and finds it settled.
async fn settle_next(desk: &Desk, id: SubscriptionId) -> Result<bool, Failure> {
    let tx = desk.begin().await?;
    let held = subscriptions::open_to_change(&tx, &Scope::Everything, id).await?;
    let house = organizations::with_id(&tx, &Scope::Everything, held.organization).await?;
    let partner = partners::open(&tx, house.partner).await?;
    let desk = &desk.at_present();
    let Some(month) = held.next_due(&desk.house().calendar, partner.day(desk.now())) else {
        return Ok(false);
    };
    if !is_held(&tx, &held).await? {
        if let Some(change) = held.end(SubscriptionEnd::Left, desk.now()) {
            keep(&tx, &desk.keeper(), change).await?;
        }
        desk.commit(tx).await?;
        return Ok(false);
    }
    let outcome = if subscriptions::asked_before(&tx, &held, month).await? {
        MonthOutcome::Before
    } else if let Some(outcome) = too_few_or_many(&tx, &held, month).await? {
        outcome
    } else {
        let archive = archives::place(&tx, held.archive(month, partner.id, desk.now())).await?;
        MonthOutcome::Asked(keep(&tx, &desk.keeper(), archive.ask()).await?.id)
    };
    keep(&tx, &desk.keeper(), held.settle(month, outcome)).await?;
    desk.commit(tx).await?;
    Ok(true)
}

/// Why nothing is asked for; nothing when an archive can hold the documents of the month.
async fn too_few_or_many(
    tx: &Tx,
    held: &ClosingSubscription,
    month: Month,
) -> Result<Option<MonthOutcome>, Failure> {
    let kinds = ArchiveKind::Closing.documents();
    let asked = PeriodQuery { organization: held.organization, kinds, period: period(month) };
    let totals = documents::totals(tx, &Scope::Everything, &asked).await?;
    Ok(if totals.documents == 0 {
        Some(MonthOutcome::Nothing)
    } else if totals.documents > DOCUMENTS_MOST || totals.bytes > BYTES_MOST {
        Some(MonthOutcome::TooMuch)
    } else {
        None
    })
}
