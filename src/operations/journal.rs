//! The journal: the tenant's own audit chain, for the people responsible for it. A partner reads its own chain, the
//! operator the operator's; no tenant reads another's.

mod about;
mod exporting;
mod heads;
mod known;

pub use exporting::{MOST_IN_FILE, export};
pub use heads::owe_heads;
pub use known::KnownNames;

use chrono::{DateTime, Utc};

use super::{Desk, Failure};
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::journal::{Act, Hand};
use crate::domain::role::Scope;
use crate::policy::Permission;
use crate::store::audit::{Entry, OPERATOR_CHAIN};
pub use crate::store::journal::Cursor;
use crate::store::journal::{By, EntryFilter};
use crate::store::{colleagues, journal, organizations};

/// How many entries a page shows.
pub const PAGE: usize = 50;

/// The filter of the journal.
#[derive(Clone, Debug, Default)]
pub struct JournalQuery {
    /// From when on.
    pub from: Option<DateTime<Utc>>,
    /// The end, excluded.
    pub until: Option<DateTime<Utc>>,
    /// The actor.
    pub who: Option<AskedBy>,
    /// The kind of act.
    pub act: Option<Act>,
    /// The subject as typed: a number, a month, an organisation, a partner.
    pub about: String,
}

/// A filter by actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// A colleague.
    Person(PersonId),
    /// A group of actors.
    Hand(Hand),
}

/// A page of the journal.
#[derive(Debug, Default)]
pub struct Journal {
    /// The entries, the newest first.
    pub entries: Vec<Entry>,
    /// The names of whom and what they mention.
    pub known: KnownNames,
    /// Where the next page continues.
    pub next: Option<Cursor>,
    /// How many entries there are, as far as lists are counted.
    pub total: u64,
    /// The people of the tenant, to choose from.
    pub colleagues: Vec<(PersonId, String)>,
}

/// The own journal, from a cursor on.
pub async fn read(desk: &Desk, asked: &JournalQuery, after: Option<Cursor>) -> Result<Journal, Failure> {
    desk.may(Permission::ViewJournal).await?;
    let selection = selection(desk, asked).await?;
    Ok(Journal { colleagues: people(desk).await?, ..page(desk, &selection, after).await? })
}

/// The journal's page without entries, for an invalid filter.
pub async fn closed(desk: &Desk) -> Result<Journal, Failure> {
    desk.may(Permission::ViewJournal).await?;
    Ok(Journal { colleagues: people(desk).await?, ..Journal::default() })
}

/// What the partner's chain has about an organisation of its own and the applications that it sent.
pub async fn of_organization(desk: &Desk, code: &str, after: Option<Cursor>) -> Result<Journal, Failure> {
    desk.may(Permission::ViewOrganization).await?;
    let chain = desk.partner().ok_or(Failure::NotFound)?;
    let organization = organizations::open(desk.db(), desk.scope(), code).await?;
    let about = Some(about::subjects(desk, &[organization]).await?);
    page(desk, &EntryFilter { about, ..EntryFilter::of(chain) }, after).await
}

/// The chain that the desk may read: the partner's, or the operator's.
fn chain(desk: &Desk) -> Result<PartnerId, Failure> {
    match desk.scope() {
        Scope::Partner(partner) => Ok(*partner),
        Scope::Everything => Ok(OPERATOR_CHAIN),
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => Err(Failure::NotFound),
    }
}

async fn selection(desk: &Desk, asked: &JournalQuery) -> Result<EntryFilter, Failure> {
    let by = match asked.who {
        None => None,
        Some(AskedBy::Hand(hand)) => Some(By::Roles(hand.roles())),
        Some(AskedBy::Person(person)) => {
            let colleague = colleagues::open(desk.db(), desk.partner(), person).await?.colleague;
            Some(By::Actor(colleague.account.login))
        }
    };
    let chain = chain(desk)?;
    let about = about::named(desk, chain, &asked.about).await?;
    Ok(EntryFilter { chain, from: asked.from, until: asked.until, by, act: asked.act, about })
}

async fn page(desk: &Desk, selection: &EntryFilter, after: Option<Cursor>) -> Result<Journal, Failure> {
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut entries = journal::entries(desk.db(), selection, after, limit).await?;
    let last = entries.get(PAGE - 1).filter(|_| entries.len() > PAGE);
    let next = last.map(|last| Cursor { at: last.at, sequence: last.sequence });
    entries.truncate(PAGE);
    // A single page is counted without a query.
    let total = if after.is_none() && next.is_none() {
        u64::try_from(entries.len()).unwrap_or_default()
    } else {
        journal::count(desk.db(), selection).await?
    };
    Ok(Journal { known: known::of(desk, &entries).await?, entries, next, total, colleagues: Vec::new() })
}

async fn people(desk: &Desk) -> Result<Vec<(PersonId, String)>, Failure> {
    let all = colleagues::all(desk.db(), desk.partner()).await?;
    let named = all.into_iter().map(|listed| listed.colleague.account);
    Ok(named.map(|account| (account.id, account.full_name)).collect())
}
