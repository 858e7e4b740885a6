//! Passkeys: the keys that people keep on their devices, and the challenges that wait for an answer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(passkeys()).await?;
        manager.create_table(challenges()).await?;
        for index in [
            engine::index("passkeys_person", "passkeys", &["person_id"]),
            engine::unique_index("passkeys_credential", "passkeys", &["credential_id"]),
            engine::index("passkey_challenges_expiry", "passkey_challenges", &["expires_at"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["passkey_challenges", "passkeys"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Keys: the public half with its counter, as the reader of answers keeps it, and the name that the device has for the owner.
fn passkeys() -> TableCreateStatement {
    Table::create()
        .table("passkeys")
        .col(big_pk_auto("id"))
        .col(big_integer("person_id"))
        .col(text("name"))
        .col(text("credential_id"))
        .col(text("user_handle"))
        .col(text("credential"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .col(timestamp_with_time_zone_null("suspended_at"))
        .foreign_key(ForeignKey::create().from("passkeys", "person_id").to("people", "id"))
        .to_owned()
}

/// Challenges: each is good once, for a few minutes, for whoever holds the word of which the key is the digest.
fn challenges() -> TableCreateStatement {
    Table::create()
        .table("passkey_challenges")
        .col(text("key").primary_key())
        .col(text("purpose"))
        .col(big_integer_null("person_id"))
        .col(text("state"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(ForeignKey::create().from("passkey_challenges", "person_id").to("people", "id"))
        .to_owned()
}
