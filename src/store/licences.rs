//! Licences: the periods for which organisations hold products. Rows are only added.

use std::collections::HashMap;

use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::error::sound;
use super::padding::padded;
use super::tables::licence::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::billing::{Basis, BilledProduct};
use crate::domain::holdings::{Holdings, RenewalStart, as_they_hold};
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

/// The periods of an organisation, each cut where a higher tier of the same account begins, the latest first. The
/// caller has opened the organisation in scope.
pub async fn of_organization(
    reach: &impl Reach,
    organization: OrganizationId,
) -> Result<Vec<Licence>, StoreError> {
    of_organizations(reach, &[organization]).await
}

/// Like [`of_organization`], for several organisations.
pub async fn of_organizations(
    reach: &impl Reach,
    organizations: &[OrganizationId],
) -> Result<Vec<Licence>, StoreError> {
    let rows = Entity::find()
        .filter(Column::OrganizationId.is_in(padded(organizations.iter().map(|id| id.0))))
        .order_by_desc(Column::ActivatedAt)
        .order_by_desc(Column::Id)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect::<Result<_, _>>().map(as_they_hold)
}

/// What each of these organisations holds, and the rule for its next purchase.
pub async fn holdings(
    reach: &impl Reach,
    organizations: &[OrganizationId],
    renewal: RenewalStart,
) -> Result<HashMap<OrganizationId, Holdings>, StoreError> {
    let mut periods: HashMap<OrganizationId, Vec<Licence>> = HashMap::new();
    for period in of_organizations(reach, organizations).await? {
        periods.entry(period.organization).or_default().push(period);
    }
    let held = organizations.iter().map(|id| {
        let own = periods.remove(id).unwrap_or_default();
        (*id, Holdings::new(own, renewal))
    });
    Ok(held.collect())
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
