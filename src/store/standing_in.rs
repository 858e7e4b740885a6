//! Who stands in for whom, within one tenant.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::accounts::{self, tenant};
use super::error::sound;
use super::tables::standing_in::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::account::Account;
use crate::domain::ids::{PartnerId, PersonId, StandingInId};
use crate::domain::role::Role;
use crate::domain::standing_in::{Lending, StandingIn};

/// Those of a tenant, the newest first.
pub async fn of_house(reach: &impl Reach, house: Option<PartnerId>) -> Result<Vec<StandingIn>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant(house)))
        .order_by_desc(Column::Id)
        .all(&reach.on())
        .await?;
    rows.iter().map(read).collect()
}

/// Those of somebody in a tenant, as the giver or the deputy, the newest first.
pub async fn of_person(
    reach: &impl Reach,
    house: Option<PartnerId>,
    person: PersonId,
) -> Result<Vec<StandingIn>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant(house)).and(concerns(person)))
        .order_by_desc(Column::Id)
        .all(&reach.on())
        .await?;
    rows.iter().map(read).collect()
}

/// Those that were not ended and whose last day has not passed, in which somebody is the giver or the deputy; their rows are
/// locked.
pub async fn lasting_to_change(
    tx: &Tx,
    house: Option<PartnerId>,
    person: PersonId,
    today: NaiveDate,
) -> Result<Vec<StandingIn>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant(house)).and(concerns(person)))
        .filter(Column::EndedAt.is_null().and(Column::LastDay.gte(today)))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(&tx.on())
        .await?;
    rows.iter().map(read).collect()
}

/// One of a tenant, for changing.
pub async fn open_to_change(
    tx: &Tx,
    house: Option<PartnerId>,
    id: StandingInId,
) -> Result<StandingIn, StoreError> {
    let row = Entity::find_by_id(id.0)
        .filter(Column::Tenant.eq(tenant(house)))
        .lock_exclusive()
        .one(&tx.on())
        .await?;
    read(&row.ok_or(StoreError::NotFound)?)
}

/// The one with this identity, for the letters about it.
pub async fn with_id(reach: &impl Reach, id: StandingInId) -> Result<StandingIn, StoreError> {
    read(&Entity::find_by_id(id.0).one(&reach.on()).await?.ok_or(StoreError::NotFound)?)
}

/// Adds one that is not arranged yet; it gets its identity.
pub async fn add(tx: &Tx, new: StandingIn) -> Result<StandingIn, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        tenant: Set(tenant(new.house)),
        role: Set(new.role.code().to_owned()),
        giver_id: Set(new.giver.0),
        deputy_id: Set(new.deputy.0),
        first_day: Set(new.first),
        last_day: Set(new.last),
        arranged_at: Set(new.arranged_at),
        ended_at: Set(new.ended_at),
        version: Set(new.version),
    };
    let id = StandingInId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id);
    Ok(StandingIn { id, ..new })
}

pub(super) async fn write(tx: &Tx, standing: &StandingIn) -> Result<(), StoreError> {
    let row = ActiveModel {
        ended_at: Set(standing.ended_at),
        version: Set(standing.version + 1),
        ..Default::default()
    };
    let seen = Column::Id.eq(standing.id.0).and(Column::Version.eq(standing.version));
    let written = Entity::update_many().set(row).filter(seen).exec(&tx.on()).await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// What is lent to these people of a tenant at an instant, as far as it counts.
pub async fn lent_to(
    reach: &impl Reach,
    house: Option<PartnerId>,
    people: &[Account],
    at: DateTime<Utc>,
) -> Result<HashMap<PersonId, Vec<Lending>>, StoreError> {
    let running: Vec<StandingIn> =
        of_house(reach, house).await?.into_iter().filter(|one| one.runs(at)).collect();
    let mut found = HashMap::new();
    for deputy in people {
        let own: Vec<_> = running.iter().filter(|one| one.deputy == deputy.id).cloned().collect();
        if !own.is_empty() {
            found.insert(deputy.id, with_givers(reach, deputy, own).await?);
        }
    }
    Ok(found)
}

/// Those of these that count for somebody, with their givers.
pub(super) async fn with_givers(
    reach: &impl Reach,
    deputy: &Account,
    all: Vec<StandingIn>,
) -> Result<Vec<Lending>, StoreError> {
    let givers: Vec<PersonId> = all.iter().map(|one| one.giver).collect();
    let accounts = accounts::several(reach, &givers).await?;
    let lending = |standing: StandingIn| {
        let giver = accounts.get(&standing.giver)?.clone();
        Some(Lending { standing, giver }).filter(|lending| lending.counts(deputy))
    };
    Ok(all.into_iter().filter_map(lending).collect())
}

fn concerns(person: PersonId) -> Condition {
    Condition::any().add(Column::GiverId.eq(person.0)).add(Column::DeputyId.eq(person.0))
}

pub(super) fn read(row: &Model) -> Result<StandingIn, StoreError> {
    Ok(StandingIn {
        id: StandingInId(row.id),
        house: (row.tenant != 0).then_some(PartnerId(row.tenant)),
        role: sound(Role::from_code(&row.role), "standing_in", "role", row.id)?,
        giver: PersonId(row.giver_id),
        deputy: PersonId(row.deputy_id),
        first: row.first_day,
        last: row.last_day,
        arranged_at: row.arranged_at,
        ended_at: row.ended_at,
        version: row.version,
    })
}
