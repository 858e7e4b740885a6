//! Search: the version of an organisation's terms, the order of lists, and the personal data disclosed to the support
//! line.

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

/// Terms of one organisation are always asked for with a prefix, so the index without the term is not needed.
const WITHOUT_TERM: &str = "drop index organization_terms_organization";
/// Disclosures within the last hour are counted in the audit.
const REVEALED: &str = "create index audit_revealed on audit (actor, at) where verb = 'revealed'";
