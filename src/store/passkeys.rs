//! Passkeys of people, and the challenges that wait for an answer. A key is known by its person; only an answer at the door
//! names it alone.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::tables::passkey::{ActiveModel, Column, Entity, Model};
use super::tables::passkey_challenge as challenge;
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{PasskeyId, PersonId};
use crate::domain::passkey::{CHALLENGE_LIFETIME, KeyPurpose, OwnPasskey};

/// A key with what proves it.
#[derive(Clone, Debug)]
pub struct KeptPasskey {
    /// The key, as its owner knows it.
    pub own: OwnPasskey,
    /// The name that the device has for the owner.
    pub user_handle: String,
    /// The public half with its counter, as the reader of answers keeps it.
    pub credential: String,
}

/// A key that a device has just made.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Whose it is.
    pub owner: PersonId,
    /// How the owner calls it.
    pub name: String,
    /// Its own name, which no other key has.
    pub credential_id: String,
    /// The name that the device has for the owner.
    pub user_handle: String,
    /// The public half with its counter.
    pub credential: String,
}

/// A challenge that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The digest of the word that only whoever may answer knows.
    pub key: String,
    /// What the answer is for.
    pub purpose: KeyPurpose,
    /// Who must answer; nobody in particular at the door.
    pub person: Option<PersonId>,
    /// What the reader of the answer must remember.
    pub state: String,
}

/// The keys of a person, the oldest first.
pub async fn of_person(reach: &impl Reach, person: PersonId) -> Result<Vec<KeptPasskey>, StoreError> {
    let own = Entity::find().filter(Column::PersonId.eq(person.0)).order_by_asc(Column::Id);
    Ok(own.all(&reach.on()).await?.into_iter().map(KeptPasskey::from).collect())
}

/// How many keys of a person are good, and how many are suspended.
pub(super) async fn count(reach: &impl Reach, person: PersonId) -> Result<(u64, u64), StoreError> {
    let rows = Entity::find().filter(Column::PersonId.eq(person.0)).all(&reach.on()).await?;
    let many = |suspended| rows.iter().filter(|row| row.suspended_at.is_some() == suspended).count() as u64;
    Ok((many(false), many(true)))
}

/// Those of these people who have a good key.
pub async fn holders(reach: &impl Reach, people: &[PersonId]) -> Result<Vec<PersonId>, StoreError> {
    let asked = Column::PersonId.is_in(people.iter().map(|person| person.0));
    let rows = Entity::find().filter(asked.and(Column::SuspendedAt.is_null())).all(&reach.on()).await?;
    Ok(rows.into_iter().map(|row| PersonId(row.person_id)).collect())
}

/// Removes all keys of a person.
pub(super) async fn remove_all(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::PersonId.eq(person.0)).exec(&tx.on()).await?;
    Ok(())
}

/// One of the keys of a person; locks its row.
pub async fn open(tx: &Tx, person: PersonId, id: PasskeyId) -> Result<KeptPasskey, StoreError> {
    let own = Entity::find_by_id(id.0).filter(Column::PersonId.eq(person.0));
    let row = own.lock_exclusive().one(&tx.on()).await?;
    row.map(KeptPasskey::from).ok_or(StoreError::NotFound)
}

/// The key that an answer names, whosever it is: whoever answers at the door is not known yet.
pub async fn named(reach: &impl Reach, credential_id: &str) -> Result<Option<KeptPasskey>, StoreError> {
    let row = Entity::find().filter(Column::CredentialId.eq(credential_id)).one(&reach.on()).await?;
    Ok(row.map(KeptPasskey::from))
}

/// Adds a key; one that somebody has already is a `Duplicate`.
pub async fn add(tx: &Tx, new: NewPasskey, at: DateTime<Utc>) -> Result<PasskeyId, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        person_id: Set(new.owner.0),
        name: Set(new.name),
        credential_id: Set(new.credential_id),
        user_handle: Set(new.user_handle),
        credential: Set(new.credential),
        created_at: Set(at),
        used_at: Set(None),
        suspended_at: Set(None),
    };
    Ok(PasskeyId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id))
}

/// Gives a key another name.
pub async fn rename(tx: &Tx, id: PasskeyId, name: String) -> Result<(), StoreError> {
    write(tx, id, ActiveModel { name: Set(name), ..Default::default() }).await
}

/// Notes that a key was used, with its counter as it is now.
pub async fn note_used(
    tx: &Tx,
    id: PasskeyId,
    credential: String,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let used = ActiveModel { credential: Set(credential), used_at: Set(Some(at)), ..Default::default() };
    write(tx, id, used).await
}

/// Suspends a key: it signs nobody in any more.
pub async fn suspend(tx: &Tx, id: PasskeyId, at: DateTime<Utc>) -> Result<(), StoreError> {
    write(tx, id, ActiveModel { suspended_at: Set(Some(at)), ..Default::default() }).await
}

/// Removes a key.
pub async fn remove(tx: &Tx, id: PasskeyId) -> Result<(), StoreError> {
    Entity::delete_by_id(id.0).exec(&tx.on()).await?;
    Ok(())
}

async fn write(tx: &Tx, id: PasskeyId, row: ActiveModel) -> Result<(), StoreError> {
    Entity::update_many().set(row).filter(Column::Id.eq(id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// Keeps a challenge in the place of an earlier one under the same key, and forgets those that are over.
pub async fn ask(reach: &impl Reach, new: Challenge, now: DateTime<Utc>) -> Result<(), StoreError> {
    use challenge::Column::{ExpiresAt, Key, PersonId as Person, Purpose, State};
    challenge::Entity::delete_many().filter(ExpiresAt.lte(now)).exec(&reach.on()).await?;
    let row = challenge::ActiveModel {
        key: Set(new.key),
        purpose: Set(new.purpose.code().to_owned()),
        person_id: Set(new.person.map(|person| person.0)),
        state: Set(new.state),
        expires_at: Set(now + CHALLENGE_LIFETIME),
    };
    challenge::Entity::insert(row)
        .on_conflict(OnConflict::column(Key).update_columns([Purpose, Person, State, ExpiresAt]).to_owned())
        .exec_without_returning(&reach.on())
        .await?;
    Ok(())
}

/// Takes a challenge, once: of several who answer it at the same time one gets it. It is gone then, whatever the answer is
/// worth.
pub async fn take(tx: &Tx, key: &str) -> Result<Option<(Challenge, DateTime<Utc>)>, StoreError> {
    let row = challenge::Entity::find_by_id(key.to_owned()).lock_exclusive().one(&tx.on()).await?;
    let Some(row) = row else { return Ok(None) };
    let gone = challenge::Entity::delete_by_id(key.to_owned()).exec(&tx.on()).await?;
    let purpose = KeyPurpose::from_code(&row.purpose).filter(|_| gone.rows_affected == 1);
    let taken = |purpose| {
        let person = row.person_id.map(PersonId);
        (Challenge { key: row.key, purpose, person, state: row.state }, row.expires_at)
    };
    Ok(purpose.map(taken))
}

impl From<Model> for KeptPasskey {
    fn from(row: Model) -> Self {
        let own = OwnPasskey {
            id: PasskeyId(row.id),
            owner: PersonId(row.person_id),
            name: row.name,
            created_at: row.created_at,
            used_at: row.used_at,
            suspended_at: row.suspended_at,
        };
        Self { own, user_handle: row.user_handle, credential: row.credential }
    }
}
