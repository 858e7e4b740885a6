//! Reconciliation acts that clients order: when each is promised, what the client says it owes, and what answers it. An act
//! takes a number of its own series and is issued for its request instead of a sale.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const NUMBERED: &str = "numbered_documents";
/// What a numbered document is and what it is issued for.
const SALES_ONLY: &str = "kind in ('invoice', 'act', 'upd') and place > 0";
const SALES_AND_ACTS: &str = "place > 0 and (kind in ('invoice', 'act', 'upd') and sale_id is not null \
     and archive_id is null or kind = 'reconciliation' and sale_id is null and archive_id is not null)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = [
            "alter table archives add column promised_at timestamp with time zone",
            "alter table archives add column theirs bigint",
            "alter table archives add column document_id bigint references documents (id)",
            "alter table numbered_documents add column archive_id bigint references archives (id)",
        ];
        engine::each(manager, &SQLITE, &added).await?;
        condition(manager, SALES_ONLY, SALES_AND_ACTS).await?;
        manager
            .create_index(engine::index("archives_to_check", "archives", &["partner_id", "promised_at"]))
            .await?;
        manager
            .create_index(engine::unique_index("numbered_documents_of_request", NUMBERED, &["archive_id"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in ["numbered_documents_of_request", "archives_to_check"] {
            manager.drop_index(Index::drop().name(index).to_owned()).await?;
        }
        condition(manager, SALES_AND_ACTS, SALES_ONLY).await?;
        for (table, column) in ADDED {
            let dropped = format!("alter table {table} drop column {column}");
            engine::each(manager, &[&dropped], &[&dropped]).await?;
        }
        Ok(())
    }
}

const ADDED: [(&str, &str); 4] = [
    (NUMBERED, "archive_id"),
    ("archives", "document_id"),
    ("archives", "theirs"),
    ("archives", "promised_at"),
];

/// The same in `SQLite`, by its own names of types.
const SQLITE: [&str; 4] = [
    "alter table archives add column promised_at timestamp_with_timezone_text",
    "alter table archives add column theirs integer",
    "alter table archives add column document_id integer references documents (id)",
    "alter table numbered_documents add column archive_id integer references archives (id)",
];

/// Replaces the condition of numbered documents, and whether each must have a sale.
async fn condition(manager: &SchemaManager<'_>, from: &str, to: &str) -> Result<(), DbErr> {
    let widens = to == SALES_AND_ACTS;
    if manager.get_connection().get_database_backend() == DbBackend::Sqlite {
        engine::redefine(manager, NUMBERED, from, to).await?;
        let (must, may) = ("\"sale_id\" integer NOT NULL", "\"sale_id\" integer");
        let (from, to) = if widens { (must, may) } else { (may, must) };
        return engine::redefine(manager, NUMBERED, from, to).await;
    }
    let dropped = "do $$ declare found text; begin select conname into strict found from pg_constraint where \
         conrelid = 'numbered_documents'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%invoice%'; \
         execute format('alter table numbered_documents drop constraint %I', found); end $$";
    let not_null = if widens { "drop" } else { "set" };
    let sale = format!("alter table numbered_documents alter column sale_id {not_null} not null");
    let added =
        format!("alter table numbered_documents add constraint numbered_documents_kinds check ({to})");
    engine::each(manager, &[], &[dropped, &sale, &added]).await
}
