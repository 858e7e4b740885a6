//! The delivery of links: when the letter of a link was sent, or that it was given up.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::timestamp_with_time_zone_null;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const ADDED: [&str; 2] = ["sent_at", "failed_at"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ADDED {
            let column = timestamp_with_time_zone_null(column).take();
            manager.alter_table(Table::alter().table("password_links").add_column(column).to_owned()).await?;
        }
        engine::each(manager, &[GIVEN_UP, SENT], &[GIVEN_UP, SENT]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ADDED.iter().rev() {
            manager
                .alter_table(Table::alter().table("password_links").drop_column(*column).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// Marks the links whose letters were given up earlier.
const GIVEN_UP: &str = "update password_links set failed_at = asked_at where exists (select 1 from errands e \
                        where e.deduplication = 'password_letter:' || password_links.id and e.state = 'dead')";

/// Marks the links whose letters were sent earlier.
const SENT: &str = "update password_links set sent_at = asked_at where expires_at is not null and not exists \
                    (select 1 from errands e where e.deduplication = 'password_letter:' || password_links.id \
                    and e.state <> 'done')";
