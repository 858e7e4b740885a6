//! Expiry: the partner's board of what ends, and reminding an organisation of it by hand.

mod looking;
mod rounds;

use chrono::{DateTime, NaiveDate, Utc};

pub use looking::EndingOrganization;
use looking::{look, reminded_on};
pub use rounds::{owe_rounds, round};

use super::{Desk, Failure};
use crate::domain::account::Account;
use crate::domain::expiry::{Expiry, Horizon, ReminderMark, days_left, told_days};
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::reminder::{Reminder, ReminderRefusal};
use crate::domain::role::Scope;
use crate::policy::Permission;
use crate::store::expiring::{self, DaySpan};
use crate::store::{accounts, keep, organizations, partners};

/// How many organisations a page shows.
pub const PAGE: usize = 50;
/// How many of a client's organisations are told on the first page.
const OWN: usize = 5;
/// How many organisations are looked at together.
const TOGETHER: u64 = 500;

/// The board: the organisations of which something ends within a horizon.
#[derive(Debug)]
pub struct ExpiryBoard {
    /// The horizon.
    pub horizon: Horizon,
    /// A page of the organisations, the first to end first; what has ended, the last to end first.
    pub rows: Vec<EndingOrganization>,
    /// How many organisations each horizon reaches.
    pub counts: Vec<(Horizon, u64)>,
    /// Where the next page begins.
    pub next: Option<usize>,
    /// The Moscow day.
    pub today: NaiveDate,
}

/// The partner's board, from this place on.
pub async fn board(desk: &Desk, horizon: Horizon, from: usize) -> Result<ExpiryBoard, Failure> {
    desk.may(Permission::RemindOrganization).await?;
    let (all, today) = everything(desk).await?;
    let reached = |horizon: Horizon| all.iter().filter(|row| row.nearest(horizon, today).is_some()).count();
    let counts = Horizon::ALL.iter().map(|each| (*each, u64::try_from(reached(*each)).unwrap_or(u64::MAX)));
    let counts = counts.collect();
    let sorted = within(all, horizon, today);
    let next = (sorted.len() > from.saturating_add(PAGE)).then(|| from + PAGE);
    let rows = sorted.into_iter().skip(from).take(PAGE).collect();
    Ok(ExpiryBoard { horizon, rows, counts, next, today })
}

/// All organisations that a horizon reaches, for a file.
pub async fn export(desk: &Desk, horizon: Horizon) -> Result<(Vec<EndingOrganization>, NaiveDate), Failure> {
    desk.may(Permission::RemindOrganization).await?;
    let (all, today) = everything(desk).await?;
    Ok((within(all, horizon, today), today))
}

/// What ends of the client's organisations.
#[derive(Debug)]
pub struct OwnEndings {
    /// The organisations, the first to end first; for what has ended already the last end counts.
    pub rows: Vec<EndingOrganization>,
    /// How many more there are.
    pub more: usize,
    /// The Moscow day.
    pub today: NaiveDate,
}

/// What ends of the client's organisations: the first of them, and how many more there are.
pub async fn own(desk: &Desk) -> Result<OwnEndings, Failure> {
    desk.may(Permission::ViewOwnApplication).await?;
    let (mut rows, today) = everything(desk).await?;
    rows.sort_by_key(|found| (found.next_end(today), found.organization.id));
    let more = rows.len().saturating_sub(OWN);
    rows.truncate(OWN);
    Ok(OwnEndings { rows, more, today })
}

/// The organisations in the desk's scope of which something ends, whenever that is told.
async fn everything(desk: &Desk) -> Result<(Vec<EndingOrganization>, NaiveDate), Failure> {
    let today = moscow_day(desk.now());
    let (from, until) = told_days(today);
    let (mut all, mut after) = (Vec::new(), OrganizationId(0));
    loop {
        let days = DaySpan { from, until };
        let some = expiring::organizations(desk.db(), desk.scope(), days, after, TOGETHER).await?;
        let Some(last) = some.last() else { return Ok((all, today)) };
        after = last.id;
        all.extend(look(desk.db(), some, today).await?);
    }
}

fn within(all: Vec<EndingOrganization>, horizon: Horizon, today: NaiveDate) -> Vec<EndingOrganization> {
    let reached = all.into_iter().filter_map(|row| Some((row.nearest(horizon, today)?, row)));
    let mut sorted: Vec<(NaiveDate, EndingOrganization)> = reached.collect();
    sorted.sort_by_key(|(day, row)| {
        let far = days_left(*day, today);
        (if horizon == Horizon::Past { -far } else { far }, row.organization.id)
    });
    sorted.into_iter().map(|(_, row)| row).collect()
}

/// Reminds an organisation of what ends; once a day.
pub async fn remind(desk: &Desk, code: &str) -> Result<Organization, Failure> {
    desk.may(Permission::RemindOrganization).await?;
    let by = desk.person()?;
    let tx = desk.begin().await?;
    // Locked, so that of two who remind at once the later one is told of the other.
    let organization = organizations::open_to_change(&tx, desk.scope(), code).await?;
    let desk = &desk.at_present();
    let today = moscow_day(desk.now());
    let found = look(&tx, vec![organization.clone()], today).await?.pop();
    let found = found.ok_or(ReminderRefusal::NothingEnds)?;
    let first = found.endings.first().ok_or(ReminderRefusal::NothingEnds)?.ends_on;
    if let Some(number) = found.renewal {
        return Err(ReminderRefusal::RenewalUnderWay(number).into());
    }
    if let Some(at) = reminded_on(&found.reminders, today) {
        return Err(ReminderRefusal::RemindedToday(at).into());
    }
    let sent = Dispatch { mark: ReminderMark::ByHand, ends_on: first, at: desk.now(), by: Some(by) };
    keep(&tx, &desk.keeper(), sent.reminder(&found).send()?).await?;
    desk.commit(tx).await?;
    Ok(organization)
}

/// How a reminder is sent.
struct Dispatch {
    mark: ReminderMark,
    ends_on: NaiveDate,
    at: DateTime<Utc>,
    by: Option<PersonId>,
}

impl Dispatch {
    /// The reminder of an organisation, to all of its members.
    fn reminder(self, to: &EndingOrganization) -> Reminder {
        let Self { mark, ends_on, at, by } = self;
        Reminder {
            organization: to.organization.id,
            code: to.organization.subscriber_code.clone(),
            partner: to.organization.partner,
            mark,
            ends_on,
            day: moscow_day(at),
            at,
            by,
            to: to.members.clone(),
        }
    }
}

/// What a letter about what ends tells.
#[derive(Debug)]
pub struct ExpiryMatter {
    /// The member.
    pub account: Account,
    /// The organisation.
    pub organization: Organization,
    /// The partner that serves it.
    pub partner: Partner,
    /// What ends, the first to end first.
    pub endings: Vec<Expiry>,
    /// The Moscow day.
    pub today: NaiveDate,
}

/// What a letter to a member tells; nothing for one who does not act for the organisation any more, and when nothing ends
/// any more.
pub async fn matter(
    desk: &Desk,
    organization: OrganizationId,
    person: PersonId,
) -> Result<Option<ExpiryMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let (db, today) = (desk.db(), moscow_day(desk.now()));
    let organization = organizations::with_id(db, &Scope::Everything, organization).await?;
    let Some(found) = look(db, vec![organization], today).await?.pop() else { return Ok(None) };
    let account = accounts::open(db, person).await?;
    if !found.members.contains(&person) || account.email.is_empty() || found.endings.is_empty() {
        return Ok(None);
    }
    let partner = partners::open(db, found.organization.partner).await?;
    let EndingOrganization { organization, endings, .. } = found;
    Ok(Some(ExpiryMatter { account, organization, partner, endings, today }))
}
