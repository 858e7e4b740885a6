//! Passwords of clients' programs, each kept as its digest; and sign-ins in browsers that a person had not used before.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, boolean, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const PASSWORDS: &str = "program_passwords";
const DEVICES: &str = "new_devices";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let passwords = Table::create()
            .table(PASSWORDS)
            .col(big_pk_auto("id"))
            .col(big_integer("person_id"))
            .col(text("name"))
            .col(text("digest").unique_key())
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("used_at"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .foreign_key(ForeignKey::create().from(PASSWORDS, "person_id").to("people", "id"))
            .to_owned();
        manager.create_table(passwords).await?;
        let of_person = engine::index("program_passwords_of_person", PASSWORDS, &["person_id"]);
        manager.create_index(of_person).await?;
        let devices = Table::create()
            .table(DEVICES)
            .col(big_pk_auto("id"))
            .col(big_integer("person_id"))
            .col(timestamp_with_time_zone("at"))
            .col(text("browser"))
            .col(text("address"))
            .col(boolean("told_at_once"))
            .foreign_key(ForeignKey::create().from(DEVICES, "person_id").to("people", "id"))
            .to_owned();
        manager.create_table(devices).await?;
        manager.create_index(engine::index("new_devices_of_person", DEVICES, &["person_id", "at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [DEVICES, PASSWORDS] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
