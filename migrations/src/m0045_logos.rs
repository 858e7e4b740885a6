//! Logos of partners: each is kept for ever by the SHA-256 of its bytes, since documents that were issued name it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, blob, text, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "logos";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(TABLE)
            .col(big_pk_auto("id"))
            .col(big_integer("partner_id"))
            .col(text("sha256"))
            .col(blob("bytes"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(ForeignKey::create().from(TABLE, "partner_id").to("partners", "id"))
            .to_owned();
        manager.create_table(table).await?;
        let once = engine::unique_index("logos_once", TABLE, &["partner_id", "sha256"]);
        manager.create_index(once).await?;
        engine::append_only(manager, TABLE).await?;
        engine::never_truncated(manager, TABLE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}
