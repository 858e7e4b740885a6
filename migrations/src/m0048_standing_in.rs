//! Who stands in for whom, and in whose place an audited act was done.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_pk_auto, date, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "standing_in";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(standing_in()).await?;
        for (name, column) in [("standing_in_deputy", "deputy_id"), ("standing_in_giver", "giver_id")] {
            manager.create_index(engine::index(name, TABLE, &[column])).await?;
        }
        // Entries that were written before have none, and their hashes cover none.
        let instead_of = text_null("instead_of");
        manager.alter_table(Table::alter().table("audit").add_column(instead_of).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("audit").drop_column("instead_of").to_owned()).await?;
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}

/// The roles that were handed over, in a tenant; 0 is the operator.
fn standing_in() -> TableCreateStatement {
    Table::create()
        .table(TABLE)
        .col(big_pk_auto("id"))
        .col(big_integer("tenant"))
        .col(text("role"))
        .col(big_integer("giver_id"))
        .col(big_integer("deputy_id"))
        .col(date("first_day"))
        .col(date("last_day"))
        .col(timestamp_with_time_zone("arranged_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .col(integer("version").default(1))
        .foreign_key(ForeignKey::create().from(TABLE, "giver_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from(TABLE, "deputy_id").to("people", "id"))
        .check(Expr::cust("first_day <= last_day"))
        .check(Expr::cust("giver_id <> deputy_id"))
        .to_owned()
}
