//! Rows of `documents`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "documents")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub organization_id: i64,
    pub kind: String,
    pub number: String,
    pub day: Date,
    pub year: i32,
    pub size: i64,
    pub sha256: String,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
