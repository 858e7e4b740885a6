//! The terms fixed by a forwarding, in the application's row. Also, a missing VAT rule no longer means exempt: existing
//! databases get explicit rows.

use sea_orm_migration::prelude::*;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The first day of the rows that this step adds, earlier than any other.
const FIRST_DAY: &str = "2000-01-01";
/// The products.
const PRODUCTS: &[&str] = &["main", "hr", "authorized_rep", "multi_user"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ["alter table applications add column forwarded_terms text"];
        engine::each(manager, &column, &column).await?;
        for product in PRODUCTS {
            let sql = exempt(product);
            engine::each(manager, &[&sql], &[&sql]).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rows = format!("delete from vat_rates where valid_from = '{FIRST_DAY}' and rate is null");
        let column = "alter table applications drop column forwarded_terms";
        engine::each(manager, &[&rows, column], &[&rows, column]).await
    }
}

/// Adds «Без НДС» for a product without a rule today; an empty database gets no rows.
fn exempt(product: &str) -> String {
    format!(
        "insert into vat_rates (product, rate, valid_from) select '{product}', null, '{FIRST_DAY}' \
         where exists (select 1 from partners) and not exists \
         (select 1 from vat_rates where product = '{product}' and valid_from <= current_date)"
    )
}
