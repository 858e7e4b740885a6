//! Requests to the authority: the mark that an errand's request went out, and the errands that depend on it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
};

use super::{Kept, kept, settle};
use crate::domain::ids::{ApplicationNumber, ErrandId, PartnerId};
use crate::store::tables::errand::{ActiveModel, Column, Entity};
use crate::store::{Reach, StoreError, Tx};

/// Open requests to the authority; written out, so that the index over open errands is used.
const OPEN_ISSUES: &str = "kind = 'issue' and state <> 'done'";

/// Records that an errand's request goes out now; returns false when it went out before or the errand is settled.
pub async fn note_asked(tx: &Tx, id: ErrandId, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let noted = Entity::update_many()
        .set(ActiveModel { asked_at: Set(Some(at)), ..Default::default() })
        .filter(Column::Id.eq(id.0).and(Column::State.eq("due")).and(Column::AskedAt.is_null()))
        .exec(&tx.on())
        .await?;
    Ok(noted.rows_affected == 1)
}

/// Clears the mark: the request was not delivered.
pub async fn note_not_asked(tx: &Tx, id: ErrandId) -> Result<(), StoreError> {
    settle(tx, id, ActiveModel { asked_at: Set(None), ..Default::default() }).await?;
    Ok(())
}

/// Postpones an errand without counting the attempt.
pub async fn put_off_uncounted(
    tx: &Tx,
    id: ErrandId,
    until: DateTime<Utc>,
    words: &str,
) -> Result<(), StoreError> {
    let waits =
        ActiveModel { due_at: Set(until), last_error: Set(Some(words.to_owned())), ..Default::default() };
    Entity::update_many()
        .set(waits)
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1))
        .filter(Column::Id.eq(id.0).and(Column::State.eq("due")))
        .exec(&tx.on())
        .await?;
    Ok(())
}

/// How many requests to the authority are due, of all partners or of one.
pub async fn questions(reach: &impl Reach, partner: Option<PartnerId>) -> Result<u64, StoreError> {
    let owed = Entity::find().filter(Expr::cust("kind = 'issue' and state = 'due'"));
    let owed = owed.filter(of(partner));
    Ok(owed.count(&reach.on()).await?)
}

fn of(partner: Option<PartnerId>) -> Condition {
    Condition::all().add_option(partner.map(|partner| Column::PartnerId.eq(partner.0)))
}

/// The requests of an application that went out and have no answer yet.
pub async fn unanswered(reach: &impl Reach, application: ApplicationNumber) -> Result<Vec<Kept>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.eq(application.0))
        .filter(Expr::cust(OPEN_ISSUES))
        .filter(Column::AskedAt.is_not_null())
        .all(&reach.on())
        .await?;
    rows.into_iter().map(kept).collect()
}

/// Drops the requests of an application that never went out: the application leaves the authority.
pub async fn drop_unasked(
    tx: &Tx,
    application: ApplicationNumber,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    drop_where(tx, application, at, Expr::cust(format!("{OPEN_ISSUES} and asked_at is null")).into()).await
}

/// Drops the dead errands of an application and those by which the worker would advance it. Other errands stay, and a
/// request that went out still waits for its answer.
pub async fn drop_work(tx: &Tx, application: ApplicationNumber, at: DateTime<Utc>) -> Result<(), StoreError> {
    let coming = "state = 'due' and (kind in ('submit', 'register') or kind = 'issue' and asked_at is null)";
    let stuck = "state = 'dead' and kind not in ('expire', 'wake')";
    let which = Condition::any().add(Expr::cust(stuck)).add(Expr::cust(coming));
    drop_where(tx, application, at, which).await
}

async fn drop_where(
    tx: &Tx,
    application: ApplicationNumber,
    at: DateTime<Utc>,
    which: Condition,
) -> Result<(), StoreError> {
    Entity::update_many()
        .set(ActiveModel { state: Set("done".to_owned()), done_at: Set(Some(at)), ..Default::default() })
        .filter(Column::ApplicationNumber.eq(application.0))
        .filter(which)
        .exec(&tx.on())
        .await?;
    Ok(())
}
