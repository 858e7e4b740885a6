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
        let own = engine::index("organization_terms_own", "organization_terms", &["organization_id", "term"]);
        manager.create_index(own).await?;
        let statements = [WITHOUT_TERM, REVEALED];
        engine::each(manager, &statements, &statements).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let known =
            engine::index("organization_terms_organization", "organization_terms", &["organization_id"]);
        manager.create_index(known).await?;
        let statements = [
            "drop index organization_terms_own",
            "drop index audit_revealed",
            "drop index organizations_name",
        ];
        engine::each(manager, &statements, &statements).await?;
        manager
            .alter_table(Table::alter().table("organizations").drop_column("terms_version").to_owned())
            .await
    }
}

/// The terms of one organisation are asked for together with their beginning: the index without it is no longer needed.
const WITHOUT_TERM: &str = "drop index organization_terms_organization";
/// How often somebody has asked for personal data in the last hour is counted in the audit itself.
const REVEALED: &str = "create index audit_revealed on audit (actor, at) where verb = 'revealed'";
