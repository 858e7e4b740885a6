//! Guesses: how many attempts under a key have failed within a window, and how many are in progress.
//!
//! A window begins with the first failure and has a fixed length. Every change is one statement, so that concurrent
//! attempts are counted too.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, OnConflict, SimpleExpr};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tables::sign_in_attempt::{ActiveModel, Column, Entity};
use super::{Reach, StoreError};

/// An attempt that lasts longer than this is counted as lost: its process was killed.
const LONGEST_TRY: Duration = Duration::seconds(60);

/// What keys begin with whose windows last a day.
pub const DAILY: &str = "day:";

/// The answer to a request for one more attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// Go on; the place is given back by [`failed`], [`free`] or [`pardon`].
    Taken,
    /// Failed attempts and attempts in progress reach the limit; those in progress may still end well.
    Busy,
    /// The limit of failures is reached; a new window begins at this instant.
    Spent(DateTime<Utc>),
}

/// A count within a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The ordinal of this event within the window, from 1.
    pub number: i32,
    /// When the window ends.
    pub until: DateTime<Utc>,
}

/// The values that a row's columns have at an instant.
struct Now {
    at: DateTime<Utc>,
    window: Duration,
}

impl Now {
    /// Whether the window is over. A window that begins far in the future was written before the clock was set back.
    fn over(&self) -> SimpleExpr {
        let since = || column(Column::Since);
        since().lte(self.at - self.window).or(since().gt(self.at + self.window))
    }

    fn failures(&self) -> SimpleExpr {
        CaseStatement::new().case(self.over(), 0).finally(column(Column::Failures)).into()
    }

    /// The window restarts when it is over, and moves along as long as nothing has failed.
    fn since(&self) -> SimpleExpr {
        let anew = self.over().or(column(Column::Failures).eq(0));
        CaseStatement::new().case(anew, self.at).finally(column(Column::Since)).into()
    }

    fn trying(&self) -> SimpleExpr {
        let lost = column(Column::TriedAt).is_null().or(column(Column::TriedAt).lt(self.at - LONGEST_TRY));
        CaseStatement::new().case(lost, 0).finally(column(Column::Trying)).into()
    }
}

fn column(column: Column) -> SimpleExpr {
    Expr::col((Entity, column))
}

/// Counts one more event under a key. Concurrent callers get different numbers.
pub async fn count(
    reach: &impl Reach,
    key: &str,
    at: DateTime<Utc>,
    window: Duration,
) -> Result<Counted, StoreError> {
    let now = Now { at, window };
    let first =
        ActiveModel { key: Set(key.to_owned()), failures: Set(1), since: Set(at), ..Default::default() };
    let row = Entity::insert(first)
        .on_conflict(
            OnConflict::column(Column::Key)
                .value(Column::Failures, now.failures().add(1))
                .value(Column::Since, now.since())
                .to_owned(),
        )
        .exec_with_returning(&reach.on())
        .await?;
    Ok(Counted { number: row.failures, until: row.since + window })
}

/// Begins an attempt under a key. It is admitted while failed attempts and attempts in progress are fewer than `most`
/// within the window.
pub async fn take(
    reach: &impl Reach,
    key: &str,
    most: i32,
    at: DateTime<Utc>,
    window: Duration,
) -> Result<Allowance, StoreError> {
    let now = Now { at, window };
    let first = ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(0),
        since: Set(at),
        trying: Set(1),
        tried_at: Set(Some(at)),
    };
    let taken = Entity::insert(first)
        .on_conflict(
            OnConflict::column(Column::Key)
                .value(Column::Failures, now.failures())
                .value(Column::Since, now.since())
                .value(Column::Trying, now.trying().add(1))
                .value(Column::TriedAt, at)
                .action_and_where(now.failures().add(now.trying()).lt(most))
                .to_owned(),
        )
        .exec_without_returning(&reach.on())
        .await?;
    if taken > 0 {
        return Ok(Allowance::Taken);
    }
    let row = Entity::find_by_id(key.to_owned()).one(&reach.on()).await?;
    let spent = row.filter(|row| row.failures >= most && row.since + window > at);
    Ok(spent.map_or(Allowance::Busy, |row| Allowance::Spent(row.since + window)))
}

/// How much was counted under a key, and until when its window lasts.
pub async fn spent(reach: &impl Reach, key: &str, window: Duration) -> Result<Option<Counted>, StoreError> {
    let row = Entity::find_by_id(key.to_owned()).one(&reach.on()).await?;
    Ok(row.map(|row| Counted { number: row.failures, until: row.since + window }))
}

/// Ends an attempt as failed; returns the number of failures in this window.
pub async fn failed(reach: &impl Reach, key: &str) -> Result<i32, StoreError> {
    let rows = Entity::update_many()
        .col_expr(Column::Failures, Expr::col(Column::Failures).add(1))
        .col_expr(Column::Trying, one_less())
        .filter(Column::Key.eq(key))
        .exec_with_returning(&reach.on())
        .await?;
    Ok(rows.first().map_or(0, |row| row.failures))
}

/// Ends an attempt without counting a failure.
pub async fn free(reach: &impl Reach, key: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Trying, one_less())
        .filter(Column::Key.eq(key))
        .exec(&reach.on())
        .await?;
    Ok(())
}

/// Ends an attempt and clears the failures of the key.
pub async fn pardon(reach: &impl Reach, key: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Failures, Expr::value(0))
        .col_expr(Column::Trying, one_less())
        .filter(Column::Key.eq(key))
        .exec(&reach.on())
        .await?;
    Ok(())
}

fn one_less() -> SimpleExpr {
    let trying = || Expr::col(Column::Trying);
    CaseStatement::new().case(trying().gt(0), trying().sub(1)).finally(0).into()
}

/// Forgets the windows that began before an instant, those of a day before another one, unless somebody is trying.
pub async fn sweep(
    reach: &impl Reach,
    begun_before: DateTime<Utc>,
    daily_before: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let idle = Column::Trying.eq(0).or(Column::TriedAt.lt(begun_before));
    let over = Column::Key.not_like(format!("{DAILY}%")).or(Column::Since.lt(daily_before));
    let old = Column::Since.lt(begun_before).and(over).and(idle);
    Ok(Entity::delete_many().filter(old).exec(&reach.on()).await?.rows_affected)
}
