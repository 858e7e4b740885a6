//! Saved filters of the queue, of a person or of a whole partner.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::tables::saved_filter::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{PartnerId, PersonId};

/// A named filter of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its identity.
    pub id: i64,
    /// The partner in which it is used.
    pub partner: PartnerId,
    /// The person who saved it.
    pub author: PersonId,
    /// Whether it is shared with all of the partner's people.
    pub of_team: bool,
    /// Its name.
    pub name: String,
    /// The filter as the query of a URL.
    pub query: String,
}

impl SavedFilter {
    /// The owner, within whose filters the name is unique.
    fn owner(&self) -> String {
        if self.of_team { team_of(self.partner) } else { owner_of(self.partner, self.author) }
    }
}

fn team_of(partner: PartnerId) -> String {
    format!("partner:{partner}")
}

fn owner_of(partner: PartnerId, person: PersonId) -> String {
    format!("partner:{partner}:person:{person}")
}

fn visible(partner: PartnerId, person: PersonId) -> Condition {
    Condition::all().add(Column::Owner.is_in([team_of(partner), owner_of(partner, person)]))
}

/// The filters of a person of a partner: the shared ones, then their own, by name.
pub async fn of_person(
    reach: &impl Reach,
    partner: PartnerId,
    person: PersonId,
) -> Result<Vec<SavedFilter>, StoreError> {
    let rows = Entity::find()
        .filter(visible(partner, person))
        .order_by_desc(Column::OfTeam)
        .order_by_asc(Column::Name)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(SavedFilter::from).collect())
}

/// One of the filters that [`of_person`] lists.
pub async fn open(
    reach: &impl Reach,
    partner: PartnerId,
    person: PersonId,
    id: i64,
) -> Result<SavedFilter, StoreError> {
    let row = Entity::find_by_id(id).filter(visible(partner, person)).one(&reach.on()).await?;
    row.map(SavedFilter::from).ok_or(StoreError::NotFound)
}

/// How many filters its owner has.
pub async fn count_beside(reach: &impl Reach, filter: &SavedFilter) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::Owner.eq(filter.owner())).count(&reach.on()).await?)
}

/// Adds a filter; a name in use is a `Duplicate`.
pub async fn add(tx: &Tx, filter: &SavedFilter, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: NotSet,
        partner_id: Set(filter.partner.0),
        author_id: Set(filter.author.0),
        of_team: Set(filter.of_team),
        owner: Set(filter.owner()),
        name: Set(filter.name.clone()),
        query: Set(filter.query.clone()),
        created_at: Set(at),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Deletes a filter.
pub async fn remove(tx: &Tx, id: i64) -> Result<(), StoreError> {
    Entity::delete_by_id(id).exec(&tx.on()).await?;
    Ok(())
}

impl From<Model> for SavedFilter {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            partner: PartnerId(row.partner_id),
            author: PersonId(row.author_id),
            of_team: row.of_team,
            name: row.name,
            query: row.query,
        }
    }
}
