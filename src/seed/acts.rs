//! A reconciliation act that the demo's client has ordered: it waits for a check, and its figures are not the partner's.

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use super::SeedError;
use crate::domain::archive::{ArchiveKind, ArchiveRequest, ArchiveWish, DocumentPeriod, NewArchive};
use crate::domain::money::Money;
use crate::domain::month::moscow_day;
use crate::domain::role::{Role, Scope};
use crate::operations::House;
use crate::store::{Keeper, accounts, archives, keep, organizations, partners};

/// What the client owes by its own books.
const THEIRS: i64 = 144_000;

/// Orders it to the address of the client, whose link is opened at once.
pub(super) async fn order(house: &Arc<House>) -> Result<(), SeedError> {
    let Some(client) = accounts::find(&house.db, "client").await? else { return Ok(()) };
    let memberships = accounts::memberships(&house.db, client.id).await?;
    let Some(first) = memberships.first().copied() else { return Ok(()) };
    let organization = organizations::with_id(&house.db, &Scope::Everything, first).await?;
    let (at, zone) = (house.clock.now(), partners::open(&house.db, organization.partner).await?.zone());
    let last = moscow_day(at);
    let period = DocumentPeriod { first: NaiveDate::from_ymd_opt(last.year(), 1, 1).unwrap_or(last), last };
    let new = NewArchive {
        partner: organization.partner,
        organization: organization.id,
        account: client.id,
        kind: ArchiveKind::Reconciliation,
        wish: ArchiveWish { period, email: client.email.to_lowercase() },
        known: false,
        theirs: Some(Money::from_kopecks(THEIRS)),
    };
    let keeper = Keeper {
        actor: client.login,
        role: Role::Client,
        request_id: "seed-acts".to_owned(),
        at,
        instead_of: None,
    };
    let tx = house.db.begin().await?;
    let placed = archives::place(&tx, ArchiveRequest::new(new, at)).await?;
    let asked = keep(&tx, &keeper, placed.ask()).await?;
    if let Some(confirmed) = asked.confirm(at) {
        let confirmed = keep(&tx, &keeper, confirmed).await?;
        keep(&tx, &keeper, confirmed.accept(house.calendar.act_promised(at, zone), at)).await?;
    }
    Ok(tx.commit().await?)
}
