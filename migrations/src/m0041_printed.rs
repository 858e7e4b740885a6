//! The printed files of numbered documents: the same bytes for ever.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "printed_documents";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(TABLE)
            .col(big_integer("numbered_id").primary_key())
            .col(big_integer("size"))
            .col(text("sha256"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(ForeignKey::create().from(TABLE, "numbered_id").to("numbered_documents", "id"))
            .to_owned();
        manager.create_table(table).await?;
        engine::append_only(manager, TABLE).await?;
        engine::never_truncated(manager, TABLE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}
