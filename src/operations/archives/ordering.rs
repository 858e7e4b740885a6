//! The letter that tells a partner that a client ordered a reconciliation act.

use chrono::{DateTime, Utc};

use crate::domain::archive::ArchiveRequest;
use crate::domain::ids::ArchiveId;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{archives, organizations, partners};

/// What that letter tells.
#[derive(Debug)]
pub struct OrderedAct {
    /// The request.
    pub archive: ArchiveRequest,
    /// Whose act it is.
    pub organization: Organization,
    /// The partner.
    pub partner: Partner,
    /// By when the act is promised.
    pub promised_at: DateTime<Utc>,
}

/// What the letter about an ordered act tells; nothing when somebody has answered it already, or nobody can be written to.
pub async fn ordered(desk: &Desk, id: ArchiveId) -> Result<Option<OrderedAct>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let archive = archives::open(desk.db(), desk.scope(), id).await?;
    let Some(promised_at) = archive.act.promised_at.filter(|_| archive.waits_for_check()) else {
        return Ok(None);
    };
    let partner = partners::open(desk.db(), archive.partner).await?;
    if partner.email.is_empty() {
        return Ok(None);
    }
    let organization = organizations::with_id(desk.db(), desk.scope(), archive.organization).await?;
    Ok(Some(OrderedAct { archive, organization, partner, promised_at }))
}
