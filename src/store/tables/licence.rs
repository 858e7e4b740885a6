//! Rows of `licences`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licences")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub organization_id: i64,
    pub partner_id: i64,
    pub application_number: i64,
    pub product: String,
    pub alias: Option<String>,
    pub tier: Option<String>,
    pub basis: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub activated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
