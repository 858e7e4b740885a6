//! Asking the authority: the mark that an errand's question went out, and the errands that are about it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
};

use super::{Kept, kept, settle};
use crate::domain::ids::{ApplicationNumber, ErrandId, PartnerId};
use crate::store::tables::errand::{ActiveModel, Column, Entity};
use crate::store::{Reach, StoreError, Tx};

/// What is owed to the authority and not settled; written out, so that the index over open errands is used.
const OPEN_ISSUES: &str = "kind = 'issue' and state <> 'done'";

/// Notes that an errand's question goes out now; false when it was asked before or is settled.
pub async fn note_asked(tx: &Tx, id: ErrandId, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let noted = Entity::update_many()
        .set(ActiveModel { asked_at: Set(Some(at)), ..Default::default() })
        .filter(Column::Id.eq(id.0).and(Column::State.eq("due")).and(Column::AskedAt.is_null()))
        .exec(&tx.on())
        .await?;
    Ok(noted.rows_affected == 1)
}

/// Takes the mark back: the question did not get through.
pub async fn note_not_asked(tx: &Tx, id: ErrandId) -> Result<(), StoreError> {
    settle(tx, id, ActiveModel { asked_at: Set(None), ..Default::default() }).await?;
    Ok(())
}

/// Puts an errand off without counting the attempt.
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

/// How many questions to the authority are owed, in all or by one partner.
pub async fn questions(reach: &impl Reach, partner: Option<PartnerId>) -> Result<u64, StoreError> {
    let owed = Entity::find().filter(Expr::cust("kind = 'issue' and state = 'due'"));
    let owed = owed.filter(of(partner));
    Ok(owed.count(&reach.on()).await?)
}

fn of(partner: Option<PartnerId>) -> Condition {
    Condition::all().add_option(partner.map(|partner| Column::PartnerId.eq(partner.0)))
}

/// The questions about an application that went out and whose answers are still open.
pub async fn unanswered(reach: &impl Reach, application: ApplicationNumber) -> Result<Vec<Kept>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.eq(application.0))
        .filter(Expr::cust(OPEN_ISSUES))
        .filter(Column::AskedAt.is_not_null())
        .all(&reach.on())
        .await?;
    rows.into_iter().map(kept).collect()
}

/// Drops the questions of an application that never went out: it leaves the authority.
pub async fn drop_unasked(
    tx: &Tx,
    application: ApplicationNumber,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    drop_where(tx, application, at, Expr::cust(format!("{OPEN_ISSUES} and asked_at is null")).into()).await
}

/// Drops what is stuck of an application, and what the worker would do to it; everything else that is owed
/// stays owed, and a question that is out is waited for.
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
