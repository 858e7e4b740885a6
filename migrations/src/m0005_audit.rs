//! The audit chain of each partner and the stream of refused attempts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, text, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(audit_heads()).await?;
        manager.create_table(audit()).await?;
        manager.create_table(security_events()).await?;
        manager
            .create_index(engine::index("audit_subject", "audit", &["subject", "chain", "sequence"]))
            .await?;
        engine::each(manager, &[], &[engine::REFUSE_CHANGE]).await?;
        engine::append_only(manager, "audit").await?;
        engine::append_only(manager, "security_events").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["security_events", "audit", "audit_heads"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        engine::each(manager, &[], &["drop function refuse_change()"]).await
    }
}

/// The head of a chain; chain 0 is the operator's.
fn audit_heads() -> TableCreateStatement {
    Table::create()
        .table("audit_heads")
        .col(big_integer("chain").primary_key())
        .col(big_integer("sequence"))
        .col(text("hash"))
        .to_owned()
}

/// The audit entries; append-only.
fn audit() -> TableCreateStatement {
    Table::create()
        .table("audit")
        .col(big_integer("chain"))
        .col(big_integer("sequence"))
        .col(timestamp_with_time_zone("at"))
        .col(text("actor"))
        .col(text("role"))
        .col(text("request_id"))
        .col(text("verb"))
        .col(text("subject"))
        .col(text("details"))
        .col(text("previous"))
        .col(text("hash"))
        .primary_key(Index::create().col("chain").col("sequence"))
        .to_owned()
}

/// Refused rights and failed sign-ins.
fn security_events() -> TableCreateStatement {
    Table::create()
        .table("security_events")
        .col(big_pk_auto("id"))
        .col(timestamp_with_time_zone("at"))
        .col(text("kind"))
        .col(text("who"))
        .col(text("request_id"))
        .col(text("details"))
        .to_owned()
}
