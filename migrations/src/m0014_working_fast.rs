//! Daily work: preferences, presence, saved filters, notes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, boolean, text, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [preferences(), presence(), saved_filters(), notes()] {
            manager.create_table(table).await?;
        }
        let by_application = engine::index("presence_application", "presence", &["application_number"]);
        manager.create_index(by_application).await?;
        manager.create_index(engine::index("presence_seen", "presence", &["seen_at"])).await?;
        let names = engine::unique_index("saved_filters_name", "saved_filters", &["owner", "name"]);
        manager.create_index(names).await?;
        manager.create_index(engine::index("notes_application", "notes", &["application_number"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["notes", "saved_filters", "presence", "preferences"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// The preferences of a person.
fn preferences() -> TableCreateStatement {
    Table::create()
        .table("preferences")
        .col(big_integer("person_id"))
        .col(text("key"))
        .col(text("value"))
        .primary_key(Index::create().col("person_id").col("key"))
        .foreign_key(&mut to_person("preferences", "person_id"))
        .to_owned()
}

/// Who has recently viewed an application, and in which tenant.
fn presence() -> TableCreateStatement {
    Table::create()
        .table("presence")
        .col(big_integer("person_id"))
        .col(big_integer("application_number"))
        .col(big_integer("partner_id"))
        .col(timestamp_with_time_zone("seen_at"))
        .primary_key(Index::create().col("person_id").col("application_number"))
        .foreign_key(&mut to_person("presence", "person_id"))
        .to_owned()
}

/// A named filter of the queue; its owner is a person or a whole partner.
fn saved_filters() -> TableCreateStatement {
    Table::create()
        .table("saved_filters")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer("author_id"))
        .col(boolean("of_team"))
        .col(text("owner"))
        .col(text("name"))
        .col(text("query"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut to_person("saved_filters", "author_id"))
        .to_owned()
}

/// Notes of colleagues about an application.
fn notes() -> TableCreateStatement {
    Table::create()
        .table("notes")
        .col(big_pk_auto("id"))
        .col(big_integer("application_number"))
        .col(big_integer("author_id"))
        .col(text("text"))
        .col(timestamp_with_time_zone("written_at"))
        .foreign_key(&mut to_person("notes", "author_id"))
        .foreign_key(ForeignKey::create().from("notes", "application_number").to("applications", "number"))
        .to_owned()
}

fn to_person(table: &'static str, column: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, column).to("people", "id").to_owned()
}
