//! Questions of clients to the partner that serves them, and what was written in each.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, integer, text, timestamp_with_time_zone,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(questions()).await?;
        manager.create_table(messages()).await?;
        let (table, once) = ("questions", ["person_id", "form_key"]);
        manager.create_index(engine::unique_index("questions_once", table, &once)).await?;
        let waiting = ["partner_id", "state", "moved_at"];
        manager.create_index(engine::index("questions_of_partner", table, &waiting)).await?;
        let (table, place) = ("question_messages", ["question_id", "position"]);
        manager.create_index(engine::unique_index("question_messages_place", table, &place)).await?;
        engine::append_only(manager, table).await?;
        engine::never_truncated(manager, table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("question_messages").to_owned()).await?;
        manager.drop_table(Table::drop().table("questions").to_owned()).await
    }
}

fn questions() -> TableCreateStatement {
    Table::create()
        .table("questions")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer_null("organization_id"))
        .col(big_integer("person_id"))
        .col(text("name"))
        .col(text("email"))
        .col(text("form_key"))
        .col(text("state"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("moved_at"))
        .col(integer("version"))
        .check(Expr::cust("state in ('waiting', 'answered', 'closed')"))
        .foreign_key(ForeignKey::create().from("questions", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("questions", "organization_id").to("organizations", "id"))
        .foreign_key(ForeignKey::create().from("questions", "person_id").to("people", "id"))
        .to_owned()
}

fn messages() -> TableCreateStatement {
    Table::create()
        .table("question_messages")
        .col(big_pk_auto("id"))
        .col(big_integer("question_id"))
        .col(integer("position"))
        .col(text("kind"))
        .col(big_integer("person_id"))
        .col(text("text"))
        .col(timestamp_with_time_zone("at"))
        .check(Expr::cust("kind in ('client', 'answer', 'closing')"))
        .foreign_key(ForeignKey::create().from("question_messages", "question_id").to("questions", "id"))
        .foreign_key(ForeignKey::create().from("question_messages", "person_id").to("people", "id"))
        .to_owned()
}
