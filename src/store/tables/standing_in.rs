//! Rows of `standing_in`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "standing_in")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub tenant: i64,
    pub role: String,
    pub giver_id: i64,
    pub deputy_id: i64,
    pub first_day: Date,
    pub last_day: Date,
    pub arranged_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
