//! The people who can review a partner's applications.

use std::collections::HashMap;

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    Select,
};

use super::stage_in;
use crate::domain::ids::{ApplicationNumber, PartnerId, PersonId};
use crate::domain::stage::StageCode;
use crate::store::tables::{application, person, role_assignment};
use crate::store::{Reach, StoreError, Tx};

/// Somebody who can review applications, with the present load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// How many applications the person is reviewing.
    pub load: u64,
}

/// The people of a partner who can sign in, by name.
pub async fn reviewers(reach: &impl Reach, partner: PartnerId) -> Result<Vec<Reviewer>, StoreError> {
    let rows = able(partner).order_by_asc(person::Column::FullName).all(&reach.on()).await?;
    let loads = loads(reach, partner).await?;
    let reviewer = |row: person::Model| Reviewer {
        id: PersonId(row.id),
        load: loads.get(&Some(row.id)).copied().unwrap_or_default(),
        name: if row.full_name.is_empty() { row.login } else { row.full_name },
    };
    Ok(rows.into_iter().map(reviewer).collect())
}

/// How many applications each of the partner's people is reviewing.
async fn loads(reach: &impl Reach, partner: PartnerId) -> Result<HashMap<Option<i64>, u64>, StoreError> {
    use application::Column;
    let counted: Vec<(Option<i64>, i64)> = application::Entity::find()
        .select_only()
        .column(Column::ReviewerId)
        .column_as(Column::Number.count(), "load")
        .filter(stage_in(StageCode::OPEN))
        .filter(stage_in(&[StageCode::InReview]))
        .filter(Column::PartnerId.eq(partner.0))
        .group_by(Column::ReviewerId)
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(counted.into_iter().map(|(person, load)| (person, u64::try_from(load).unwrap_or_default())).collect())
}

/// The numbers of the applications that a person is reviewing for a partner.
pub async fn in_review_of(
    reach: &impl Reach,
    partner: PartnerId,
    person: PersonId,
) -> Result<Vec<ApplicationNumber>, StoreError> {
    use application::Column;
    let numbers: Vec<i64> = application::Entity::find()
        .select_only()
        .column(Column::Number)
        .filter(stage_in(StageCode::OPEN))
        .filter(stage_in(&[StageCode::InReview]))
        .filter(Column::PartnerId.eq(partner.0).and(Column::ReviewerId.eq(person.0)))
        .order_by_asc(Column::Number)
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(numbers.into_iter().map(ApplicationNumber).collect())
}

/// Holds on to the account of a person of a partner until the transaction ends; says whether it can sign in.
pub async fn can_review(tx: &Tx, partner: PartnerId, person: PersonId) -> Result<bool, StoreError> {
    let found = able(partner).filter(person::Column::Id.eq(person.0)).lock_shared().one(&tx.on()).await?;
    Ok(found.is_some())
}

/// The people of a partner who can sign in.
fn able(partner: PartnerId) -> Select<person::Entity> {
    let of_partner = role_assignment::Entity::find()
        .select_only()
        .column(role_assignment::Column::PersonId)
        .filter(role_assignment::Column::Tenant.eq(partner.0))
        .into_query();
    person::Entity::find()
        .filter(person::Column::Id.in_subquery(of_partner))
        .filter(person::Column::DisabledAt.is_null())
        .filter(person::Column::PasswordHash.ne(""))
}
