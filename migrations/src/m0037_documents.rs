//! Documents that 1С puts into a partner's folder, and the files there that cannot be taken.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, date, integer, text, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(documents()).await?;
        manager.create_table(document_faults()).await?;
        for (name, columns) in INDEXES {
            manager.create_index(engine::index(name, "documents", columns)).await?;
        }
        manager.create_index(engine::unique_index("documents_once", "documents", &ONCE)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("document_faults").to_owned()).await?;
        manager.drop_table(Table::drop().table("documents").to_owned()).await
    }
}

/// A number is given once a year to an organisation, for each kind.
const ONCE: [&str; 5] = ["partner_id", "organization_id", "kind", "year", "number"];

const INDEXES: [(&str, &[&str]); 3] = [
    ("documents_newest", &["partner_id", "day", "id"]),
    ("documents_of_organization", &["organization_id", "day", "id"]),
    ("documents_bytes", &["sha256"]),
];

fn documents() -> TableCreateStatement {
    Table::create()
        .table("documents")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer("organization_id"))
        .col(text("kind"))
        .col(text("number"))
        .col(date("day"))
        .col(integer("year"))
        .col(big_integer("size"))
        .col(text("sha256"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(ForeignKey::create().from("documents", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("documents", "organization_id").to("organizations", "id"))
        .to_owned()
}

fn document_faults() -> TableCreateStatement {
    Table::create()
        .table("document_faults")
        .col(big_integer("partner_id"))
        .col(text("name"))
        .col(text("reason"))
        .primary_key(Index::create().col("partner_id").col("name"))
        .foreign_key(ForeignKey::create().from("document_faults", "partner_id").to("partners", "id"))
        .to_owned()
}
