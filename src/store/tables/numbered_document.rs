//! Rows of `numbered_documents`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "numbered_documents")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub organization_id: i64,
    pub sale_id: Option<i64>,
    pub archive_id: Option<i64>,
    pub kind: String,
    pub year: i32,
    pub place: i64,
    pub number: String,
    pub day: Date,
    pub total: i64,
    pub sheet: String,
    pub sha256: String,
    pub at: DateTimeUtc,
    pub by: String,
}

impl ActiveModelBehavior for ActiveModel {}
