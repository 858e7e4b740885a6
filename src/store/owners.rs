//! Owners: who signs in which organisation, by СНИЛС.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use super::applications::read;
use super::tables::application::{Column as ApplicationColumn, Entity as Applications};
use super::tables::application_owner::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};
use crate::domain::application::Application;
use crate::domain::identity::Snils;
use crate::domain::ids::{ApplicationNumber, OrganizationId, PartnerId};

/// Writes the owners of an application in the place of those of its earlier revision.
pub async fn replace(
    tx: &Tx,
    number: ApplicationNumber,
    owners: impl Iterator<Item = &Snils> + Send,
) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::ApplicationNumber.eq(number.0)).exec(&tx.on()).await?;
    let rows: Vec<ActiveModel> = rows(number, owners).collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

/// The rows of the owners of an application.
pub(super) fn rows<'a>(
    number: ApplicationNumber,
    owners: impl Iterator<Item = &'a Snils>,
) -> impl Iterator<Item = ActiveModel> {
    (0_i32..).zip(owners).map(move |(position, snils)| ActiveModel {
        application_number: Set(number.0),
        position: Set(position),
        snils: Set(snils.as_str().to_owned()),
    })
}

/// Applications of a partner's other organisations in which this person owns a signature, newest first.
pub async fn elsewhere(
    reach: &impl Reach,
    snils: &Snils,
    (organization, partner): (OrganizationId, PartnerId),
    limit: u64,
) -> Result<Vec<Application>, StoreError> {
    let rows = Applications::find()
        .filter(signed_elsewhere(snils, organization).add(ApplicationColumn::PartnerId.eq(partner.0)))
        .order_by_desc(ApplicationColumn::Number)
        .limit(limit)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Whether other partners have applications of other organisations in which this person owns a signature.
pub async fn is_at_others(
    reach: &impl Reach,
    snils: &Snils,
    (organization, partner): (OrganizationId, PartnerId),
) -> Result<bool, StoreError> {
    let found = Applications::find()
        .select_only()
        .column(ApplicationColumn::Number)
        .filter(signed_elsewhere(snils, organization).add(ApplicationColumn::PartnerId.ne(partner.0)))
        .into_tuple::<i64>()
        .one(&reach.on())
        .await?;
    Ok(found.is_some())
}

fn signed_elsewhere(snils: &Snils, organization: OrganizationId) -> Condition {
    let numbers = Entity::find()
        .select_only()
        .column(Column::ApplicationNumber)
        .filter(Column::Snils.eq(snils.as_str()))
        .into_query();
    Condition::all()
        .add(ApplicationColumn::Number.in_subquery(numbers))
        .add(ApplicationColumn::OrganizationId.ne(organization.0))
}
