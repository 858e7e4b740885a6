//! Rows of `factor_rules`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "factor_rules")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: Option<i64>,
    pub role: Option<String>,
    pub from_day: Date,
    pub ended_at: Option<DateTimeUtc>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
