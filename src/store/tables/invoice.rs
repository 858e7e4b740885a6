//! Rows of `invoices`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub year: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    pub number: String,
    pub statement_id: i64,
    pub partner_id: i64,
    pub month: String,
    pub total: i64,
    pub lines: i32,
    pub issued_at: DateTimeUtc,
    pub issued_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
