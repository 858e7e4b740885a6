//! Rows of `partners`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partners")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub name: String,
    pub inn: String,
    pub kpp: Option<String>,
    pub phone: String,
    pub email: String,
    pub utc_offset_minutes: i32,
}

impl ActiveModelBehavior for ActiveModel {}
