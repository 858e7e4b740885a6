//! Registrations: portal accounts that wait for their letter, what a confirmed one brings along, and captchas.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, blob, date, integer, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text_null("confirmed_email").take();
        manager.alter_table(Table::alter().table("people").add_column(column).to_owned()).await?;
        manager
            .create_index(engine::unique_index("people_confirmed_email", "people", &["confirmed_email"]))
            .await?;
        for table in [registrations(), profiles(), consents(), captchas()] {
            manager.create_table(table).await?;
        }
        manager
            .create_index(engine::unique_index("registrations_digest", "registrations", &["digest"]))
            .await?;
        manager.create_index(engine::index("registrations_browser", "registrations", &["browser"])).await?;
        manager.create_index(engine::index("captchas_expiry", "captchas", &["expires_at"])).await?;
        engine::each(manager, &[RESERVED], &[RESERVED]).await?;
        engine::append_only(manager, "consents").await?;
        engine::never_truncated(manager, "consents").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["captchas", "consents", "profiles", "registrations"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        let dropped = "drop index people_confirmed_email";
        engine::each(manager, &[dropped], &[dropped]).await?;
        manager.alter_table(Table::alter().table("people").drop_column("confirmed_email").to_owned()).await
    }
}

/// While a registration waits, nobody else gets its login.
const RESERVED: &str =
    "create unique index registrations_login on registrations (login) where confirmed_at is null";

/// Who wants a portal account. The row lives for a day: by then it is an account or nothing.
fn registrations() -> TableCreateStatement {
    Table::create()
        .table("registrations")
        .col(big_pk_auto("id"))
        .col(text("login"))
        .col(text("email"))
        .col(text("password_hash"))
        .col(text("last_name"))
        .col(text("first_name"))
        .col(text("middle_name"))
        .col(text("place_of_work"))
        .col(text("city"))
        .col(text("phone"))
        .col(date("agreement"))
        .col(date("personal_data"))
        .col(text("browser"))
        .col(text_null("digest"))
        .col(integer("letters"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(big_integer_null("person_id"))
        .foreign_key(ForeignKey::create().from("registrations", "person_id").to("people", "id"))
        .to_owned()
}

/// What somebody of the portal says of themselves.
fn profiles() -> TableCreateStatement {
    Table::create()
        .table("profiles")
        .col(big_integer("person_id").primary_key())
        .col(text("last_name"))
        .col(text("first_name"))
        .col(text("middle_name"))
        .col(text("place_of_work"))
        .col(text("city"))
        .col(text("phone"))
        .foreign_key(ForeignKey::create().from("profiles", "person_id").to("people", "id"))
        .to_owned()
}

/// Who accepted which version of which document, and when.
fn consents() -> TableCreateStatement {
    Table::create()
        .table("consents")
        .col(big_integer("person_id"))
        .col(text("document"))
        .col(date("version"))
        .col(timestamp_with_time_zone("accepted_at"))
        .primary_key(Index::create().col("person_id").col("document").col("version"))
        .foreign_key(ForeignKey::create().from("consents", "person_id").to("people", "id"))
        .to_owned()
}

/// Captchas that were shown; of their answers only keyed digests are kept.
fn captchas() -> TableCreateStatement {
    Table::create()
        .table("captchas")
        .col(text("id").primary_key())
        .col(text("form"))
        .col(text("symbols"))
        .col(text("sum"))
        .col(blob("picture"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("solved_at"))
        .to_owned()
}
