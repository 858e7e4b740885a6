//! Attachments: files that clients add to applications. Their bytes lie in the store of files, under their SHA-256.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(attachments()).await?;
        engine::each(manager, &ONCE, &ONCE).await?;
        manager.create_index(engine::index("attachments_bytes", "attachments", &["sha256"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("attachments").to_owned()).await
    }
}

/// The same bytes are one attachment of an application, until it is removed.
const ONCE: [&str; 1] = ["create unique index attachments_once on attachments (application_number, sha256) \
     where removed_at is null"];

fn attachments() -> TableCreateStatement {
    Table::create()
        .table("attachments")
        .col(big_pk_auto("id"))
        .col(big_integer("application_number"))
        .col(big_integer("partner_id"))
        .col(text("name"))
        .col(text("kind"))
        .col(big_integer("size"))
        .col(text("sha256"))
        .col(big_integer("uploaded_by"))
        .col(timestamp_with_time_zone("at"))
        .col(timestamp_with_time_zone_null("removed_at"))
        .foreign_key(
            ForeignKey::create().from("attachments", "application_number").to("applications", "number"),
        )
        .foreign_key(ForeignKey::create().from("attachments", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("attachments", "uploaded_by").to("people", "id"))
        .to_owned()
}
