//! Counting: how many there are, as far as anybody wants to know.

use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait as _, Query, SelectStatement};

use super::{Reach, StoreError};

/// Lists are counted to here; what is more is said to be more.
pub const MOST: u64 = 1_000;
/// As many as there are: what belongs to one thing is shown whole.
pub const WHOLE: u64 = i64::MAX.unsigned_abs();

/// How many rows a question finds: exactly up to `most`, and one more when there are more.
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
