//! Letters about invitations to act for a subscriber: to whoever is invited, and to its administrators.

use crate::domain::account::Account;
use crate::domain::ids::{InvitationId, OrganizationId, PartnerId, PersonId};
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::gateways::tokens;
use crate::operations::members::{OpenInvitation, opened};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{accounts, members, organizations, partners};

/// What a letter with an invitation tells.
#[derive(Debug)]
pub struct InvitationMatter {
    /// The invitation.
    pub open: OpenInvitation,
    /// The token: it stands in the letter and nowhere else.
    pub token: String,
}

/// Makes the link of an invitation, unless it is over or taken back.
pub async fn invitation(desk: &Desk, id: InvitationId) -> Result<Option<InvitationMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let found = members::invitation(desk.db(), id).await?;
    let Some(invitation) = found.filter(|invitation| invitation.waits(desk.now())) else {
        return Ok(None);
    };
    let token = tokens::fresh();
    let tx = desk.begin().await?;
    members::write_token(&tx, id, &tokens::digest(&token)).await?;
    desk.commit(tx).await?;
    let open = opened(desk.db(), invitation).await?;
    Ok(Some(InvitationMatter { open, token }))
}

/// What a letter about a partner's invitation tells.
#[derive(Debug)]
pub struct AdministratorMatter {
    /// The administrator who is told.
    pub account: Account,
    /// The organisation.
    pub organization: Organization,
    /// The partner.
    pub partner: Partner,
}

/// What a letter about a partner's invitation tells an administrator; they are told even when they are one no more, since
/// whoever was invited may have ended that at once.
pub async fn administrator_invited(
    desk: &Desk,
    person: PersonId,
    organization: OrganizationId,
    partner: PartnerId,
) -> Result<AdministratorMatter, Failure> {
    desk.may(Permission::RunErrand).await?;
    Ok(AdministratorMatter {
        account: accounts::open(desk.db(), person).await?,
        organization: organizations::with_id(desk.db(), desk.scope(), organization).await?,
        partner: partners::open(desk.db(), partner).await?,
    })
}
