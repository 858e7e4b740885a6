//! Rows of `sales`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sales")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub organization_id: i64,
    pub application_number: i64,
    pub source: String,
    pub state: String,
    pub activated_at: DateTimeUtc,
    pub day: Date,
    pub lines: String,
    pub reason: String,
    pub corrects_id: Option<i64>,
    pub total: Option<i64>,
    pub created_at: DateTimeUtc,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
