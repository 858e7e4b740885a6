//! Indexes for queries that slow down as the database grows.

use sea_orm_migration::prelude::*;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The lines of a statement in their order.
        manager
            .create_index(engine::index(
                "charges_in_order",
                "charges",
                &["statement_id", "activated_at", "application_number", "product"],
            ))
            .await?;
        // The index above covers the queries of this one.
        drop(manager, "charges_statement", "charges").await?;
        // Finished applications are found by the reason of their return or rejection.
        engine::each(manager, &[REASONED_APPLICATIONS], &[REASONED_APPLICATIONS]).await?;
        // Every page of a partner asks for its people.
        manager
            .create_index(engine::index("role_assignments_tenant", "role_assignments", &["tenant"]))
            .await?;
        engine::each(manager, &[MOVING_APPLICATIONS, NEEDING_APPLICATIONS], &[]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_index(engine::index("charges_statement", "charges", &["statement_id", "activated_at"]))
            .await?;
        for (name, table) in [
            ("applications_reason", "applications"),
            ("role_assignments_tenant", "role_assignments"),
            ("charges_in_order", "charges"),
        ] {
            drop(manager, name, table).await?;
        }
        engine::each(manager, &["drop index applications_moving", "drop index applications_needing"], &[])
            .await
    }
}

/// The few applications that have a reason.
const REASONED_APPLICATIONS: &str = "create index applications_reason on applications \
     (partner_id, reason_code, number) where reason_code is not null";
/// The operator lists open applications of all partners, newest first. `SQLite` would walk all applications by number;
/// `PostgreSQL` reads the index by partners and sorts the few rows found.
const MOVING_APPLICATIONS: &str = "create index applications_moving on applications (number) \
     where stage in ('received', 'in_review', 'needs_client', 'forwarded', 'cert_request', 'registering')";
/// The same for applications that need a person.
const NEEDING_APPLICATIONS: &str =
    "create index applications_needing on applications (number) where attention_since is not null";

async fn drop(manager: &SchemaManager<'_>, index: &'static str, table: &'static str) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(index).table(table).to_owned()).await
}
