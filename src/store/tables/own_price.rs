//! Rows of `own_prices`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "own_prices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub partner_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub product: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub tier: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub term_months: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
    pub amount: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
