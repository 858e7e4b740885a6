//! Rows of `subscriptions`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subscriptions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub organization_id: i64,
    pub person_id: i64,
    pub email: String,
    pub begun_at: DateTimeUtc,
    pub confirmed_at: Option<DateTimeUtc>,
    pub settled: String,
    pub outcome: Option<String>,
    pub archive_id: Option<i64>,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_how: Option<String>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
