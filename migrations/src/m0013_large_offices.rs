//! Indexes for what grew slower with the size of the office.

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
        // The longer one does all that this did.
        drop(manager, "charges_statement", "charges").await?;
        // What is over is found by the reason for which it was returned or refused.
        engine::each(manager, &[REASONED_APPLICATIONS], &[REASONED_APPLICATIONS]).await?;
        // Who works where is asked for on every page of a partner.
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
/// The operator looks at what moves at all partners, newest first. `SQLite` would walk through all applications in the
/// order of their numbers; `PostgreSQL` reads the index by partners and sorts the few that it finds.
const MOVING_APPLICATIONS: &str = "create index applications_moving on applications (number) \
     where stage in ('received', 'in_review', 'needs_client', 'forwarded', 'cert_request', 'registering')";
/// The same for what needs a person.
const NEEDING_APPLICATIONS: &str =
    "create index applications_needing on applications (number) where attention_since is not null";

async fn drop(manager: &SchemaManager<'_>, index: &'static str, table: &'static str) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(index).table(table).to_owned()).await
}
