//! Rows of `policy_versions`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_versions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub at: DateTimeUtc,
    pub sha256: String,
    #[sea_orm(column_name = "model")]
    pub matching: String,
    pub rows: String,
}

impl ActiveModelBehavior for ActiveModel {}
