//! Rows of `postings`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "postings")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub organization_id: i64,
    pub debit: String,
    pub credit: String,
    pub amount: i64,
    pub source: String,
    pub reverses: Option<String>,
    pub day: Date,
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
