//! Organisations of which a member said that it is not theirs: their documents are closed for that member.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(disowned()).await?;
        let question = ["question_id"];
        manager
            .create_index(engine::unique_index("disowned_question", "disowned_organizations", &question))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("disowned_organizations").to_owned()).await
    }
}

fn disowned() -> TableCreateStatement {
    let from = "disowned_organizations";
    Table::create()
        .table(from)
        .col(big_integer("person_id"))
        .col(big_integer("organization_id"))
        .col(big_integer("partner_id"))
        .col(big_integer("question_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("person_id").col("organization_id"))
        .foreign_key(ForeignKey::create().from(from, "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from(from, "organization_id").to("organizations", "id"))
        .foreign_key(ForeignKey::create().from(from, "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from(from, "question_id").to("questions", "id"))
        .to_owned()
}
