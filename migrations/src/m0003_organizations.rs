//! ITS logins, organisations and memberships.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, boolean, date_null, integer, text, text_uniq, timestamp_with_time_zone,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(its_logins()).await?;
        manager.create_table(organizations()).await?;
        manager.create_table(organization_terms()).await?;
        manager.create_table(memberships()).await?;
        manager
            .create_index(engine::unique_index("organizations_subscriber", "organizations", &["inn", "kpp"]))
            .await?;
        manager
            .create_index(engine::index("organizations_partner", "organizations", &["partner_id", "id"]))
            .await?;
        manager
            .create_index(engine::index(
                "organization_terms_organization",
                "organization_terms",
                &["organization_id"],
            ))
            .await?;
        engine::each(manager, &[], &[TERMS_BY_CODE_POINT]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["memberships", "organization_terms", "organizations", "its_logins"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Terms are ordered by code point, since prefixes are searched as ranges; that is the default of `SQLite`.
const TERMS_BY_CODE_POINT: &str = "alter table organization_terms alter column term type text collate \"C\"";

/// A login of the ITS portal, issued by a partner.
fn its_logins() -> TableCreateStatement {
    Table::create()
        .table("its_logins")
        .col(big_pk_auto("id"))
        .col(text_uniq("login"))
        .col(big_integer("partner_id"))
        .col(text("password_hash"))
        .col(text("email"))
        .col(date_null("contract_until"))
        .foreign_key(ForeignKey::create().from("its_logins", "partner_id").to("partners", "id"))
        .to_owned()
}

/// A subscriber.
fn organizations() -> TableCreateStatement {
    Table::create()
        .table("organizations")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer("its_login_id"))
        .col(timestamp_with_time_zone("bound_at"))
        .col(text_uniq("subscriber_code"))
        .col(text("kind"))
        .col(text("inn"))
        .col(text("kpp"))
        .col(text("short_name"))
        .col(text("full_name"))
        .col(text("ogrn"))
        .col(text("legal_address"))
        .col(text("region"))
        .col(text("phone"))
        .col(text("email"))
        .col(boolean("is_budget"))
        .col(timestamp_with_time_zone("created_at"))
        .col(integer("version"))
        .foreign_key(ForeignKey::create().from("organizations", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("organizations", "its_login_id").to("its_logins", "id"))
        .to_owned()
}

/// Normalised search terms of organisations.
fn organization_terms() -> TableCreateStatement {
    Table::create()
        .table("organization_terms")
        .col(text("term"))
        .col(big_integer("organization_id"))
        .primary_key(Index::create().col("term").col("organization_id"))
        .foreign_key(
            ForeignKey::create().from("organization_terms", "organization_id").to("organizations", "id"),
        )
        .to_owned()
}

/// Memberships of people in organisations.
fn memberships() -> TableCreateStatement {
    Table::create()
        .table("memberships")
        .col(big_integer("person_id"))
        .col(big_integer("organization_id"))
        .primary_key(Index::create().col("person_id").col("organization_id"))
        .foreign_key(ForeignKey::create().from("memberships", "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from("memberships", "organization_id").to("organizations", "id"))
        .to_owned()
}
