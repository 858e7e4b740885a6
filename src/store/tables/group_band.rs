//! Rows of `group_bands`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "group_bands")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_count: i32,
    pub to_count: Option<i32>,
    pub rate: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
}

impl ActiveModelBehavior for ActiveModel {}
