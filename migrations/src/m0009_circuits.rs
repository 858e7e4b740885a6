//! The circuit breaker of the authority, the mark of an errand whose request went out, and a ban on truncating
//! append-only tables.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text, timestamp_with_time_zone_null};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(circuits()).await?;
        let asked = timestamp_with_time_zone_null("asked_at");
        manager.alter_table(Table::alter().table("errands").add_column(asked).to_owned()).await?;
        engine::each(manager, &[OPEN_ERRANDS], &[OPEN_ERRANDS]).await?;
        for table in APPEND_ONLY {
            engine::each(manager, &[], &[&never_emptied(table)]).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in APPEND_ONLY {
            engine::each(manager, &[], &[&format!("drop trigger {table}_no_truncate on {table}")]).await?;
        }
        let index = "drop index errands_open";
        engine::each(manager, &[index], &[index]).await?;
        manager.alter_table(Table::alter().table("errands").drop_column("asked_at").to_owned()).await?;
        manager.drop_table(Table::drop().table("circuits").to_owned()).await
    }
}

/// The tables whose rows are never changed or deleted.
const APPEND_ONLY: [&str; 3] = ["audit", "security_events", "invoices"];

/// Due and dead errands are few; their counts and lists read only this index.
const OPEN_ERRANDS: &str = "create index errands_open on errands (kind, partner_id) where state <> 'done'";

/// The circuit breakers of external services, shared by all workers.
fn circuits() -> TableCreateStatement {
    Table::create()
        .table("circuits")
        .col(text("name").primary_key())
        .col(integer("silences"))
        .col(timestamp_with_time_zone_null("silent_since"))
        .col(timestamp_with_time_zone_null("opened_at"))
        .col(timestamp_with_time_zone_null("probe_at"))
        .col(integer("pause_seconds"))
        .to_owned()
}

/// `SQLite` has no TRUNCATE; in `PostgreSQL` the triggers on DELETE do not cover it.
fn never_emptied(table: &str) -> String {
    format!(
        "create trigger {table}_no_truncate before truncate on {table} \
         for each statement execute function refuse_change()"
    )
}
