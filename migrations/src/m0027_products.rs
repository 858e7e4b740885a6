//! Products of accounts, the deliveries whose PINs register them, and pairs that wait for their questionnaire.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, integer, text, text_null, timestamp_with_time_zone,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [deliveries(), products(), claims()] {
            manager.create_table(table).await?;
        }
        for index in [
            engine::unique_index("deliveries_number", "deliveries", &["number"]),
            engine::unique_index("products_delivery", "products", &["delivery_id"]),
            engine::unique_index("products_free", "products", &["person_id", "free"]),
            engine::index("product_claims_expiry", "product_claims", &["expires_at"]),
        ] {
            manager.create_index(index).await?;
        }
        for table in ["deliveries", "products"] {
            engine::append_only(manager, table).await?;
            engine::never_truncated(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["product_claims", "products", "deliveries"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Copies of products as they were sold; of their PINs only keyed digests are kept.
fn deliveries() -> TableCreateStatement {
    Table::create()
        .table("deliveries")
        .col(big_pk_auto("id"))
        .col(text("number"))
        .col(text("name"))
        .col(text("kit"))
        .col(integer("pin_length"))
        .col(text("pin_digest"))
        .col(timestamp_with_time_zone("published_at"))
        .to_owned()
}

/// Products of accounts: each is of a delivery, with what was answered about it, or was got for free.
fn products() -> TableCreateStatement {
    Table::create()
        .table("products")
        .col(big_pk_auto("id"))
        .col(big_integer("person_id"))
        .col(big_integer_null("delivery_id"))
        .col(text_null("questionnaire"))
        .col(text_null("free"))
        .col(timestamp_with_time_zone("since"))
        .foreign_key(ForeignKey::create().from("products", "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from("products", "delivery_id").to("deliveries", "id"))
        .check(Expr::cust("(delivery_id is null) = (questionnaire is null)"))
        .check(Expr::cust("(delivery_id is null) <> (free is null)"))
        .to_owned()
}

/// Deliveries whose pair somebody knew, until they have answered the questionnaire.
fn claims() -> TableCreateStatement {
    Table::create()
        .table("product_claims")
        .col(text("id").primary_key())
        .col(big_integer("person_id"))
        .col(big_integer("delivery_id"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(ForeignKey::create().from("product_claims", "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from("product_claims", "delivery_id").to("deliveries", "id"))
        .to_owned()
}
