//! Drafts: applications that clients fill in the browser. Each query takes the account, which finds its own drafts only.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use super::error::sound;
use super::tables::draft::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::draft::{Correction, Draft, DraftAnswers, DraftStep};
use crate::domain::ids::{ApplicationNumber, DraftId, OrganizationId, PersonId};
use crate::domain::submission::ApplicationType;

/// The account's drafts.
fn of(account: PersonId) -> Condition {
    Condition::all().add(Column::PersonId.eq(account.0))
}

/// The account's drafts that were not sent.
fn open_of(account: PersonId) -> Condition {
    of(account).add(Column::SentAs.is_null())
}

/// The drafts of an account that were not sent, the last saved first.
pub async fn of_account(reach: &impl Reach, account: PersonId) -> Result<Vec<Draft>, StoreError> {
    let rows =
        Entity::find().filter(open_of(account)).order_by_desc(Column::UpdatedAt).order_by_desc(Column::Id);
    rows.all(&reach.on()).await?.iter().map(read).collect()
}

/// How many drafts of an account were not sent.
pub async fn count(reach: &impl Reach, account: PersonId) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(open_of(account)).count(&reach.on()).await?)
}

/// The account's draft that mends an application, if it has one.
pub async fn mending(
    reach: &impl Reach,
    account: PersonId,
    application: ApplicationNumber,
) -> Result<Option<Draft>, StoreError> {
    let own = open_of(account).add(Column::ApplicationNumber.eq(application.0));
    let row = Entity::find().filter(own).order_by_desc(Column::Id).one(&reach.on()).await?;
    row.as_ref().map(read).transpose()
}

/// One of the account's drafts, sent or not.
pub async fn open(reach: &impl Reach, account: PersonId, id: DraftId) -> Result<Draft, StoreError> {
    let row = Entity::find_by_id(id.0).filter(of(account)).one(&reach.on()).await?;
    read(&row.ok_or(StoreError::NotFound)?)
}

/// Like [`open`], but locks the row until the transaction ends.
pub async fn open_to_change(tx: &Tx, account: PersonId, id: DraftId) -> Result<Draft, StoreError> {
    let row = Entity::find_by_id(id.0).filter(of(account)).lock_exclusive().one(&tx.on()).await?;
    read(&row.ok_or(StoreError::NotFound)?)
}

/// Adds a draft.
pub async fn add(tx: &Tx, draft: &Draft) -> Result<DraftId, StoreError> {
    let row = ActiveModel { version: Set(1), created_at: Set(draft.created_at), ..row(draft)? };
    Ok(DraftId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id))
}

/// Writes a draft over the version that was read. One that was sent keeps only the number.
pub async fn write(tx: &Tx, draft: &Draft) -> Result<(), StoreError> {
    let row = ActiveModel { version: Set(draft.version + 1), ..row(draft)? };
    let seen = of(draft.account).add(Column::Id.eq(draft.id.0)).add(Column::Version.eq(draft.version));
    let written = Entity::update_many().set(row).filter(seen).exec(&tx.on()).await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Takes a draft away.
pub async fn remove(tx: &Tx, account: PersonId, id: DraftId) -> Result<(), StoreError> {
    let own = open_of(account).add(Column::Id.eq(id.0));
    let removed = Entity::delete_many().filter(own).exec(&tx.on()).await?;
    if removed.rows_affected == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Forgets what was last saved before an instant.
pub async fn sweep(reach: &impl Reach, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::UpdatedAt.lt(before)).exec(&reach.on()).await?.rows_affected)
}

/// The columns that change, with those that never do.
fn row(draft: &Draft) -> Result<ActiveModel, StoreError> {
    let nothing = DraftAnswers::default();
    let kept = if draft.sent_as.is_some() { &nothing } else { &draft.answers };
    let answers = sound(serde_json::to_string(kept).ok(), "drafts", "answers", draft.id)?;
    Ok(ActiveModel {
        id: NotSet,
        person_id: Set(draft.account.0),
        kind: Set(draft.kind.code().to_owned()),
        organization_id: Set(draft.organization.map(|organization| organization.0)),
        application_number: Set(draft.correction.map(|correction| correction.application.0)),
        application_version: Set(draft.correction.map(|correction| correction.version)),
        answers: Set(answers),
        step: Set(draft.reached.code().to_owned()),
        sent_as: Set(draft.sent_as.map(|number| number.0)),
        version: NotSet,
        created_at: NotSet,
        updated_at: Set(draft.updated_at),
    })
}

fn read(row: &Model) -> Result<Draft, StoreError> {
    let correction = row.application_number.zip(row.application_version);
    let correction =
        correction.map(|(number, version)| Correction { application: ApplicationNumber(number), version });
    Ok(Draft {
        id: DraftId(row.id),
        account: PersonId(row.person_id),
        kind: sound(ApplicationType::from_code(&row.kind), "drafts", "kind", row.id)?,
        organization: row.organization_id.map(OrganizationId),
        correction,
        answers: sound(serde_json::from_str(&row.answers).ok(), "drafts", "answers", row.id)?,
        reached: sound(DraftStep::from_code(&row.step), "drafts", "step", row.id)?,
        sent_as: row.sent_as.map(ApplicationNumber),
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
