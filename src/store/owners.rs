//! Owners: who signs in which organisation, by СНИЛС.

use std::collections::HashSet;

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

/// An owner, as a revision names them.
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// The СНИЛС.
    pub snils: &'a Snils,
    /// The SHA-256 of the DER bytes of the owner's request for a certificate, in lower-case hex; none without a request.
    pub request_sha256: Option<String>,
}

/// The requests that the latest revisions of these applications name: of whom each is, and its digest.
pub(super) async fn requests(
    reach: &impl Reach,
    applications: &[ApplicationNumber],
) -> Result<HashSet<(i64, String, String)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.is_in(applications.iter().map(|number| number.0)))
        .filter(Column::RequestSha256.is_not_null())
        .all(&reach.on())
        .await?;
    let named =
        rows.into_iter().filter_map(|row| Some((row.application_number, row.snils, row.request_sha256?)));
    Ok(named.collect())
}

/// Writes the owners of an application in the place of those of its earlier revision.
pub async fn replace(
    tx: &Tx,
    number: ApplicationNumber,
    owners: impl Iterator<Item = Named<'_>> + Send,
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
    owners: impl Iterator<Item = Named<'a>>,
) -> impl Iterator<Item = ActiveModel> {
    (0_i32..).zip(owners).map(move |(position, named)| ActiveModel {
        application_number: Set(number.0),
        position: Set(position),
        snils: Set(named.snils.as_str().to_owned()),
        request_sha256: Set(named.request_sha256),
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
