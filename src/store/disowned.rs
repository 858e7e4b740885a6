//! Organisations that members disowned. A membership that began later is another one: its documents are open.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tables::disowned_organization::{ActiveModel, Column, Entity, Model};
use super::tables::membership;
use super::{Reach, StoreError, Tx};
use crate::domain::disowning::DisownedOrganization;
use crate::domain::ids::{OrganizationId, PartnerId, PersonId, QuestionId};

/// The organisations whose documents are closed for a member.
pub async fn closed_for(
    reach: &impl Reach,
    account: PersonId,
) -> Result<HashSet<OrganizationId>, StoreError> {
    let rows = Entity::find().filter(Column::PersonId.eq(account.0)).all(&reach.on()).await?;
    if rows.is_empty() {
        return Ok(HashSet::new());
    }
    let acting = membership::Entity::find().filter(membership::Column::PersonId.eq(account.0));
    let since: HashMap<i64, _> =
        acting.all(&reach.on()).await?.into_iter().map(|row| (row.organization_id, row.since)).collect();
    let closed = |row: &&Model| {
        let began = since.get(&row.organization_id).copied().flatten();
        began.is_none_or(|began| began <= row.at)
    };
    Ok(rows.iter().filter(closed).map(|row| OrganizationId(row.organization_id)).collect())
}

/// The question by which a member disowned an organisation, if they did.
pub async fn question_of(
    reach: &impl Reach,
    account: PersonId,
    organization: OrganizationId,
) -> Result<Option<QuestionId>, StoreError> {
    let one = Column::PersonId.eq(account.0).and(Column::OrganizationId.eq(organization.0));
    let row = Entity::find().filter(one).one(&reach.on()).await?;
    Ok(row.map(|row| QuestionId(row.question_id)))
}

/// What a partner hears of by this question, which it opened in its scope.
pub async fn of_question(
    reach: &impl Reach,
    question: QuestionId,
) -> Result<Option<DisownedOrganization>, StoreError> {
    let row = Entity::find().filter(Column::QuestionId.eq(question.0)).one(&reach.on()).await?;
    Ok(row.map(|row| DisownedOrganization {
        account: PersonId(row.person_id),
        organization: OrganizationId(row.organization_id),
        partner: PartnerId(row.partner_id),
        question: QuestionId(row.question_id),
        at: row.at,
        closed: true,
    }))
}

/// Writes that the documents are closed, or takes that away.
pub(super) async fn write(tx: &Tx, disowned: &DisownedOrganization) -> Result<(), StoreError> {
    let one = Column::PersonId.eq(disowned.account.0).and(Column::OrganizationId.eq(disowned.organization.0));
    Entity::delete_many().filter(one).exec(&tx.on()).await?;
    if !disowned.closed {
        return Ok(());
    }
    let row = ActiveModel {
        person_id: Set(disowned.account.0),
        organization_id: Set(disowned.organization.0),
        partner_id: Set(disowned.partner.0),
        question_id: Set(disowned.question.0),
        at: Set(disowned.at),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}
