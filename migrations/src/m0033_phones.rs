//! Phones: the number that an account confirmed, the number of a registration, and the codes that go there by SMS; and the
//! account to which a registration adds an address.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer_null, big_pk_auto, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name) in COLUMNS {
            let column = text_null(*name).take();
            manager.alter_table(Table::alter().table(*table).add_column(column).to_owned()).await?;
        }
        let column = big_integer_null("of_person").take();
        manager.alter_table(Table::alter().table("registrations").add_column(column).to_owned()).await?;
        manager
            .create_index(engine::unique_index("people_confirmed_phone", "people", &["confirmed_phone"]))
            .await?;
        manager.create_table(phone_codes()).await?;
        for column in ["registration_id", "browser", "asked_at"] {
            let index = engine::index(&format!("phone_codes_{column}"), "phone_codes", &[column]);
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("phone_codes").to_owned()).await?;
        let dropped = "drop index people_confirmed_phone";
        engine::each(manager, &[dropped], &[dropped]).await?;
        for (table, name) in COLUMNS.iter().chain(&[("registrations", "of_person")]) {
            manager.alter_table(Table::alter().table(*table).drop_column(*name).to_owned()).await?;
        }
        Ok(())
    }
}

const COLUMNS: &[(&str, &str)] = &[("people", "confirmed_phone"), ("registrations", "mobile")];

/// Codes that were asked for. The code itself stands nowhere: the secret of the installation makes it of the row.
fn phone_codes() -> TableCreateStatement {
    Table::create()
        .table("phone_codes")
        .col(big_pk_auto("id"))
        .col(text("phone"))
        .col(big_integer_null("registration_id"))
        .col(text("browser"))
        .col(integer("tries"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .col(timestamp_with_time_zone_null("failed_at"))
        .to_owned()
}
