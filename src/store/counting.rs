//! Counting rows up to a limit.

use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait as _, Query, SelectStatement};

use super::{Reach, StoreError};

/// The limit of lists; a larger number is shown as «more than».
pub const MOST: u64 = 1_000;
/// No limit: the rows of one thing are counted in full.
pub const WHOLE: u64 = i64::MAX.unsigned_abs();

/// Counts the rows of a query, exactly up to `most`; a larger number is returned as `most + 1`.
pub(super) async fn up_to(
    reach: &impl Reach,
    mut question: SelectStatement,
    most: u64,
) -> Result<u64, StoreError> {
    question.limit(most + 1);
    let counted = Query::select().expr(Expr::col(Asterisk).count()).from_subquery(question, "few").to_owned();
    let row = reach.on().query_one(&counted).await?.ok_or(StoreError::Broken("an answer to a count"))?;
    let count: i64 = row.try_get_by_index(0)?;
    Ok(u64::try_from(count).unwrap_or(0))
}
