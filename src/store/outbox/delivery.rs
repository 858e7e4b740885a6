//! Delivery: the letters that tell a client of an approval and have not been sent, and what became of others.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, Select,
};

use super::{Kept, kept};
use crate::domain::ids::ApplicationNumber;
use crate::store::tables::application;
use crate::store::tables::errand::{ActiveModel, Column, Entity, Model};
use crate::store::{Reach, StoreError, Tx, queue};

/// The unsent approval letters to the organisations that these words name, dead ones included, the newest first.
pub async fn undelivered(reach: &impl Reach, words: &str, limit: u64) -> Result<Vec<Kept>, StoreError> {
    let rows = approvals(words).order_by_desc(Column::Id).limit(limit).all(&reach.on()).await?;
    rows.into_iter().map(kept).collect()
}

/// How many unsent approval letters to the organisations that these words name there are.
pub async fn undelivered_count(reach: &impl Reach, words: &str) -> Result<u64, StoreError> {
    Ok(approvals(words).count(&reach.on()).await?)
}

fn approvals(words: &str) -> Select<Entity> {
    let named = queue::named(words).map(|named| {
        let theirs = application::Entity::find().select_only().column(application::Column::Number);
        Column::ApplicationNumber.in_subquery(theirs.filter(named).into_query())
    });
    letters().filter(about_approval()).filter(Condition::all().add_option(named))
}

/// What became of a letter that goes on its own, beside what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterFate {
    /// It is on the way; with the failure of its last attempt, if one failed.
    Waits(Option<String>),
    /// The mail server took it then.
    Taken(DateTime<Utc>),
    /// It does not arrive; the mail server said why.
    Lost(String),
}

/// What became of the letters with these keys, as far as they are owed.
pub async fn fates(reach: &impl Reach, keys: &[String]) -> Result<HashMap<String, LetterFate>, StoreError> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let found = Entity::find().filter(Column::Deduplication.is_in(keys.iter().cloned()));
    let fate = |row: Model| {
        let fate = match (row.state.as_str(), row.done_at) {
            ("dead", _) => LetterFate::Lost(row.last_error.unwrap_or_default()),
            (_, Some(at)) => LetterFate::Taken(at),
            (_, None) => LetterFate::Waits(row.last_error),
        };
        (row.deduplication, fate)
    };
    Ok(found.all(&reach.on()).await?.into_iter().map(fate).collect())
}

/// The approved applications with a dead letter.
pub async fn given_up(reach: &impl Reach) -> Result<Vec<ApplicationNumber>, StoreError> {
    let dead = letters().filter(Column::State.eq("dead")).order_by_asc(Column::Id).all(&reach.on()).await?;
    let mut numbers: Vec<i64> = dead.into_iter().filter_map(|row| row.application_number).collect();
    numbers.dedup();
    Ok(numbers.into_iter().map(ApplicationNumber).collect())
}

/// Makes the dead letters of an application due again; returns false when there is none.
pub async fn owe_letters_again(
    tx: &Tx,
    application: ApplicationNumber,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let owed =
        ActiveModel { state: Set("due".to_owned()), due_at: Set(at), attempts: Set(0), ..Default::default() };
    let revived = Entity::update_many()
        .set(owed)
        .filter(Column::ApplicationNumber.eq(application.0))
        .filter(Column::State.eq("dead"))
        .filter(Column::Kind.eq("letter"))
        .exec(&tx.on())
        .await?;
    Ok(revived.rows_affected > 0)
}

/// The unsent letters about approved applications.
fn letters() -> Select<Entity> {
    // EXISTS per letter: SQLite would otherwise read all approved applications first.
    let approved = "exists (select 1 from applications a where a.number = errands.application_number \
                    and a.stage = 'approved')";
    Entity::find().filter(Expr::cust("kind = 'letter' and state <> 'done'")).filter(Expr::cust(approved))
}

/// The letters that announce the approval: a letter's deduplication key names its news.
fn about_approval() -> SimpleExpr {
    Expr::cust("deduplication like 'letter:approved:%'")
}
