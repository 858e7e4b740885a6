//! The versions of the policy: the text that decided what roles may, from an instant on.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_pk_auto, text, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "policy_versions";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(TABLE)
            .col(big_pk_auto("id"))
            .col(timestamp_with_time_zone("at"))
            .col(text("sha256"))
            .col(text("model"))
            .col(text("rows"))
            .to_owned();
        manager.create_table(table).await?;
        manager.create_index(engine::index("policy_versions_at", TABLE, &["at"])).await?;
        engine::append_only(manager, TABLE).await?;
        engine::never_truncated(manager, TABLE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}
