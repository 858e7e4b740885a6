//! Contracts, discounts, prices, zones, promotions and VAT; all of them dated.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, date, date_null, integer, integer_null, text};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(contracts()).await?;
        manager.create_table(discounts()).await?;
        manager.create_table(prices()).await?;
        manager.create_table(zones()).await?;
        manager.create_table(group_bands()).await?;
        manager.create_table(promotions()).await?;
        manager.create_table(vat_rates()).await?;
        manager
            .create_index(engine::unique_index("contracts_number", "contracts", &["partner_id", "number"]))
            .await?;
        manager
            .create_index(engine::unique_index(
                "discounts_start",
                "discounts",
                &["contract_id", "product", "valid_from"],
            ))
            .await?;
        manager
            .create_index(engine::unique_index(
                "prices_start",
                "prices",
                &["product", "legal_form", "zone", "term_months", "tier", "group_band", "valid_from"],
            ))
            .await?;
        manager
            .create_index(engine::unique_index("promotions_code", "promotions", &["code", "valid_from"]))
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["vat_rates", "promotions", "group_bands", "zones", "prices", "discounts", "contracts"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// A partner's sublicense contract.
fn contracts() -> TableCreateStatement {
    Table::create()
        .table("contracts")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(text("number"))
        .col(date("signed_on"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .foreign_key(ForeignKey::create().from("contracts", "partner_id").to("partners", "id"))
        .to_owned()
}

/// The partner's discount on a product, in hundredths of a percent.
fn discounts() -> TableCreateStatement {
    Table::create()
        .table("discounts")
        .col(big_pk_auto("id"))
        .col(big_integer("contract_id"))
        .col(text("product"))
        .col(integer("rate"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .foreign_key(ForeignKey::create().from("discounts", "contract_id").to("contracts", "id"))
        .check(Expr::cust("rate between 0 and 10000"))
        .to_owned()
}

/// A line of the price list, in kopecks.
fn prices() -> TableCreateStatement {
    Table::create()
        .table("prices")
        .col(big_pk_auto("id"))
        .col(text("product"))
        .col(text("legal_form"))
        .col(text("zone"))
        .col(integer("term_months"))
        .col(text("tier"))
        .col(integer("group_band"))
        .col(big_integer("amount"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .check(Expr::cust("amount >= 0"))
        .to_owned()
}

/// The price zone of a region.
fn zones() -> TableCreateStatement {
    Table::create()
        .table("zones")
        .col(text("region"))
        .col(text("zone"))
        .col(date("valid_from"))
        .primary_key(Index::create().col("region").col("valid_from"))
        .to_owned()
}

/// The share of the price for an organisation of a group of companies.
fn group_bands() -> TableCreateStatement {
    Table::create()
        .table("group_bands")
        .col(integer("from_count"))
        .col(integer_null("to_count"))
        .col(integer("rate"))
        .col(date("valid_from"))
        .primary_key(Index::create().col("from_count").col("valid_from"))
        .check(Expr::cust("rate between 0 and 10000"))
        .to_owned()
}

/// A promotion of the operator.
fn promotions() -> TableCreateStatement {
    Table::create()
        .table("promotions")
        .col(big_pk_auto("id"))
        .col(text("code"))
        .col(text("name"))
        .col(text("product"))
        .col(integer("rate"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .check(Expr::cust("rate between 0 and 10000"))
        .to_owned()
}

/// The VAT of a product; no rate means exempt.
fn vat_rates() -> TableCreateStatement {
    Table::create()
        .table("vat_rates")
        .col(text("product"))
        .col(integer_null("rate"))
        .col(date("valid_from"))
        .primary_key(Index::create().col("product").col("valid_from"))
        .to_owned()
}
