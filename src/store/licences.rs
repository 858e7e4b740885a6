//! Licences: periods for which organisations hold products; added, never overwritten.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::error::sound;
use super::tables::licence::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::billing::{Basis, BilledProduct};
use crate::domain::ids::{ApplicationNumber, OrganizationId, PartnerId};
use crate::domain::multi_user::Tier;
use crate::domain::organization::Licence;

const TABLE: &str = "licences";

/// Adds periods; a second one of the same application and product is a `Duplicate`.
pub async fn add(tx: &Tx, licences: &[Licence]) -> Result<(), StoreError> {
    if licences.is_empty() {
        return Ok(());
    }
    Entity::insert_many(licences.iter().map(active)).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// The periods of an organisation that was opened in scope, the latest first.
pub async fn of_organization(
    reach: &impl Reach,
    organization: OrganizationId,
) -> Result<Vec<Licence>, StoreError> {
    of_organizations(reach, &[organization]).await
}

/// The periods of several organisations that were opened in scope, the latest first.
pub async fn of_organizations(
    reach: &impl Reach,
    organizations: &[OrganizationId],
) -> Result<Vec<Licence>, StoreError> {
    let rows = Entity::find()
        .filter(Column::OrganizationId.is_in(organizations.iter().map(|id| id.0)))
        .order_by_desc(Column::ActivatedAt)
        .order_by_desc(Column::Id)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The highest tier of the multi-user extension that each of these organisations holds on a day.
pub async fn held_tiers(
    reach: &impl Reach,
    organizations: &[OrganizationId],
    day: NaiveDate,
) -> Result<HashMap<OrganizationId, Tier>, StoreError> {
    let mut held = HashMap::new();
    for period in of_organizations(reach, organizations).await? {
        if let Some(tier) = period.tier.filter(|_| period.holds_on(day)) {
            let highest = held.entry(period.organization).or_insert(tier);
            *highest = tier.max(*highest);
        }
    }
    Ok(held)
}

pub(super) fn active(licence: &Licence) -> ActiveModel {
    ActiveModel {
        organization_id: Set(licence.organization.0),
        partner_id: Set(licence.partner.0),
        application_number: Set(licence.application.0),
        product: Set(licence.product.code().to_owned()),
        alias: Set(licence.alias.clone()),
        tier: Set(licence.tier.map(|tier| tier.code().to_owned())),
        basis: Set(licence.basis.code().to_owned()),
        starts_on: Set(licence.starts_on),
        ends_on: Set(licence.ends_on),
        activated_at: Set(licence.activated_at),
        ..Default::default()
    }
}

pub(super) fn read(row: Model) -> Result<Licence, StoreError> {
    let tier = match &row.tier {
        Some(code) => Some(sound(Tier::from_code(code), TABLE, "tier", row.id)?),
        None => None,
    };
    Ok(Licence {
        organization: OrganizationId(row.organization_id),
        partner: PartnerId(row.partner_id),
        application: ApplicationNumber(row.application_number),
        product: sound(BilledProduct::from_code(&row.product), TABLE, "product", row.id)?,
        alias: row.alias,
        tier,
        basis: sound(Basis::from_code(&row.basis), TABLE, "basis", row.id)?,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        activated_at: row.activated_at,
    })
}
