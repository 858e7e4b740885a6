//! Sums over charges, made by the database, exactly.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ConnectionTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Statement,
};

use crate::domain::ids::{PartnerId, StatementId};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::statement::Totals;
use crate::store::tables::charge::{Column, Entity};
use crate::store::{Reach, StoreError};

/// The columns of [`Sum`].
const SUMS: &str = "count(*) as lines, \
    cast(coalesce(sum(case when line_state = 'disputed' then 1 else 0 end), 0) as bigint) as disputed, \
    cast(coalesce(sum(promotion_discount), 0) as bigint) as promotion_discount, \
    cast(coalesce(sum(amount), 0) as bigint) as amount, cast(coalesce(sum(vat), 0) as bigint) as vat, \
    cast(coalesce(sum(total), 0) as bigint) as total, \
    cast(coalesce(sum(case when line_state = 'disputed' then total else 0 end), 0) as bigint) as disputed_total";

#[derive(FromQueryResult)]
struct Sum {
    lines: i64,
    disputed: i64,
    promotion_discount: i64,
    amount: i64,
    vat: i64,
    total: i64,
    disputed_total: i64,
}

/// How many lines a statement has, and their sums; summed by the database, exactly.
pub async fn totals(reach: &impl Reach, statement: StatementId) -> Result<Totals, StoreError> {
    sum(reach, "statement_id = $1", vec![statement.0.into()]).await
}

/// The same for several statements, in one question; a statement without lines has none.
pub async fn totals_of(
    reach: &impl Reach,
    statements: &[StatementId],
) -> Result<HashMap<StatementId, Totals>, StoreError> {
    if statements.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<String> = statements.iter().map(ToString::to_string).collect();
    let sql = format!(
        "select statement_id, {SUMS} from charges where statement_id in ({}) group by statement_id",
        ids.join(", ")
    );
    let reach = reach.on();
    let mut found = HashMap::new();
    for row in reach.query_all_raw(Statement::from_string(reach.get_database_backend(), sql)).await? {
        let id = StatementId(row.try_get("", "statement_id")?);
        found.insert(id, Sum::from_query_result(&row, "")?.totals());
    }
    Ok(found)
}

/// The same for a partner's month, whether or not its lines stand in a statement.
pub async fn month_totals(
    reach: &impl Reach,
    partner: PartnerId,
    month: Month,
) -> Result<Totals, StoreError> {
    sum(reach, "partner_id = $1 and month = $2", vec![partner.0.into(), month.to_string().into()]).await
}

async fn sum(reach: &impl Reach, condition: &str, values: Vec<sea_orm::Value>) -> Result<Totals, StoreError> {
    let sql = format!("select {SUMS} from charges where {condition}");
    let reach = reach.on();
    let statement = Statement::from_sql_and_values(reach.get_database_backend(), sql, values);
    let sum = Sum::find_by_statement(statement).one(&reach).await?.ok_or(StoreError::NotFound)?;
    Ok(sum.totals())
}

impl Sum {
    fn totals(&self) -> Totals {
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        Totals {
            lines: count(self.lines),
            disputed: count(self.disputed),
            promotion_discount: Money::from_kopecks(self.promotion_discount),
            amount: Money::from_kopecks(self.amount),
            vat: Money::from_kopecks(self.vat),
            total: Money::from_kopecks(self.total),
            disputed_total: Money::from_kopecks(self.disputed_total),
        }
    }
}

/// The charges of one partner in a month that stand in one statement, or in none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSum {
    /// Whose they are.
    pub partner: PartnerId,
    /// The statement in which they stand.
    pub statement: Option<StatementId>,
    /// Their sums.
    pub totals: Totals,
}

/// What each partner is charged in a month, by statement: the whole month in one question.
pub async fn by_partner(reach: &impl Reach, month: Month) -> Result<Vec<MonthSum>, StoreError> {
    let sql = format!(
        "select partner_id, statement_id, {SUMS} from charges where month = $1 \
         group by partner_id, statement_id order by partner_id, statement_id"
    );
    let reach = reach.on();
    let values = vec![month.to_string().into()];
    let statement = Statement::from_sql_and_values(reach.get_database_backend(), sql, values);
    let mut found = Vec::new();
    for row in reach.query_all_raw(statement).await? {
        found.push(MonthSum {
            partner: PartnerId(row.try_get("", "partner_id")?),
            statement: row.try_get::<Option<i64>>("", "statement_id")?.map(StatementId),
            totals: Sum::from_query_result(&row, "")?.totals(),
        });
    }
    Ok(found)
}

/// The partners that have charges in a month.
pub async fn partners_of(reach: &impl Reach, month: Month) -> Result<Vec<PartnerId>, StoreError> {
    let ids: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::PartnerId)
        .distinct()
        .filter(Expr::col(Column::Month).eq(month.to_string()))
        .order_by_asc(Column::PartnerId)
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(ids.into_iter().map(PartnerId).collect())
}
