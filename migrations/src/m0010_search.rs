//! Searching: with which version of ours the terms of an organisation were made, the order of lists, and what the
//! support line has had shown to it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("organizations")
                    .add_column(integer("terms_version").default(0))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(engine::index(
                "organizations_name",
                "organizations",
                &["partner_id", "short_name", "id"],
            ))
            .await?;
        engine::each(manager, &[REVEALED], &[REVEALED]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        engine::each(manager, &["drop index audit_revealed"], &["drop index audit_revealed"]).await?;
        engine::each(manager, &["drop index organizations_name"], &["drop index organizations_name"]).await?;
        manager
            .alter_table(Table::alter().table("organizations").drop_column("terms_version").to_owned())
            .await
    }
}

/// How often somebody has asked for personal data in the last hour is counted in the audit itself.
const REVEALED: &str = "create index audit_revealed on audit (actor, at) where verb = 'revealed'";
