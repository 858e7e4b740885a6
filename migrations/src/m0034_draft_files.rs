//! Files that wait in drafts. Their bytes lie in the store of files, under their SHA-256.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, text, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(draft_files()).await?;
        manager
            .create_index(engine::unique_index("draft_files_once", "draft_files", &["draft_id", "sha256"]))
            .await?;
        manager.create_index(engine::index("draft_files_bytes", "draft_files", &["sha256"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("draft_files").to_owned()).await
    }
}

/// The rows go with their draft: nobody needs the bytes of one that was thrown away.
fn draft_files() -> TableCreateStatement {
    Table::create()
        .table("draft_files")
        .col(big_pk_auto("id"))
        .col(big_integer("draft_id"))
        .col(text("name"))
        .col(text("kind"))
        .col(big_integer("size"))
        .col(text("sha256"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(
            ForeignKey::create()
                .from("draft_files", "draft_id")
                .to("drafts", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
