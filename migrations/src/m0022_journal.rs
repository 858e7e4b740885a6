//! The journal: indexes to read a chain by time, actor, role and kind of subject, the newest first.

use sea_orm_migration::prelude::*;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The indexes over plain columns: each filters a chain and keeps the order of time.
const BY_COLUMN: [(&str, &[&str]); 3] = [
    ("audit_chain_time", &["chain", "at", "sequence"]),
    ("audit_chain_actor", &["chain", "actor", "at", "sequence"]),
    ("audit_chain_role", &["chain", "role", "at", "sequence"]),
];

/// The kind of a subject is the part before its colon; queries use the same expression as the index.
const BY_KIND: [&str; 2] = [
    "create index audit_chain_kind on audit (chain, substr(subject, 1, instr(subject, ':') - 1), at, sequence)",
    "create index audit_chain_kind on audit (chain, split_part(subject, ':', 1), at, sequence)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, columns) in BY_COLUMN {
            manager.create_index(engine::index(name, "audit", columns)).await?;
        }
        let [sqlite, postgres] = BY_KIND;
        engine::each(manager, &[sqlite], &[postgres]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let names = BY_COLUMN.iter().map(|(name, _)| *name).chain(["audit_chain_kind"]);
        let back: Vec<String> = names.map(|name| format!("drop index {name}")).collect();
        let back: Vec<&str> = back.iter().map(String::as_str).collect();
        engine::each(manager, &back, &back).await
    }
}
