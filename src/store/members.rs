//! The members of subscribers, and invitations to become one.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::audit::OPERATOR_CHAIN;
use super::error::sound;
use super::tables::{invitation, membership};
use super::{Reach, StoreError, Tx, outbox};
use crate::domain::errand::Errand;
use crate::domain::ids::{InvitationId, OrganizationId, PartnerId, PersonId};
use crate::domain::members::{ClientInvitation, Member, MemberRole, SubscriberMembers};
use crate::domain::organization::Organization;

/// The members of an organisation that the caller has opened in scope.
pub async fn of(reach: &impl Reach, organization: &Organization) -> Result<SubscriberMembers, StoreError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganizationId.eq(organization.id.0))
        .order_by_asc(membership::Column::PersonId)
        .all(&reach.on())
        .await?;
    let read = |row: membership::Model| {
        let role = sound(MemberRole::from_code(&row.role), "memberships", "role", row.person_id)?;
        Ok(Member { person: PersonId(row.person_id), role, by_inn: row.by_inn, since: row.since })
    };
    let list = rows.into_iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(SubscriberMembers { organization: organization.id, code: organization.subscriber_code.clone(), list })
}

/// Makes the rows what the list says; the caller has locked the organisation.
pub(super) async fn write(tx: &Tx, members: &SubscriberMembers) -> Result<(), StoreError> {
    use membership::Column::{ByInn, OrganizationId, PersonId, Role};
    let staying: Vec<i64> = members.list.iter().map(|member| member.person.0).collect();
    membership::Entity::delete_many()
        .filter(OrganizationId.eq(members.organization.0).and(PersonId.is_not_in(staying)))
        .exec(&tx.on())
        .await?;
    for member in &members.list {
        let row = membership::ActiveModel {
            person_id: Set(member.person.0),
            organization_id: Set(members.organization.0),
            role: Set(member.role.code().to_owned()),
            by_inn: Set(member.by_inn),
            since: Set(member.since),
        };
        let over = OnConflict::columns([PersonId, OrganizationId]).update_columns([Role, ByInn]).to_owned();
        membership::Entity::insert(row).on_conflict(over).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

/// Keeps an invitation and owes its letter; one that waits for the same address at the same organisation from the same side is
/// replaced, and those that are over are forgotten.
pub async fn invite(tx: &Tx, new: &ClientInvitation) -> Result<InvitationId, StoreError> {
    use invitation::{ActiveModel, Column, Entity};
    let same_side = match new.partner {
        Some(partner) => Column::PartnerId.eq(partner.0),
        None => Column::PartnerId.is_null(),
    };
    let same = Column::Email.eq(new.email.clone()).and(same_side).or(Column::ExpiresAt.lte(new.asked_at));
    let before = Column::OrganizationId.eq(new.organization.0).and(same);
    Entity::delete_many().filter(before).exec(&tx.on()).await?;
    let row = ActiveModel {
        id: NotSet,
        organization_id: Set(new.organization.0),
        email: Set(new.email.clone()),
        role: Set(new.role.code().to_owned()),
        invited_by: Set(new.by.0),
        partner_id: Set(new.partner.map(|partner| partner.0)),
        digest: Set(None),
        asked_at: Set(new.asked_at),
        expires_at: Set(new.expires_at),
    };
    let id = InvitationId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id);
    let errand = Errand::ClientInvitation { invitation: id };
    let (key, at) = (errand.deduplication(1), new.asked_at);
    let partner = new.partner.unwrap_or(OPERATOR_CHAIN);
    outbox::owe(tx, &outbox::Owed { errand, partner, key, due_at: at, at }).await?;
    Ok(id)
}

/// The invitations of an organisation that wait, the earliest first.
pub async fn invited(
    reach: &impl Reach,
    organization: OrganizationId,
    now: DateTime<Utc>,
) -> Result<Vec<ClientInvitation>, StoreError> {
    use invitation::{Column, Entity};
    let waiting = Column::OrganizationId.eq(organization.0).and(Column::ExpiresAt.gt(now));
    let rows = Entity::find().filter(waiting).order_by_asc(Column::Id).all(&reach.on()).await?;
    rows.into_iter().map(read).collect()
}

/// The invitation with this identity, if it is still there.
pub async fn invitation(
    reach: &impl Reach,
    id: InvitationId,
) -> Result<Option<ClientInvitation>, StoreError> {
    invitation::Entity::find_by_id(id.0).one(&reach.on()).await?.map(read).transpose()
}

/// The invitation whose letter carries the token with this digest.
pub async fn with_digest(reach: &impl Reach, digest: &str) -> Result<Option<ClientInvitation>, StoreError> {
    let row = invitation::Entity::find().filter(invitation::Column::Digest.eq(digest));
    row.one(&reach.on()).await?.map(read).transpose()
}

/// Like [`with_digest`], but locks the row: whoever comes second finds none.
pub async fn with_digest_to_change(tx: &Tx, digest: &str) -> Result<Option<ClientInvitation>, StoreError> {
    let row = invitation::Entity::find().filter(invitation::Column::Digest.eq(digest)).lock_exclusive();
    row.one(&tx.on()).await?.map(read).transpose()
}

/// Gives an invitation the token that its letter carries; an earlier letter is then good for nothing.
pub async fn write_token(tx: &Tx, id: InvitationId, digest: &str) -> Result<(), StoreError> {
    let row = invitation::ActiveModel { digest: Set(Some(digest.to_owned())), ..Default::default() };
    let one = invitation::Column::Id.eq(id.0);
    invitation::Entity::update_many().set(row).filter(one).exec(&tx.on()).await?;
    Ok(())
}

/// Forgets an invitation of an organisation: it is accepted or taken back. Answers whether it was there.
pub async fn settle(tx: &Tx, organization: OrganizationId, id: InvitationId) -> Result<bool, StoreError> {
    use invitation::{Column, Entity};
    let one = Column::Id.eq(id.0).and(Column::OrganizationId.eq(organization.0));
    Ok(Entity::delete_many().filter(one).exec(&tx.on()).await?.rows_affected == 1)
}

/// Takes away the invitations that somebody sent for an organisation.
pub async fn settle_all_by(tx: &Tx, organization: OrganizationId, by: PersonId) -> Result<(), StoreError> {
    use invitation::{Column, Entity};
    let theirs = Column::InvitedBy.eq(by.0).and(Column::OrganizationId.eq(organization.0));
    Entity::delete_many().filter(theirs).exec(&tx.on()).await?;
    Ok(())
}

/// Takes away what partners sent for an organisation: it is served by another one from now on.
pub async fn settle_all_of_partners(tx: &Tx, organization: OrganizationId) -> Result<(), StoreError> {
    use invitation::{Column, Entity};
    let theirs = Column::OrganizationId.eq(organization.0).and(Column::PartnerId.is_not_null());
    Entity::delete_many().filter(theirs).exec(&tx.on()).await?;
    Ok(())
}

/// Takes away what somebody sent as an administrator of a partner, who is one no more.
pub async fn settle_all_for(tx: &Tx, partner: PartnerId, by: PersonId) -> Result<(), StoreError> {
    use invitation::{Column, Entity};
    let theirs = Column::InvitedBy.eq(by.0).and(Column::PartnerId.eq(partner.0));
    Entity::delete_many().filter(theirs).exec(&tx.on()).await?;
    Ok(())
}

fn read(row: invitation::Model) -> Result<ClientInvitation, StoreError> {
    Ok(ClientInvitation {
        id: InvitationId(row.id),
        organization: OrganizationId(row.organization_id),
        email: row.email,
        role: sound(MemberRole::from_code(&row.role), "invitations", "role", row.id)?,
        by: PersonId(row.invited_by),
        partner: row.partner_id.map(PartnerId),
        asked_at: row.asked_at,
        expires_at: row.expires_at,
    })
}
