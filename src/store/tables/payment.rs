//! Rows of `payments`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payments")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub organization_id: i64,
    pub day: Date,
    pub number: String,
    pub amount: i64,
    pub noted_at: DateTimeUtc,
    pub taken_back_at: Option<DateTimeUtc>,
    pub reason: Option<String>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
