//! Rows of `new_devices`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "new_devices")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person_id: i64,
    pub at: DateTimeUtc,
    pub browser: String,
    pub address: String,
    pub told_at_once: bool,
}

impl ActiveModelBehavior for ActiveModel {}
