//! Rows of `vat_rates`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vat_rates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub product: String,
    pub rate: Option<i32>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
}

impl ActiveModelBehavior for ActiveModel {}
