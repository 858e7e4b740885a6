//! The trigrams of search terms, by which a misspelt word finds the words that are nearest to it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TRIGRAMS: &str = "term_trigrams";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let trigrams = Table::create()
            .table(TRIGRAMS)
            .col(text("trigram"))
            .col(text("term"))
            .primary_key(Index::create().col("trigram").col("term"))
            .to_owned();
        manager.create_table(trigrams).await?;
        manager.create_index(engine::index("term_trigrams_term", TRIGRAMS, &["term"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TRIGRAMS).to_owned()).await
    }
}
