//! «Журнал отправки»: what went to the clients of a partner by e-mail and how it ended; sending again what did not arrive.

use std::collections::HashMap;

use chrono::Duration;

use super::changing::as_seen;
use super::{Desk, Failure};
use crate::domain::archive::{ArchiveRequest, ArchiveStage, SendingShare};
use crate::domain::errand::Errand;
use crate::domain::ids::{ArchiveId, DocumentId, OrganizationId};
use crate::domain::organization::Organization;
use crate::policy::Permission;
use crate::store::archives::sendings::{self, SendingCounts, SendingQuery};
use crate::store::outbox::{self, LetterFate};
use crate::store::{StoreError, archives, documents, keep, organizations};

/// How many requests a page shows.
pub const PAGE: usize = 50;
/// Of how many days the letters are counted.
pub const COUNTED: Duration = Duration::days(7);

/// A request of a client, and what became of what was sent for it.
#[derive(Debug)]
pub struct SendingRow {
    /// The request.
    pub request: ArchiveRequest,
    /// The client, as it is now.
    pub client: Organization,
    /// The number of the act that answers it.
    pub number: Option<String>,
    /// What became of the letter that refuses an act.
    pub refusal: Option<LetterFate>,
}

/// A page of what was sent.
#[derive(Debug)]
pub struct SendingList {
    /// The requests, the newest first.
    pub rows: Vec<SendingRow>,
    /// How many there are on all pages, counted up to the limit of lists.
    pub total: u64,
    /// Below which the next page begins, if there is one.
    pub next: Option<ArchiveId>,
}

/// The last week of the letters.
#[derive(Debug)]
pub struct SendingWeek {
    /// How many arrived, and how many did not.
    pub counts: SendingCounts,
    /// The last one that did not.
    pub lost: Option<SendingRow>,
}

/// What was sent to the partner's clients, below a request.
pub async fn list(
    desk: &Desk,
    query: &SendingQuery,
    after: Option<ArchiveId>,
) -> Result<SendingList, Failure> {
    desk.may(Permission::ViewDocument).await?;
    desk.partner().ok_or(Failure::NotFound)?;
    let (db, scope) = (desk.db(), desk.scope());
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut found = sendings::sent_page(db, scope, query, after, limit).await?;
    let next = (found.len() > PAGE).then(|| found[PAGE - 1].id);
    found.truncate(PAGE);
    let total = if after.is_none() && next.is_none() {
        u64::try_from(found.len()).unwrap_or_default()
    } else {
        sendings::sent_count(db, scope, query).await?
    };
    Ok(SendingList { rows: rows(desk, found).await?, total, next })
}

/// How many letters arrived and did not in the last week.
pub async fn week(desk: &Desk) -> Result<SendingWeek, Failure> {
    desk.may(Permission::ViewDocument).await?;
    desk.partner().ok_or(Failure::NotFound)?;
    let (db, scope) = (desk.db(), desk.scope());
    let since = desk.now() - COUNTED;
    let counts = sendings::sent_since(db, scope, since).await?;
    let (share, since) = (Some(SendingShare::Lost), Some(since));
    let query = SendingQuery { share, since, ..SendingQuery::default() };
    let last = match counts.lost {
        0 => Vec::new(),
        _ => sendings::sent_page(db, scope, &query, None, 1).await?,
    };
    Ok(SendingWeek { counts, lost: rows(desk, last).await?.pop() })
}

/// «Отправить еще раз»: a letter that did not arrive, to the same address, seen at this version.
pub async fn send_again(desk: &Desk, id: ArchiveId, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::ResendArchive).await?;
    desk.partner().ok_or(Failure::NotFound)?;
    let tx = desk.begin().await?;
    let request = archives::open_to_change(&tx, desk.scope(), id).await?;
    let desk = &desk.at_present();
    let request = as_seen(&tx, request, seen).await?;
    keep(&tx, &desk.keeper(), request.send_again(desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}

async fn rows(desk: &Desk, found: Vec<ArchiveRequest>) -> Result<Vec<SendingRow>, StoreError> {
    let (db, scope) = (desk.db(), desk.scope());
    let ids: Vec<OrganizationId> = found.iter().map(|one| one.organization).collect();
    let known = organizations::with_ids(db, &ids).await?;
    let acts: Vec<DocumentId> = found.iter().filter_map(|one| one.act.document).collect();
    let numbers = documents::numbers(db, scope, &acts).await?;
    let keys: Vec<String> = found.iter().filter_map(refusal_key).collect();
    let mut fates: HashMap<String, LetterFate> = outbox::fates(db, &keys).await?;
    let row = |request: ArchiveRequest| {
        let client = known.get(&request.organization).ok_or(StoreError::Broken("the client of a request"))?;
        Ok(SendingRow {
            client: client.clone(),
            number: request.act.document.and_then(|document| numbers.get(&document).cloned()),
            refusal: refusal_key(&request).and_then(|key| fates.remove(&key)),
            request,
        })
    };
    found.into_iter().map(row).collect()
}

/// The key of the letter that refuses an act.
fn refusal_key(request: &ArchiveRequest) -> Option<String> {
    let declined = matches!(request.stage, ArchiveStage::Declined { .. });
    declined.then(|| Errand::ActDeclinedLetter { archive: request.id }.deduplication(0))
}
