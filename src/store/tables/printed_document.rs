//! Rows of `printed_documents`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "printed_documents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub numbered_id: i64,
    pub size: i64,
    pub sha256: String,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
