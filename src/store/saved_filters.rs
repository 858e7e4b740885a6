//! Saved filters: selections of the queue under a name, of a person or of a whole partner.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::tables::saved_filter::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{PartnerId, PersonId};

/// A selection of the queue under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its identity.
    pub id: i64,
    /// In whose house it is used.
    pub partner: PartnerId,
    /// Who saved it.
    pub author: PersonId,
    /// Whether all of the partner's people have it.
    pub of_team: bool,
    /// What it is called.
    pub name: String,
    /// The selection, as an address carries it.
    pub query: String,
}

impl SavedFilter {
    /// Among whose filters its name is unique.
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

/// Those that a person of a partner has: the team's first, then one's own, by name.
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

/// One of those that a person of a partner has.
pub async fn open(
    reach: &impl Reach,
    partner: PartnerId,
    person: PersonId,
    id: i64,
) -> Result<SavedFilter, StoreError> {
    let row = Entity::find_by_id(id).filter(visible(partner, person)).one(&reach.on()).await?;
    row.map(SavedFilter::from).ok_or(StoreError::NotFound)
}

/// How many there are among which this one's name is unique.
pub async fn count_beside(reach: &impl Reach, filter: &SavedFilter) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::Owner.eq(filter.owner())).count(&reach.on()).await?)
}

/// Keeps a new one; the same name twice is a `Duplicate`.
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

/// Takes one away.
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
