//! The people whom the queue names: whoever works for a partner, and whoever holds its open applications.

use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _,
};

use super::stage_in;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::stage::StageCode;
use crate::store::tables::{application, person, role_assignment};
use crate::store::{Reach, StoreError};

/// Somebody who works for a partner or holds its open applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePerson {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// Whether the account is disabled.
    pub disabled: bool,
}

/// The people of a partner, and whoever else holds its open applications, by name.
pub async fn people(reach: &impl Reach, partner: PartnerId) -> Result<Vec<QueuePerson>, StoreError> {
    let of_partner = role_assignment::Entity::find()
        .select_only()
        .column(role_assignment::Column::PersonId)
        .filter(role_assignment::Column::Tenant.eq(partner.0))
        .into_query();
    let holding = application::Entity::find()
        .select_only()
        .column(application::Column::ReviewerId)
        .filter(application::Column::PartnerId.eq(partner.0))
        .filter(stage_in(StageCode::OPEN))
        .filter(application::Column::ReviewerId.is_not_null())
        .into_query();
    let working = Condition::all()
        .add(person::Column::Id.in_subquery(of_partner))
        .add(person::Column::DisabledAt.is_null());
    let rows = person::Entity::find()
        .filter(Condition::any().add(working).add(person::Column::Id.in_subquery(holding)))
        .order_by_asc(person::Column::FullName)
        .all(&reach.on())
        .await?;
    let read = |row: person::Model| QueuePerson {
        id: PersonId(row.id),
        name: if row.full_name.is_empty() { row.login } else { row.full_name },
        disabled: row.disabled_at.is_some(),
    };
    Ok(rows.into_iter().map(read).collect())
}
