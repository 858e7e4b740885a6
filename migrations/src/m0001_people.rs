//! Partners, people, their roles, sessions and settings.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, boolean, date, integer, text, text_null, text_uniq, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(partners()).await?;
        manager.create_table(people()).await?;
        manager.create_table(role_assignments()).await?;
        manager.create_table(sessions()).await?;
        manager.create_table(sign_in_attempts()).await?;
        manager.create_table(settings()).await?;
        manager.create_index(engine::index("sessions_person", "sessions", &["person_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["settings", "sign_in_attempts", "sessions", "role_assignments", "people", "partners"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// A partner: the tenant.
fn partners() -> TableCreateStatement {
    Table::create()
        .table("partners")
        .col(big_pk_auto("id"))
        .col(text_uniq("code"))
        .col(text("name"))
        .col(text("inn"))
        .col(text_null("kpp"))
        .col(text("phone"))
        .col(text("email"))
        .col(integer("utc_offset_minutes"))
        .to_owned()
}

/// A person with an account.
fn people() -> TableCreateStatement {
    Table::create()
        .table("people")
        .col(big_pk_auto("id"))
        .col(text_uniq("login"))
        .col(text("email"))
        .col(text("full_name"))
        .col(text("password_hash"))
        .col(timestamp_with_time_zone_null("disabled_at"))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

/// The roles of people in tenants; tenant 0 is the operator.
fn role_assignments() -> TableCreateStatement {
    Table::create()
        .table("role_assignments")
        .col(big_integer("person_id"))
        .col(text("role"))
        .col(big_integer("tenant"))
        .primary_key(Index::create().col("person_id").col("role").col("tenant"))
        .foreign_key(ForeignKey::create().from("role_assignments", "person_id").to("people", "id"))
        .to_owned()
}

/// A signed-in browser; only the digest of its token is stored.
fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(text("token_hash").primary_key())
        .col(big_integer("person_id"))
        .col(text("csrf"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("seen_at"))
        .col(boolean("foreign_computer"))
        .foreign_key(ForeignKey::create().from("sessions", "person_id").to("people", "id"))
        .to_owned()
}

/// Failed attempts by login or address, for throttling.
fn sign_in_attempts() -> TableCreateStatement {
    Table::create()
        .table("sign_in_attempts")
        .col(text("key").primary_key())
        .col(integer("failures"))
        .col(timestamp_with_time_zone("since"))
        .to_owned()
}

/// Dated business settings.
fn settings() -> TableCreateStatement {
    Table::create()
        .table("settings")
        .col(text("key"))
        .col(date("valid_from"))
        .col(text("value"))
        .primary_key(Index::create().col("key").col("valid_from"))
        .to_owned()
}
