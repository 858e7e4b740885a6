//! The installation: its id, the key of its training authority, whether a seed is running; and an index for errands of
//! one kind, however many of another are open.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text, text_null, timestamp_with_time_zone_null};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(installation()).await?;
        engine::each(manager, &[ONE_ROW_SQLITE], &[ONE_ROW_POSTGRES]).await?;
        engine::each(manager, &[WAITING], &[WAITING]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        engine::each(manager, &["drop index errands_waiting"], &["drop index errands_waiting"]).await?;
        manager.drop_table(Table::drop().table("installation").to_owned()).await
    }
}

const WAITING: &str = "create index errands_waiting on errands (kind, due_at) where state = 'due'";

/// The id is drawn here once; it sets the installation's letters apart from those of others.
const ONE_ROW_SQLITE: &str = "insert into installation (id, code) values (1, lower(hex(randomblob(8))))";
const ONE_ROW_POSTGRES: &str = "insert into installation (id, code) values (1, \
     substr(md5(random()::text || clock_timestamp()::text || pg_backend_pid()::text), 1, 16))";

/// The installation, in one row.
fn installation() -> TableCreateStatement {
    Table::create()
        .table("installation")
        .col(integer("id").primary_key())
        .col(text("code"))
        .col(text_null("authority_key"))
        .col(timestamp_with_time_zone_null("seeding_since"))
        .check(Expr::cust("id = 1"))
        .to_owned()
}
