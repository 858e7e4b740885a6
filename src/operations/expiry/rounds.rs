//! The rounds of reminders: once a Moscow day for each partner, whenever a worker is awake.

use super::looking::{look, reminded_on};
use super::{Dispatch, TOGETHER};
use crate::domain::errand::Errand;
use crate::domain::expiry::{AHEAD, ReminderMark};
use crate::domain::ids::{OrganizationId, PartnerId};
use crate::domain::month::moscow_day;
use crate::domain::role::Scope;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::expiring::{self, DaySpan};
use crate::store::outbox::{Kept, Owed};
use crate::store::{keep, organizations, partners};

/// Owes the rounds of today, one for each partner; returns how many were new.
pub async fn owe_rounds(desk: &Desk) -> Result<u64, Failure> {
    desk.may(Permission::RunErrand).await?;
    let (at, day) = (desk.now(), moscow_day(desk.now()));
    let owed = partners::all(desk.db()).await?.into_iter().map(|partner| {
        let errand = Errand::Reminders { partner: partner.id, day };
        Owed { key: errand.deduplication(0), errand, partner: partner.id, due_at: at, at }
    });
    let owed: Vec<Owed> = owed.collect();
    Ok(desk.owe_new(&owed).await?)
}

/// Reminds the organisations of a partner of what ends, each at most once a day. A round that breaks off is begun again:
/// whoever was reminded is not reminded twice.
pub async fn round(desk: &Desk, errand: &Kept, partner: PartnerId) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let from = moscow_day(desk.now());
    let until = from.checked_add_days(chrono::Days::new(AHEAD)).unwrap_or(from);
    let mut after = OrganizationId(0);
    loop {
        let (scope, days) = (Scope::Partner(partner), DaySpan { from, until });
        let some = expiring::organizations(desk.db(), &scope, days, after, TOGETHER).await?;
        let Some(last) = some.last() else { break };
        after = last.id;
        for found in look(desk.db(), some, from).await? {
            if found.renewal.is_none() && !found.members.is_empty() {
                remind(desk, found.organization.id).await?;
            }
        }
    }
    forwarding::settle(desk, desk.begin().await?, errand).await
}

/// Sends the first reminder of an organisation that is due and was not sent yet.
async fn remind(desk: &Desk, organization: OrganizationId) -> Result<(), Failure> {
    let tx = desk.begin().await?;
    let locked = organizations::with_id_to_change(&tx, &Scope::Everything, organization).await?;
    let today = moscow_day(desk.now());
    let Some(found) = look(&tx, vec![locked], today).await?.pop() else { return Ok(()) };
    if reminded_on(&found.reminders, today).is_some() {
        return Ok(());
    }
    let due = found.endings.iter().find_map(|expiry| {
        let mark = ReminderMark::due(expiry.ends_on, today)?;
        let sent =
            |mark| found.reminders.iter().any(|sent| (sent.ends_on, sent.mark) == (expiry.ends_on, mark));
        (!sent(mark)).then_some((expiry.ends_on, mark))
    });
    let Some((ends_on, mark)) = due else { return Ok(()) };
    let sending = Dispatch { mark, ends_on, at: desk.now(), by: None };
    let Ok(change) = sending.reminder(&found).send() else { return Ok(()) };
    keep(&tx, &desk.keeper(), change).await?;
    Ok(desk.commit(tx).await?)
}
