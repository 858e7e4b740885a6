//! The letter that tells a client that no reconciliation act is drawn.

use super::is_member;
use crate::domain::archive::{ArchiveRequest, ArchiveStage};
use crate::domain::ids::ArchiveId;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{archives, organizations, partners};

/// What that letter tells.
#[derive(Debug)]
pub struct DeclinedAct {
    /// The request.
    pub archive: ArchiveRequest,
    /// Whose act it would have been.
    pub organization: Organization,
    /// The partner.
    pub partner: Partner,
    /// Why, in words for the client.
    pub words: String,
}

/// What the letter about a refused act tells; nothing when whoever ordered it acts for the organisation no more.
pub async fn declined(desk: &Desk, id: ArchiveId) -> Result<Option<DeclinedAct>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let archive = archives::open(desk.db(), desk.scope(), id).await?;
    let ArchiveStage::Declined { words } = archive.stage.clone() else { return Ok(None) };
    if !is_member(desk.db(), &archive).await? {
        return Ok(None);
    }
    Ok(Some(DeclinedAct {
        organization: organizations::with_id(desk.db(), desk.scope(), archive.organization).await?,
        partner: partners::open(desk.db(), archive.partner).await?,
        words,
        archive,
    }))
}
