//! Subscriptions to the closing documents of each month, the links of their letters, and which archives they asked for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// One subscription of an account for an organisation at a time.
const ONE_OPEN: &str = "create unique index subscriptions_open on subscriptions (person_id, organization_id) where ended_at is null";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(subscriptions()).await?;
        manager.create_table(links()).await?;
        engine::each(manager, &[ONE_OPEN], &[ONE_OPEN]).await?;
        let begun = engine::index("subscriptions_begun", "subscriptions", &["organization_id", "begun_at"]);
        manager.create_index(begun).await?;
        manager
            .create_index(engine::index("subscription_links_of", "subscription_links", &["subscription_id"]))
            .await?;
        let asking =
            Table::alter().table("archives").add_column(big_integer_null("subscription_id")).to_owned();
        manager.alter_table(asking).await?;
        // A subscription asks for a month once.
        let once =
            engine::unique_index("archives_of_subscription", "archives", &["subscription_id", "first_day"]);
        manager.create_index(once).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("archives_of_subscription").table("archives").to_owned())
            .await?;
        manager
            .alter_table(Table::alter().table("archives").drop_column("subscription_id").to_owned())
            .await?;
        manager.drop_table(Table::drop().table("subscription_links").to_owned()).await?;
        manager.drop_table(Table::drop().table("subscriptions").to_owned()).await
    }
}

fn subscriptions() -> TableCreateStatement {
    Table::create()
        .table("subscriptions")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer("organization_id"))
        .col(big_integer("person_id"))
        .col(text("email"))
        .col(timestamp_with_time_zone("begun_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(text("settled"))
        .col(text_null("outcome"))
        .col(big_integer_null("archive_id"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .col(text_null("ended_how"))
        .col(integer("version"))
        .check(Expr::cust("(ended_at is null) = (ended_how is null)"))
        .check(Expr::cust("(archive_id is not null) = (outcome is not null and outcome = 'asked')"))
        .foreign_key(ForeignKey::create().from("subscriptions", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("subscriptions", "organization_id").to("organizations", "id"))
        .foreign_key(ForeignKey::create().from("subscriptions", "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from("subscriptions", "archive_id").to("archives", "id"))
        .to_owned()
}

/// The links that end a subscription stay good: a letter may be read years later.
fn links() -> TableCreateStatement {
    Table::create()
        .table("subscription_links")
        .col(text("digest").primary_key())
        .col(big_integer("subscription_id"))
        .col(text("purpose"))
        .col(timestamp_with_time_zone_null("expires_at"))
        .foreign_key(
            ForeignKey::create().from("subscription_links", "subscription_id").to("subscriptions", "id"),
        )
        .to_owned()
}
