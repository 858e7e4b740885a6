//! Archives of documents that clients ask for by e-mail, and the links of their letters.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, date, integer, integer_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(archives()).await?;
        manager.create_table(links()).await?;
        for (name, columns) in INDEXES {
            manager.create_index(engine::index(name, "archives", columns)).await?;
        }
        manager.create_index(engine::index("archive_links_of", "archive_links", &["archive_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("archive_links").to_owned()).await?;
        manager.drop_table(Table::drop().table("archives").to_owned()).await
    }
}

const INDEXES: [(&str, &[&str]); 4] = [
    ("archives_of_account", &["person_id", "id"]),
    ("archives_of_organization", &["organization_id", "asked_at"]),
    ("archives_of_partner", &["partner_id", "stage"]),
    ("archives_bytes", &["sha256"]),
];

/// What was gathered stands in the row from `guid` to `kept_until`, all of it or nothing.
fn archives() -> TableCreateStatement {
    Table::create()
        .table("archives")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer("organization_id"))
        .col(big_integer("person_id"))
        .col(text("kind"))
        .col(date("first_day"))
        .col(date("last_day"))
        .col(text("email"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(text("stage"))
        .col(text_null("words"))
        .col(timestamp_with_time_zone_null("next_try"))
        .col(integer_null("downloads"))
        .col(text_null("guid"))
        .col(text_null("sha256"))
        .col(big_integer_null("size"))
        .col(integer_null("documents"))
        .col(timestamp_with_time_zone_null("kept_until"))
        .col(integer("letters"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone("moved_at"))
        .col(integer("version"))
        .check(Expr::cust("first_day <= last_day"))
        .check(Expr::cust("(guid is null) = (sha256 is null)"))
        .foreign_key(ForeignKey::create().from("archives", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("archives", "organization_id").to("organizations", "id"))
        .foreign_key(ForeignKey::create().from("archives", "person_id").to("people", "id"))
        .to_owned()
}

/// Every letter's link stays good: a letter that is repeated may be the copy that a mailbox drops.
fn links() -> TableCreateStatement {
    Table::create()
        .table("archive_links")
        .col(text("digest").primary_key())
        .col(big_integer("archive_id"))
        .col(text("purpose"))
        .col(integer("letter"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(ForeignKey::create().from("archive_links", "archive_id").to("archives", "id"))
        .to_owned()
}
