//! After sending: when a client told its partner that it waits, and who was reminded of what expires.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, date, integer, text, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = timestamp_with_time_zone_null("nudged_at").take();
        manager.alter_table(Table::alter().table("applications").add_column(column).to_owned()).await?;
        manager.create_table(reminders()).await?;
        engine::each(manager, &UNIQUE, &UNIQUE).await?;
        manager.create_index(engine::index("licences_end", "licences", &["ends_on"])).await?;
        manager.create_index(engine::index("certificates_end", "certificates", &["not_after"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dropped = ["drop index certificates_end", "drop index licences_end"];
        engine::each(manager, &dropped, &dropped).await?;
        manager.drop_table(Table::drop().table("reminders").to_owned()).await?;
        manager.alter_table(Table::alter().table("applications").drop_column("nudged_at").to_owned()).await
    }
}

/// No reminder twice: those of the calendar once for each day on which something ends, those by hand once a day.
const UNIQUE: [&str; 2] = [
    "create unique index reminders_once on reminders (organization_id, ends_on, mark) where mark <> 'by_hand'",
    "create unique index reminders_by_hand on reminders (organization_id, day) where mark = 'by_hand'",
];

fn reminders() -> TableCreateStatement {
    Table::create()
        .table("reminders")
        .col(big_pk_auto("id"))
        .col(big_integer("organization_id"))
        .col(big_integer("partner_id"))
        .col(text("mark"))
        .col(date("ends_on"))
        .col(date("day"))
        .col(timestamp_with_time_zone("at"))
        .col(big_integer_null("person_id"))
        .col(integer("letters"))
        .foreign_key(ForeignKey::create().from("reminders", "organization_id").to("organizations", "id"))
        .foreign_key(ForeignKey::create().from("reminders", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("reminders", "person_id").to("people", "id"))
        .to_owned()
}
