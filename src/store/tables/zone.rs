//! Rows of `zones`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "zones")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub region: String,
    pub zone: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
}

impl ActiveModelBehavior for ActiveModel {}
