//! The rows of the portal's tables, read with plain SQL.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use registrar::store::Reach as _;
use sea_orm::{ConnectionTrait as _, QueryResult, Statement};

use crate::support::Portal;

/// A row of `charges`.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) partner: String,
    pub(super) application: i64,
    pub(super) what: String,
    pub(super) quantity: i64,
    pub(super) price: i64,
    pub(super) promotion: i64,
    pub(super) discount: i64,
    pub(super) amount: i64,
    pub(super) rate: Option<i64>,
    pub(super) vat: i64,
    pub(super) total: i64,
    pub(super) period: (NaiveDate, NaiveDate),
    pub(super) contract: String,
    pub(super) month: String,
    /// The month of the statement to which it belongs.
    pub(super) stands: Option<String>,
    pub(super) corrects: Option<i64>,
}

/// A row of `statements`.
#[derive(Clone, Debug)]
pub(super) struct Month {
    pub(super) partner: String,
    /// The month as `charges` writes it: «2026-10».
    pub(super) name: String,
    pub(super) state: String,
    pub(super) lines: i64,
    pub(super) disputed: i64,
    pub(super) amount: i64,
    pub(super) vat: i64,
    pub(super) total: i64,
    pub(super) invoice: Option<String>,
}

async fn asked(portal: &Portal, sql: &str) -> Vec<QueryResult> {
    let reach = portal.db().on();
    let asked = Statement::from_string(reach.get_database_backend(), sql);
    reach.query_all_raw(asked).await.unwrap()
}

/// Every charge, in the order of the ids.
pub(super) async fn charges(portal: &Portal) -> Vec<Row> {
    let sql = "select c.id, p.code, c.application_number, c.product, cast(c.quantity as bigint) as quantity, c.price, \
               c.promotion_discount, cast(c.discount as bigint) as discount, c.amount, \
               cast(c.vat_rate as bigint) as vat_rate, c.vat, c.total, c.starts_on, c.ends_on, c.contract_number, \
               c.month, s.month as stands, c.corrects_id from charges c join partners p on p.id = c.partner_id \
               left join statements s on s.id = c.statement_id order by c.id";
    let rows = asked(portal, sql).await;
    rows.iter().map(|row| read(row).unwrap()).collect()
}

fn read(row: &QueryResult) -> Result<Row, sea_orm::DbErr> {
    Ok(Row {
        id: row.try_get("", "id")?,
        partner: row.try_get("", "code")?,
        application: row.try_get("", "application_number")?,
        what: row.try_get("", "product")?,
        quantity: row.try_get("", "quantity")?,
        price: row.try_get("", "price")?,
        promotion: row.try_get("", "promotion_discount")?,
        discount: row.try_get("", "discount")?,
        amount: row.try_get("", "amount")?,
        rate: row.try_get("", "vat_rate")?,
        vat: row.try_get("", "vat")?,
        total: row.try_get("", "total")?,
        period: (row.try_get("", "starts_on")?, row.try_get("", "ends_on")?),
        contract: row.try_get("", "contract_number")?,
        month: row.try_get("", "month")?,
        stands: row.try_get("", "stands")?,
        corrects: row.try_get("", "corrects_id")?,
    })
}

/// Every statement.
pub(super) async fn months(portal: &Portal) -> Vec<Month> {
    let sql = "select p.code, s.month, s.state, s.lines, s.disputed, s.amount, s.vat, s.total, s.invoice_number \
               from statements s join partners p on p.id = s.partner_id order by p.code, s.month";
    let read = |row: &QueryResult| -> Result<Month, sea_orm::DbErr> {
        Ok(Month {
            partner: row.try_get("", "code")?,
            name: row.try_get("", "month")?,
            state: row.try_get("", "state")?,
            lines: row.try_get("", "lines")?,
            disputed: row.try_get("", "disputed")?,
            amount: row.try_get("", "amount")?,
            vat: row.try_get("", "vat")?,
            total: row.try_get("", "total")?,
            invoice: row.try_get("", "invoice_number")?,
        })
    };
    asked(portal, sql).await.iter().map(|row| read(row).unwrap()).collect()
}

/// The row at the start of a chain of corrections.
pub(super) fn root(rows: &BTreeMap<i64, Option<i64>>, row: i64) -> i64 {
    match rows.get(&row) {
        Some(Some(corrected)) => root(rows, *corrected),
        Some(None) | None => row,
    }
}
