//! Guesses: attempts in progress, known addresses, and the passwords of seeds.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [integer("trying").default(0).take(), timestamp_with_time_zone_null("tried_at").take()];
        for column in columns {
            let added = Table::alter().table("sign_in_attempts").add_column(column).to_owned();
            manager.alter_table(added).await?;
        }
        manager.create_table(known_addresses()).await?;
        manager.create_index(engine::index("known_addresses_seen", "known_addresses", &["seen_at"])).await?;
        manager.create_table(seeded_passwords()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["seeded_passwords", "known_addresses"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for column in ["tried_at", "trying"] {
            let dropped = Table::alter().table("sign_in_attempts").drop_column(column).to_owned();
            manager.alter_table(dropped).await?;
        }
        Ok(())
    }
}

/// Known addresses: a keyed digest of login, network and password hash, with the instant when it was last seen.
fn known_addresses() -> TableCreateStatement {
    Table::create()
        .table("known_addresses")
        .col(text("digest").primary_key())
        .col(timestamp_with_time_zone("seen_at"))
        .to_owned()
}

/// The hashes that seeds gave to accounts: an account with such a hash still has the demo's password.
fn seeded_passwords() -> TableCreateStatement {
    Table::create().table("seeded_passwords").col(text("hash").primary_key()).to_owned()
}
