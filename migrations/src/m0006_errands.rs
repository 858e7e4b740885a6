//! The worker's errands, and the letters sent.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, integer, text, text_null, text_uniq,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(errands()).await?;
        manager.create_table(letters()).await?;
        manager
            .create_index(engine::index("errands_application", "errands", &["application_number"]))
            .await?;
        manager
            .create_index(engine::index("letters_application", "letters", &["application_number"]))
            .await?;
        engine::each(manager, &[DUE_ERRANDS], &[DUE_ERRANDS]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["letters", "errands"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// The worker reads only due errands; the number of done ones does not slow it.
const DUE_ERRANDS: &str = "create index errands_due on errands (due_at) where state = 'due'";

/// An errand, written in the transaction of the change that causes it.
fn errands() -> TableCreateStatement {
    Table::create()
        .table("errands")
        .col(big_pk_auto("id"))
        .col(text_uniq("deduplication"))
        .col(text("kind"))
        .col(text("payload"))
        .col(big_integer("partner_id"))
        .col(big_integer_null("application_number"))
        .col(text("state"))
        .col(timestamp_with_time_zone("due_at"))
        .col(integer("attempts"))
        .col(text_null("last_error"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("done_at"))
        .check(Expr::cust("state in ('due', 'done', 'dead')"))
        .to_owned()
}

/// A sent letter, as the recipient got it.
fn letters() -> TableCreateStatement {
    Table::create()
        .table("letters")
        .col(text("message_id").primary_key())
        .col(big_integer_null("application_number"))
        .col(big_integer("partner_id"))
        .col(text("recipient"))
        .col(text("subject"))
        .col(text("text"))
        .col(timestamp_with_time_zone("sent_at"))
        .to_owned()
}
