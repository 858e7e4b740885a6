//! Drafts: applications that clients fill in the browser.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, integer, integer_null, text, timestamp_with_time_zone,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(drafts()).await?;
        manager.create_index(engine::index("drafts_account", "drafts", &["person_id"])).await?;
        manager.create_index(engine::index("drafts_age", "drafts", &["updated_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("drafts").to_owned()).await
    }
}

/// What was typed is one document, read and written as a whole. A draft that was sent keeps only the number.
fn drafts() -> TableCreateStatement {
    Table::create()
        .table("drafts")
        .col(big_pk_auto("id"))
        .col(big_integer("person_id"))
        .col(text("kind"))
        .col(big_integer_null("organization_id"))
        .col(big_integer_null("application_number"))
        .col(integer_null("application_version"))
        .col(text("answers"))
        .col(text("step"))
        .col(big_integer_null("sent_as"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .foreign_key(ForeignKey::create().from("drafts", "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from("drafts", "organization_id").to("organizations", "id"))
        .foreign_key(ForeignKey::create().from("drafts", "application_number").to("applications", "number"))
        .foreign_key(ForeignKey::create().from("drafts", "sent_as").to("applications", "number"))
        .to_owned()
}
