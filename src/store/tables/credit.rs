//! Rows of `credits`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credits")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub statement_id: i64,
    pub month: String,
    pub amount: i64,
    pub noted_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
