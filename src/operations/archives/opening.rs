//! What the links of an archive's letters open, for whoever holds them: looking uses nothing up.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::accepting::accept;
use super::is_member;
use crate::domain::archive::{ArchiveRequest, GatheredArchive, LinkPurpose};
use crate::domain::organization::Organization;
use crate::domain::role::{Role, Scope};
use crate::gateways::tokens;
use crate::operations::{Failure, House};
use crate::store::archives::links;
use crate::store::{Keeper, Reach, archives, keep, organizations};

/// How the audit names whoever holds the link of a letter; no login has a colon.
const HOLDER: &str = "letter:archive";

/// What a link opens.
#[derive(Debug)]
pub struct OpenedArchive {
    /// The archive.
    pub archive: ArchiveRequest,
    /// Whose documents.
    pub organization: Organization,
}

/// What the link of the letter that confirms an address opens.
pub async fn look_at_address(house: &Arc<House>, token: &str) -> Result<OpenedArchive, Failure> {
    opened(house, token, LinkPurpose::Confirm).await
}

/// What the link of a letter with a large archive opens.
pub async fn look_at_archive(house: &Arc<House>, token: &str) -> Result<OpenedArchive, Failure> {
    opened(house, token, LinkPurpose::Take).await
}

async fn opened(house: &Arc<House>, token: &str, purpose: LinkPurpose) -> Result<OpenedArchive, Failure> {
    let now = house.clock.now();
    let link = links::find(&house.db, &tokens::digest(token), purpose, now).await?;
    let link = link.ok_or(Failure::NotFound)?;
    let archive = archives::open(&house.db, &Scope::Everything, link.archive).await?;
    must_be_good(&house.db, &archive, link.letter).await?;
    let organization = organizations::with_id(&house.db, &Scope::Everything, archive.organization).await?;
    Ok(OpenedArchive { archive, organization })
}

/// A link is good in its own letter only, and while whoever asked acts for the organisation.
async fn must_be_good(reach: &impl Reach, archive: &ArchiveRequest, letter: i32) -> Result<(), Failure> {
    let good = archive.letter == letter && is_member(reach, archive).await?;
    if good { Ok(()) } else { Err(Failure::NotFound) }
}

/// Confirms the address of an archive; a second time nothing more happens.
pub async fn confirm_address(
    house: &Arc<House>,
    token: &str,
    request_id: &str,
) -> Result<OpenedArchive, Failure> {
    let OpenedArchive { archive, organization } = look_at_address(house, token).await?;
    let (letter, tx) = (archive.letter, house.db.begin().await?);
    let archive = archives::open_to_change(&tx, &Scope::Everything, archive.id).await?;
    must_be_good(&tx, &archive, letter).await?;
    let now = house.clock.now();
    let Some(change) = archive.clone().confirm(now) else {
        return Ok(OpenedArchive { archive, organization });
    };
    let confirmed = keep(&tx, &holder(request_id, now), change).await?;
    let archive = accept(house, &tx, &holder(request_id, now), confirmed).await?;
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(OpenedArchive { archive, organization })
}

/// Takes an archive by the link of its letter, at most so often; that is noted.
pub async fn take_by_link(
    house: &Arc<House>,
    token: &str,
    request_id: &str,
) -> Result<GatheredArchive, Failure> {
    let OpenedArchive { archive, .. } = look_at_archive(house, token).await?;
    let (letter, tx) = (archive.letter, house.db.begin().await?);
    let archive = archives::open_to_change(&tx, &Scope::Everything, archive.id).await?;
    must_be_good(&tx, &archive, letter).await?;
    let now = house.clock.now();
    let gathered = archive.file(now)?.clone();
    keep(&tx, &holder(request_id, now), archive.give_out_by_link(now)?).await?;
    tx.commit().await?;
    Ok(gathered)
}

/// Whoever holds a link: nobody knows who that is.
fn holder(request_id: &str, at: DateTime<Utc>) -> Keeper {
    Keeper {
        actor: HOLDER.to_owned(),
        role: Role::Client,
        request_id: request_id.to_owned(),
        at,
        instead_of: None,
    }
}
