//! Passwords of clients' programs, found by the digest of their word: it has enough random bits for a plain hash.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::tables::program_password::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{PersonId, ProgramPasswordId};
use crate::domain::program_password::ProgramPassword;

/// The use of a password is noted at most this often, since a program calls all day long.
const NOTED_EVERY: Duration = Duration::minutes(1);

/// A password as it is made.
#[derive(Clone, Debug)]
pub struct NewProgramPassword<'a> {
    /// Whose account the program uses.
    pub person: PersonId,
    /// What the person calls the program.
    pub name: &'a str,
    /// The digest of its word.
    pub digest: &'a str,
    /// When it is made.
    pub at: DateTime<Utc>,
}

/// Adds a password.
pub async fn add(tx: &Tx, new: &NewProgramPassword<'_>) -> Result<ProgramPasswordId, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        person_id: Set(new.person.0),
        name: Set(new.name.to_owned()),
        digest: Set(new.digest.to_owned()),
        created_at: Set(new.at),
        used_at: Set(None),
        ended_at: Set(None),
    };
    Ok(ProgramPasswordId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id))
}

/// The passwords of a person that are good, the oldest first.
pub async fn living(reach: &impl Reach, person: PersonId) -> Result<Vec<ProgramPassword>, StoreError> {
    let rows = Entity::find().filter(own(person)).order_by_asc(Column::Id).all(&reach.on()).await?;
    Ok(rows.into_iter().map(ProgramPassword::from).collect())
}

/// The good password of a person with this digest. Without a person the work is the same, and none is found.
pub async fn with_digest(
    reach: &impl Reach,
    person: Option<PersonId>,
    digest: &str,
) -> Result<Option<ProgramPassword>, StoreError> {
    let person = person.unwrap_or(PersonId(0));
    let row = Entity::find().filter(own(person).add(Column::Digest.eq(digest))).one(&reach.on()).await?;
    Ok(row.map(ProgramPassword::from))
}

/// A password of any person, good or ended: for the letter about it.
pub async fn open(reach: &impl Reach, id: ProgramPasswordId) -> Result<ProgramPassword, StoreError> {
    let row = Entity::find_by_id(id.0).one(&reach.on()).await?;
    row.map(ProgramPassword::from).ok_or(StoreError::NotFound)
}

/// Ends a good password of a person.
pub async fn end(
    tx: &Tx,
    person: PersonId,
    id: ProgramPasswordId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let ended = Entity::update_many()
        .set(ActiveModel { ended_at: Set(Some(at)), ..Default::default() })
        .filter(own(person).add(Column::Id.eq(id.0)))
        .exec(&tx.on())
        .await?;
    if ended.rows_affected == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Notes that a program signed in with a password.
pub async fn note_used(
    reach: &impl Reach,
    password: &ProgramPassword,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    if password.used_at.is_some_and(|used| at - used < NOTED_EVERY) {
        return Ok(());
    }
    Entity::update_many()
        .set(ActiveModel { used_at: Set(Some(at)), ..Default::default() })
        .filter(Column::Id.eq(password.id.0))
        .filter(Expr::col(Column::UsedAt).is_null().or(Column::UsedAt.lt(at)))
        .exec(&reach.on())
        .await?;
    Ok(())
}

/// What is good of a person.
fn own(person: PersonId) -> Condition {
    Condition::all().add(Column::PersonId.eq(person.0)).add(Column::EndedAt.is_null())
}

impl From<Model> for ProgramPassword {
    fn from(row: Model) -> Self {
        Self {
            id: ProgramPasswordId(row.id),
            person: PersonId(row.person_id),
            name: row.name,
            created_at: row.created_at,
            used_at: row.used_at,
        }
    }
}
