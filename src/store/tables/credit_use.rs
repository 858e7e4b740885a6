//! Rows of `credit_uses`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_uses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub credit_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub invoice_number: String,
    pub amount: i64,
    pub used_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
