//! Guesses: how often something was tried under a key within a window, counted in one statement.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tables::sign_in_attempt::{ActiveModel, Column, Entity};
use super::{Reach, StoreError};

/// Counts one more under a key and answers the how-manieth of the window it is; the window begins anew when the old
/// one is over. Whoever counts at the same time gets another number.
pub async fn count(
    reach: &impl Reach,
    key: &str,
    at: DateTime<Utc>,
    window: Duration,
) -> Result<i32, StoreError> {
    let over = || Expr::col((Entity, Column::Since)).lt(at - window);
    let failures = Expr::col((Entity, Column::Failures));
    let counted = CaseStatement::new().case(over(), 1).finally(failures.add(1));
    let since = CaseStatement::new().case(over(), at).finally(Expr::col((Entity, Column::Since)));
    let row = Entity::insert(ActiveModel { key: Set(key.to_owned()), failures: Set(1), since: Set(at) })
        .on_conflict(
            OnConflict::column(Column::Key)
                .value(Column::Failures, counted)
                .value(Column::Since, since)
                .to_owned(),
        )
        .exec_with_returning(&reach.on())
        .await?;
    Ok(row.failures)
}

/// Takes one back that was counted and was none.
pub async fn take_back(reach: &impl Reach, key: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
        .filter(Column::Key.eq(key).and(Column::Failures.gt(0)))
        .exec(&reach.on())
        .await?;
    Ok(())
}

/// Forgets what was counted under a key.
pub async fn forget(reach: &impl Reach, key: &str) -> Result<(), StoreError> {
    Entity::delete_by_id(key.to_owned()).exec(&reach.on()).await?;
    Ok(())
}

/// Forgets the windows that began before an instant.
pub async fn sweep(reach: &impl Reach, begun_before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::Since.lt(begun_before)).exec(&reach.on()).await?.rows_affected)
}
