//! The tenant's people: versions of people and ITS logins, when they were last seen, and links that set a password.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer_null, big_pk_auto, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        manager.create_table(password_links()).await?;
        for (name, table, columns) in INDEXES {
            manager.create_index(engine::index(name, table, columns)).await?;
        }
        engine::each(manager, &[PEOPLE_BY_EMAIL], &[PEOPLE_BY_EMAIL]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let by_email = "drop index people_email";
        engine::each(manager, &[by_email], &[by_email]).await?;
        for (name, table, _) in INDEXES {
            manager.drop_index(Index::drop().name(*name).table(*table).to_owned()).await?;
        }
        manager.drop_table(Table::drop().table("password_links").to_owned()).await?;
        for (table, column) in ADDED.iter().rev() {
            manager.alter_table(Table::alter().table(*table).drop_column(*column).to_owned()).await?;
        }
        Ok(())
    }
}

/// People sign in with an e-mail address in any case.
const PEOPLE_BY_EMAIL: &str = "create index people_email on people (lower(email))";

const INDEXES: &[(&str, &str, &[&str])] = &[
    ("memberships_organization", "memberships", &["organization_id"]),
    ("its_logins_partner", "its_logins", &["partner_id", "login"]),
    ("organizations_its_login", "organizations", &["its_login_id"]),
    ("password_links_person", "password_links", &["person_id"]),
    ("password_links_its_login", "password_links", &["its_login_id"]),
];

const ADDED: &[(&str, &str)] = &[
    ("people", "version"),
    ("people", "seen_at"),
    ("sessions", "browser"),
    ("its_logins", "version"),
    ("its_logins", "blocked_at"),
];

/// New columns of existing tables, in the order of [`ADDED`].
fn columns() -> Vec<(&'static str, ColumnDef)> {
    let made = [
        integer("version").default(1).to_owned(),
        timestamp_with_time_zone_null("seen_at").take(),
        text("browser").default("").to_owned(),
        integer("version").default(1).to_owned(),
        timestamp_with_time_zone_null("blocked_at").take(),
    ];
    ADDED.iter().map(|(table, _)| *table).zip(made).collect()
}

/// A link that sets a password once; only the digest of its token is stored. Without a holder it was requested for an
/// unknown login.
fn password_links() -> TableCreateStatement {
    Table::create()
        .table("password_links")
        .col(big_pk_auto("id"))
        .col(big_integer_null("person_id"))
        .col(big_integer_null("its_login_id"))
        .col(text("occasion"))
        .col(text_null("digest").unique_key())
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone_null("expires_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .foreign_key(ForeignKey::create().from("password_links", "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from("password_links", "its_login_id").to("its_logins", "id"))
        .check(Expr::cust("person_id is null or its_login_id is null"))
        .to_owned()
}
