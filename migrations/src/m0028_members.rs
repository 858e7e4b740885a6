//! As what people act for a subscriber, since when, and invitations to do so.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [text("role").default("client").take(), timestamp_with_time_zone_null("since").take()] {
            manager.alter_table(Table::alter().table("memberships").add_column(column).to_owned()).await?;
        }
        engine::each(manager, FORMER, FORMER).await?;
        manager.create_table(invitations()).await?;
        manager.create_index(engine::unique_index("invitations_digest", "invitations", &["digest"])).await?;
        manager
            .create_index(engine::index("invitations_organization", "invitations", &["organization_id"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("invitations").to_owned()).await?;
        for column in ["role", "since"] {
            manager.alter_table(Table::alter().table("memberships").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

/// The first member administers: whom the ИНН opens, else the earliest account. A membership is as old as the approval of
/// the organisation's connection.
const FORMER: &[&str] = &[
    "update memberships set role = 'client_admin' where by_inn or (not exists (select 1 from memberships o \
     where o.organization_id = memberships.organization_id and o.by_inn) and person_id = (select min(o.person_id) \
     from memberships o where o.organization_id = memberships.organization_id))",
    "update memberships set since = (select min(a.approved_at) from applications a where \
     a.organization_id = memberships.organization_id and a.kind = 'connect')",
];

/// Invitations to act for a subscriber. The row lives until it is answered, taken back or over.
fn invitations() -> TableCreateStatement {
    Table::create()
        .table("invitations")
        .col(big_pk_auto("id"))
        .col(big_integer("organization_id"))
        .col(text("email"))
        .col(text("role"))
        .col(big_integer("invited_by"))
        .col(text_null("digest"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(ForeignKey::create().from("invitations", "organization_id").to("organizations", "id"))
        .foreign_key(ForeignKey::create().from("invitations", "invited_by").to("people", "id"))
        .to_owned()
}
