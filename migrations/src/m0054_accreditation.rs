//! The accreditation of the branch of a foreign organisation; empty where there is none, as an ОГРН may be from now on.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const ORGANIZATIONS: &str = "organizations";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("accreditation").default("").take();
        manager.alter_table(Table::alter().table(ORGANIZATIONS).add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(ORGANIZATIONS).drop_column("accreditation").to_owned()).await
    }
}
