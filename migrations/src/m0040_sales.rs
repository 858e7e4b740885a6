//! What a partner sells to its clients: sales, numbered documents and the partner's own book.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, date, date_null, integer, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables whose rows are never changed or deleted.
const KEPT: [&str; 2] = ["numbered_documents", "postings"];

/// What was made, in the order in which one thing points to another.
const TABLES: [&str; 8] = [
    "sellers",
    "seller_regimes",
    "own_prices",
    "number_series",
    "sales",
    "numbered_documents",
    "payments",
    "postings",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let made = [
            sellers(),
            regimes(),
            own_prices(),
            series(),
            sales(),
            numbered_documents(),
            payments(),
            postings(),
        ];
        for table in made {
            manager.create_table(table).await?;
        }
        for (name, table, columns) in UNIQUE {
            manager.create_index(engine::unique_index(name, table, columns)).await?;
        }
        for (name, table, columns) in INDEXES {
            manager.create_index(engine::index(name, table, columns)).await?;
        }
        for table in KEPT {
            engine::append_only(manager, table).await?;
            engine::never_truncated(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES.iter().rev() {
            manager.drop_table(Table::drop().table(*table).to_owned()).await?;
        }
        Ok(())
    }
}

const UNIQUE: [(&str, &str, &[&str]); 4] = [
    // An approval makes one sale, and a sale has one correction.
    ("sales_once", "sales", &["source"]),
    ("numbered_documents_once", "numbered_documents", &["partner_id", "kind", "year", "place"]),
    ("numbered_documents_of_sale", "numbered_documents", &["sale_id", "kind"]),
    ("postings_once", "postings", &["source"]),
];

const INDEXES: [(&str, &str, &[&str]); 4] = [
    ("sales_of_partner", "sales", &["partner_id", "state", "id"]),
    ("numbered_documents_newest", "numbered_documents", &["partner_id", "id"]),
    ("payments_of_partner", "payments", &["partner_id", "day", "id"]),
    ("postings_of_organization", "postings", &["partner_id", "organization_id", "day"]),
];

fn of_partner(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "partner_id").to("partners", "id").to_owned()
}

fn of_organization(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "organization_id").to("organizations", "id").to_owned()
}

fn sellers() -> TableCreateStatement {
    Table::create()
        .table("sellers")
        .col(big_integer("partner_id").primary_key())
        .col(text("terms"))
        .col(integer("version"))
        .foreign_key(&mut of_partner("sellers"))
        .to_owned()
}

fn regimes() -> TableCreateStatement {
    Table::create()
        .table("seller_regimes")
        .col(big_integer("partner_id"))
        .col(date("valid_from"))
        .col(text("regime"))
        .check(Expr::cust("regime in ('osn', 'usn', 'usn_5', 'usn_7')"))
        .primary_key(Index::create().col("partner_id").col("valid_from"))
        .foreign_key(&mut of_partner("seller_regimes"))
        .to_owned()
}

fn own_prices() -> TableCreateStatement {
    Table::create()
        .table("own_prices")
        .col(big_integer("partner_id"))
        .col(text("product"))
        .col(text("tier"))
        .col(integer("term_months"))
        .col(date("valid_from"))
        .col(big_integer_null("amount"))
        .check(Expr::cust("amount > 0"))
        .primary_key(
            Index::create().col("partner_id").col("product").col("tier").col("term_months").col("valid_from"),
        )
        .foreign_key(&mut of_partner("own_prices"))
        .to_owned()
}

fn series() -> TableCreateStatement {
    Table::create()
        .table("number_series")
        .col(big_integer("partner_id"))
        .col(text("kind"))
        .col(integer("year"))
        .col(big_integer("first"))
        .col(big_integer("last"))
        .col(date_null("last_day"))
        .check(Expr::cust("first > 0 and last >= first - 1"))
        .primary_key(Index::create().col("partner_id").col("kind").col("year"))
        .foreign_key(&mut of_partner("number_series"))
        .to_owned()
}

fn sales() -> TableCreateStatement {
    Table::create()
        .table("sales")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer("organization_id"))
        .col(big_integer("application_number"))
        .col(text("source"))
        .col(text("state"))
        .col(timestamp_with_time_zone("activated_at"))
        .col(date("day"))
        .col(text("lines"))
        .col(text("reason"))
        .col(big_integer_null("corrects_id"))
        .col(big_integer_null("total"))
        .col(timestamp_with_time_zone("created_at"))
        .col(integer("version"))
        .check(Expr::cust("state in ('draft', 'dropped', 'issued', 'corrected')"))
        .check(Expr::cust("(total is null) = (state in ('draft', 'dropped'))"))
        .foreign_key(&mut of_partner("sales"))
        .foreign_key(&mut of_organization("sales"))
        .foreign_key(ForeignKey::create().from("sales", "corrects_id").to("sales", "id"))
        .to_owned()
}

fn numbered_documents() -> TableCreateStatement {
    Table::create()
        .table("numbered_documents")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer("organization_id"))
        .col(big_integer("sale_id"))
        .col(text("kind"))
        .col(integer("year"))
        .col(big_integer("place"))
        .col(text("number"))
        .col(date("day"))
        .col(big_integer("total"))
        .col(text("sheet"))
        .col(text("sha256"))
        .col(timestamp_with_time_zone("at"))
        .col(text("by"))
        .check(Expr::cust("kind in ('invoice', 'act', 'upd') and place > 0"))
        .foreign_key(&mut of_partner("numbered_documents"))
        .foreign_key(&mut of_organization("numbered_documents"))
        .foreign_key(ForeignKey::create().from("numbered_documents", "sale_id").to("sales", "id"))
        .to_owned()
}

fn payments() -> TableCreateStatement {
    Table::create()
        .table("payments")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer("organization_id"))
        .col(date("day"))
        .col(text("number"))
        .col(big_integer("amount"))
        .col(timestamp_with_time_zone("noted_at"))
        .col(timestamp_with_time_zone_null("taken_back_at"))
        .col(text_null("reason"))
        .col(integer("version"))
        .check(Expr::cust("amount > 0 and (taken_back_at is null) = (reason is null)"))
        .foreign_key(&mut of_partner("payments"))
        .foreign_key(&mut of_organization("payments"))
        .to_owned()
}

fn postings() -> TableCreateStatement {
    Table::create()
        .table("postings")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer("organization_id"))
        .col(text("debit"))
        .col(text("credit"))
        .col(big_integer("amount"))
        .col(text("source"))
        .col(text_null("reverses"))
        .col(date("day"))
        .col(timestamp_with_time_zone("recorded_at"))
        .check(Expr::cust("amount > 0 and debit <> credit"))
        .check(Expr::cust("debit in ('51', '62', '90') and credit in ('51', '62', '90')"))
        .foreign_key(&mut of_partner("postings"))
        .foreign_key(&mut of_organization("postings"))
        .to_owned()
}
