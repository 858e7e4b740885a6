//! Indexes for what grew slower with the size of the office.

use sea_orm_migration::prelude::*;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The lists of organisations go by name: a page reads only itself.
        manager
            .create_index(engine::index(
                "organizations_of_partner_by_name",
                "organizations",
                &["partner_id", "short_name", "id"],
            ))
            .await?;
        // Whether an organisation has a word is seen without looking at its other words.
        manager
            .create_index(engine::index(
                "organization_terms_words",
                "organization_terms",
                &["organization_id", "term"],
            ))
            .await?;
        // The lines of a statement in their order.
        manager
            .create_index(engine::index(
                "charges_in_order",
                "charges",
                &["statement_id", "activated_at", "application_number", "product"],
            ))
            .await?;
        // The longer ones do all that these did.
        drop(manager, "organization_terms_organization", "organization_terms").await?;
        drop(manager, "charges_statement", "charges").await?;
        // Who works where is asked for on every page of a partner.
        manager.create_index(engine::index("role_assignments_tenant", "role_assignments", &["tenant"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_index(engine::index("charges_statement", "charges", &["statement_id", "activated_at"]))
            .await?;
        manager
            .create_index(engine::index(
                "organization_terms_organization",
                "organization_terms",
                &["organization_id"],
            ))
            .await?;
        for (name, table) in [
            ("role_assignments_tenant", "role_assignments"),
            ("charges_in_order", "charges"),
            ("organization_terms_words", "organization_terms"),
            ("organizations_of_partner_by_name", "organizations"),
        ] {
            drop(manager, name, table).await?;
        }
        Ok(())
    }
}

async fn drop(manager: &SchemaManager<'_>, index: &'static str, table: &'static str) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(index).table(table).to_owned()).await
}
