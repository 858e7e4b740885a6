//! Requests to take second factors off: when their owner was told. Those whose letter was written count as told with it, as
//! they did so far.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::timestamp_with_time_zone_null;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const RESETS: &str = "factor_resets";
const TOLD: &str = "update factor_resets set told_at = asked_at where digest is not null";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = timestamp_with_time_zone_null("told_at").take();
        manager.alter_table(Table::alter().table(RESETS).add_column(column).to_owned()).await?;
        engine::each(manager, &[TOLD], &[TOLD]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(RESETS).drop_column("told_at").to_owned()).await
    }
}
