//! Cloud identities, and the walks to a provider that are under way.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::tables::{cloud_identity, cloud_step};
use super::{Reach, StoreError, Tx};
use crate::domain::cloud::CloudIdentity;
use crate::domain::ids::{CloudIdentityId, PartnerId, PersonId};

/// How long a walk to a provider and back may take.
pub const LIFETIME: Duration = Duration::minutes(10);

/// A walk to a provider that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudStep {
    /// The digest of the state with which the provider sends the person back.
    pub state_hash: String,
    /// The provider's issuer.
    pub issuer: String,
    /// The digest of what only this browser knows: the word of its forms, or the token of its session.
    pub browser: String,
    /// Who links, when this is no sign-in.
    pub person: Option<PersonId>,
    /// Whether the person said «Чужой компьютер».
    pub foreign_computer: bool,
    /// Where the person wanted to go.
    pub next: Option<String>,
}

/// Keeps a walk that begins, and forgets those that are over.
pub async fn set_out(reach: &impl Reach, step: CloudStep, now: DateTime<Utc>) -> Result<(), StoreError> {
    let over = cloud_step::Column::ExpiresAt.lte(now);
    cloud_step::Entity::delete_many().filter(over).exec(&reach.on()).await?;
    let row = cloud_step::ActiveModel {
        state_hash: Set(step.state_hash),
        issuer: Set(step.issuer),
        browser: Set(step.browser),
        person_id: Set(step.person.map(|person| person.0)),
        foreign_computer: Set(step.foreign_computer),
        next: Set(step.next),
        expires_at: Set(now + LIFETIME),
    };
    cloud_step::Entity::insert(row).exec_without_returning(&reach.on()).await?;
    Ok(())
}

/// Takes the walk with this state that began in a browser with one of these digests, once.
pub async fn take(
    tx: &Tx,
    state_hash: &str,
    browsers: &[String],
) -> Result<Option<(CloudStep, DateTime<Utc>)>, StoreError> {
    let found = cloud_step::Entity::find_by_id(state_hash.to_owned())
        .filter(cloud_step::Column::Browser.is_in(browsers.iter().cloned()))
        .lock_exclusive()
        .one(&tx.on())
        .await?;
    let Some(row) = found else { return Ok(None) };
    let taken = cloud_step::Entity::delete_by_id(row.state_hash.clone()).exec(&tx.on()).await?;
    let until = row.expires_at;
    let step = CloudStep {
        state_hash: row.state_hash,
        issuer: row.issuer,
        browser: row.browser,
        person: row.person_id.map(PersonId),
        foreign_computer: row.foreign_computer,
        next: row.next,
    };
    Ok((taken.rows_affected == 1).then_some((step, until)))
}

/// The identity with this subject of this issuer, in no house yet.
pub async fn find(
    reach: &impl Reach,
    issuer: &str,
    subject: &str,
) -> Result<Option<CloudIdentity>, StoreError> {
    use cloud_identity::Column::{Issuer, Subject};
    let named = Issuer.eq(issuer).and(Subject.eq(subject));
    let row = cloud_identity::Entity::find().filter(named).one(&reach.on()).await?;
    Ok(row.map(|row| read(row, None)))
}

/// What a person has linked, the oldest first.
pub async fn of_person(reach: &impl Reach, person: PersonId) -> Result<Vec<CloudIdentity>, StoreError> {
    let rows = cloud_identity::Entity::find()
        .filter(cloud_identity::Column::PersonId.eq(person.0))
        .order_by_asc(cloud_identity::Column::Id)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|row| read(row, None)).collect())
}

/// One of what a person has linked, for unlinking; the person is in this house.
pub async fn open_to_change(
    tx: &Tx,
    person: PersonId,
    house: Option<PartnerId>,
    id: CloudIdentityId,
) -> Result<CloudIdentity, StoreError> {
    let row = cloud_identity::Entity::find_by_id(id.0)
        .filter(cloud_identity::Column::PersonId.eq(person.0))
        .lock_exclusive()
        .one(&tx.on())
        .await?;
    Ok(read(row.ok_or(StoreError::NotFound)?, house))
}

/// Notes that an identity has opened its account.
pub async fn used(reach: &impl Reach, id: CloudIdentityId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = cloud_identity::ActiveModel { used_at: Set(Some(at)), ..Default::default() };
    let this = cloud_identity::Column::Id.eq(id.0);
    cloud_identity::Entity::update_many().set(row).filter(this).exec(&reach.on()).await?;
    Ok(())
}

/// Writes an identity that is linked, or takes one away; one that opens an account already is a `Duplicate`.
pub(super) async fn write(tx: &Tx, identity: &CloudIdentity) -> Result<(), StoreError> {
    if !identity.linked {
        let gone = cloud_identity::Entity::delete_by_id(identity.id.0).exec(&tx.on()).await?;
        return if gone.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) };
    }
    let row = cloud_identity::ActiveModel {
        id: NotSet,
        person_id: Set(identity.person.0),
        issuer: Set(identity.issuer.clone()),
        subject: Set(identity.subject.clone()),
        label: Set(identity.label.clone()),
        linked_at: Set(identity.linked_at),
        used_at: Set(identity.used_at),
    };
    cloud_identity::Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

pub(super) fn read(row: cloud_identity::Model, house: Option<PartnerId>) -> CloudIdentity {
    CloudIdentity {
        id: CloudIdentityId(row.id),
        person: PersonId(row.person_id),
        house,
        issuer: row.issuer,
        subject: row.subject,
        label: row.label,
        provider: String::new(),
        linked_at: row.linked_at,
        used_at: row.used_at,
        linked: true,
    }
}
