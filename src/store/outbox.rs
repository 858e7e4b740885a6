//! The outbox: errands that workers claim under a lease and settle once.

mod asking;
mod delivery;
mod pressing;

use std::collections::HashSet;

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, FromQueryResult as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement, Value,
};

pub use asking::{
    drop_unasked, drop_work, note_asked, note_not_asked, put_off_uncounted, questions, unanswered,
};
pub use delivery::{LetterFate, fates, given_up, owe_letters_again, undelivered, undelivered_count};
pub use pressing::failed_prints;

use super::error::sound;
use super::tables::errand::{ActiveModel, Column, Entity, Model};
use super::{Db, Engine, Reach, StoreError, Tx};
use crate::domain::errand::{Errand, Lane};
use crate::domain::ids::{ApplicationNumber, ErrandId, PartnerId};

/// How many keys are looked up in one statement.
const KEYS: usize = 1_000;

/// A new errand.
#[derive(Clone, Debug)]
pub struct Owed {
    /// The errand to run.
    pub errand: Errand,
    /// The partner to which it belongs.
    pub partner: PartnerId,
    /// The deduplication key: an errand with a known key is not added again.
    pub key: String,
    /// The instant from which on it is due.
    pub due_at: DateTime<Utc>,
    /// When it was added.
    pub at: DateTime<Utc>,
}

/// An errand in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its identity.
    pub id: ErrandId,
    /// The errand to run.
    pub errand: Errand,
    /// The partner to which it belongs.
    pub partner: PartnerId,
    /// The deduplication key; also the idempotency key of a request to the authority.
    pub key: String,
    /// The instant from which on it is due, or due again.
    pub due_at: DateTime<Utc>,
    /// The number of attempts; for a claimed errand it includes the present one.
    pub attempts: u32,
    /// The message of the last failure.
    pub last_error: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When its request went out to an authority that must not be asked twice.
    pub asked_at: Option<DateTime<Utc>>,
}

/// Adds an errand, unless its key is known.
pub(super) async fn owe(tx: &Tx, owed: &Owed) -> Result<(), StoreError> {
    Entity::insert(row(owed)?)
        .on_conflict(OnConflict::column(Column::Deduplication).do_nothing().to_owned())
        .exec_without_returning(&tx.on())
        .await?;
    Ok(())
}

/// Adds errands that follow from no change, such as letters that the calendar brings; returns how many keys were new.
pub async fn owe_all(tx: &Tx, owed: &[Owed]) -> Result<u64, StoreError> {
    let keys: Vec<String> = owed.iter().map(|owed| owed.key.clone()).collect();
    let known = known_keys(tx, &keys).await?;
    let mut fresh = 0;
    for owed in owed.iter().filter(|owed| !known.contains(&owed.key)) {
        owe(tx, owed).await?;
        fresh += 1;
    }
    Ok(fresh)
}

/// Those of the given keys that are known, whether their errands are open or settled.
pub async fn known_keys(reach: &impl Reach, keys: &[String]) -> Result<HashSet<String>, StoreError> {
    let mut known = HashSet::new();
    for some in keys.chunks(KEYS) {
        let found: Vec<String> = Entity::find()
            .select_only()
            .column(Column::Deduplication)
            .filter(Column::Deduplication.is_in(some.iter().cloned()))
            .into_tuple()
            .all(&reach.on())
            .await?;
        known.extend(found);
    }
    Ok(known)
}

/// The row of a new errand.
pub(super) fn row(owed: &Owed) -> Result<ActiveModel, StoreError> {
    let payload = serde_json::to_string(&owed.errand).map_err(|_| StoreError::Broken("an errand as JSON"))?;
    Ok(ActiveModel {
        deduplication: Set(owed.key.clone()),
        kind: Set(owed.errand.kind().to_owned()),
        payload: Set(payload),
        partner_id: Set(owed.partner.0),
        application_number: Set(owed.errand.application().map(|number| number.0)),
        state: Set("due".to_owned()),
        due_at: Set(owed.due_at),
        attempts: Set(0),
        created_at: Set(owed.at),
        ..Default::default()
    })
}

/// Claims up to `limit` due errands, each for one worker, under a lease of `lease`. When a worker dies, its errand is
/// due again after the lease.
pub async fn claim(
    db: &Db,
    now: DateTime<Utc>,
    lease: Duration,
    limit: u64,
) -> Result<Vec<Kept>, StoreError> {
    claim_of(db, now, lease, limit, None).await
}

/// Like [`claim`], for one lane.
pub async fn claim_lane(
    db: &Db,
    lane: Lane,
    now: DateTime<Utc>,
    lease: Duration,
    limit: usize,
) -> Result<Vec<Kept>, StoreError> {
    claim_of(db, now, lease, u64::try_from(limit).unwrap_or(u64::MAX), Some(lane)).await
}

/// Whether an errand of a lane is due.
pub async fn is_due(reach: &impl Reach, lane: Lane, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let due = Entity::find().filter(Expr::cust(format!("state = 'due'{}", of_lane(Some(lane)))));
    Ok(due.filter(Column::DueAt.lte(now)).one(&reach.on()).await?.is_some())
}

/// A part of a condition that selects a lane. The codes are constants of this program, so they need no binding.
fn of_lane(lane: Option<Lane>) -> String {
    lane.map(|lane| format!(" and kind in ('{}')", lane.kinds().join("', '"))).unwrap_or_default()
}

async fn claim_of(
    db: &Db,
    now: DateTime<Utc>,
    lease: Duration,
    limit: u64,
    lane: Option<Lane>,
) -> Result<Vec<Kept>, StoreError> {
    let which = of_lane(lane);
    let skip = if db.engine() == Engine::Postgres { "for update skip locked" } else { "" };
    // Chosen apart and once: as a subquery PostgreSQL may choose again for every row, and take more than the limit.
    let sql = format!(
        "with chosen as materialized (select id from errands where state = 'due' and due_at <= $2{which} \
         order by due_at, id limit {limit} {skip}) \
         update errands set due_at = $1, attempts = attempts + 1 \
         where state = 'due' and id in (select id from chosen) returning *"
    );
    let reach = db.on();
    let values: Vec<Value> = vec![(now + lease).into(), now.into()];
    let statement = Statement::from_sql_and_values(reach.get_database_backend(), sql, values);
    let mut rows = Vec::new();
    for row in reach.query_all_raw(statement).await? {
        rows.push(kept(Model::from_query_result(&row, "")?)?);
    }
    rows.sort_by_key(|errand| errand.id);
    Ok(rows)
}

/// When the next errand falls due, if one is open: a clock that is set by hand must not skip it.
pub async fn next_due(reach: &impl Reach, lanes: &[Lane]) -> Result<Option<DateTime<Utc>>, StoreError> {
    let kinds = lanes.iter().flat_map(|lane| lane.kinds()).copied();
    let due = Entity::find().filter(Column::State.eq("due")).filter(Column::Kind.is_in(kinds));
    Ok(due.order_by_asc(Column::DueAt).one(&reach.on()).await?.map(|row| row.due_at))
}

/// Settles an errand as done, also a dead one: what it was waiting for has happened after all. Returns false when it
/// was settled before.
pub async fn done_after_all(tx: &Tx, id: ErrandId, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let change = ActiveModel { state: Set("done".to_owned()), done_at: Set(Some(at)), ..Default::default() };
    let open = Column::Id.eq(id.0).and(Column::State.ne("done"));
    let settled = Entity::update_many().set(change).filter(open).exec(&tx.on()).await?;
    Ok(settled.rows_affected == 1)
}

/// Settles an errand as done; returns false when another worker has settled it before.
pub async fn done(tx: &Tx, id: ErrandId, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let change = ActiveModel { state: Set("done".to_owned()), done_at: Set(Some(at)), ..Default::default() };
    settle(tx, id, change).await
}

/// Marks an errand as dead with the message of the last failure: a person must act.
pub async fn bury(tx: &Tx, id: ErrandId, words: &str) -> Result<bool, StoreError> {
    let change = ActiveModel {
        state: Set("dead".to_owned()),
        last_error: Set(Some(words.to_owned())),
        ..Default::default()
    };
    settle(tx, id, change).await
}

/// Postpones an errand after a failure.
pub async fn put_off(tx: &Tx, id: ErrandId, until: DateTime<Utc>, words: &str) -> Result<bool, StoreError> {
    let change =
        ActiveModel { due_at: Set(until), last_error: Set(Some(words.to_owned())), ..Default::default() };
    settle(tx, id, change).await
}

async fn settle(tx: &Tx, id: ErrandId, change: ActiveModel) -> Result<bool, StoreError> {
    let settled = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id.0).and(Column::State.eq("due")))
        .exec(&tx.on())
        .await?;
    Ok(settled.rows_affected == 1)
}

/// Makes the dead errands of an application due again, and permits their requests to be sent again.
pub async fn revive(tx: &Tx, application: ApplicationNumber, at: DateTime<Utc>) -> Result<u64, StoreError> {
    let change = ActiveModel {
        state: Set("due".to_owned()),
        due_at: Set(at),
        attempts: Set(0),
        asked_at: Set(None),
        ..Default::default()
    };
    let revived = Entity::update_many()
        .set(change)
        .filter(Column::ApplicationNumber.eq(application.0).and(Column::State.eq("dead")))
        .exec(&tx.on())
        .await?;
    Ok(revived.rows_affected)
}

/// The open errands of an application, dead ones included, oldest first.
pub async fn open_of(reach: &impl Reach, application: ApplicationNumber) -> Result<Vec<Kept>, StoreError> {
    open_of_all(reach, &[application]).await
}

/// The open errands of several applications, dead ones included, oldest first.
pub async fn open_of_all(
    reach: &impl Reach,
    applications: &[ApplicationNumber],
) -> Result<Vec<Kept>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.is_in(applications.iter().map(|number| number.0)))
        .filter(Column::State.ne("done"))
        .order_by_asc(Column::Id)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(kept).collect()
}

/// Whether another errand of the application is dead.
pub async fn is_stuck(
    reach: &impl Reach,
    application: ApplicationNumber,
    beside: ErrandId,
) -> Result<bool, StoreError> {
    let other = Entity::find()
        .filter(Column::ApplicationNumber.eq(application.0).and(Column::State.eq("dead")))
        .filter(Column::Id.ne(beside.0));
    Ok(other.count(&reach.on()).await? > 0)
}

/// How many errands are due and how many are dead.
pub async fn backlog(reach: &impl Reach) -> Result<(u64, u64), StoreError> {
    let count = |state: &'static str| Entity::find().filter(Column::State.eq(state));
    Ok((count("due").count(&reach.on()).await?, count("dead").count(&reach.on()).await?))
}

fn kept(row: Model) -> Result<Kept, StoreError> {
    let errand = sound(serde_json::from_str(&row.payload).ok(), "errands", "payload", row.id)?;
    Ok(Kept {
        id: ErrandId(row.id),
        errand,
        partner: PartnerId(row.partner_id),
        key: row.deduplication,
        due_at: row.due_at,
        attempts: u32::try_from(row.attempts).unwrap_or(0),
        last_error: row.last_error,
        created_at: row.created_at,
        asked_at: row.asked_at,
    })
}
