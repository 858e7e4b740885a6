//! Forms whose session had ended, kept for a while for the same person on the same device.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, text, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const FORMS: &str = "kept_forms";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let forms = Table::create()
            .table(FORMS)
            .col(big_pk_auto("id"))
            .col(text("token_hash"))
            .col(big_integer("person_id"))
            .col(text("sealed"))
            .col(timestamp_with_time_zone("kept_at"))
            .foreign_key(ForeignKey::create().from(FORMS, "person_id").to("people", "id"))
            .to_owned();
        manager.create_table(forms).await?;
        manager.create_index(engine::index("kept_forms_token", FORMS, &["token_hash"])).await?;
        manager.create_index(engine::index("kept_forms_kept", FORMS, &["kept_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(FORMS).to_owned()).await
    }
}
