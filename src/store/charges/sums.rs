//! Sums over charges, computed exactly by the database.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ConnectionTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Statement, Value,
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

/// The number of lines of a statement and their sums, computed exactly by the database.
pub async fn totals(reach: &impl Reach, statement: StatementId) -> Result<Totals, StoreError> {
    let sql = format!("select {SUMS} from charges where statement_id = $1");
    let reach = reach.on();
    let asked = Statement::from_sql_and_values(reach.get_database_backend(), sql, [statement.0.into()]);
    Ok(Sum::find_by_statement(asked)
        .one(&reach)
        .await?
        .ok_or(StoreError::Broken("an answer to a sum"))?
        .totals())
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

/// Sums per partner over a month's charges that belong to no statement, in one query.
pub async fn loose(reach: &impl Reach, month: Month) -> Result<HashMap<PartnerId, Totals>, StoreError> {
    of_loose(reach, "month = $1", vec![month.to_string().into()]).await
}

/// Like [`loose`], for one partner.
pub async fn loose_of(reach: &impl Reach, partner: PartnerId, month: Month) -> Result<Totals, StoreError> {
    let values = vec![month.to_string().into(), partner.0.into()];
    let found = of_loose(reach, "month = $1 and partner_id = $2", values).await?;
    Ok(found.get(&partner).copied().unwrap_or_default())
}

/// The condition repeats that of the covering index `charges_loose`.
async fn of_loose(
    reach: &impl Reach,
    condition: &str,
    values: Vec<Value>,
) -> Result<HashMap<PartnerId, Totals>, StoreError> {
    let sql = format!(
        "select partner_id, {SUMS} from charges where statement_id is null and {condition} group by partner_id"
    );
    let reach = reach.on();
    let asked = Statement::from_sql_and_values(reach.get_database_backend(), sql, values);
    let mut found = HashMap::new();
    for row in reach.query_all_raw(asked).await? {
        found.insert(PartnerId(row.try_get("", "partner_id")?), Sum::from_query_result(&row, "")?.totals());
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
