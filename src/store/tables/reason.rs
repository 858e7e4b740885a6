//! Rows of `reasons`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reasons")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub place: i32,
    pub returns: bool,
    pub rejects: bool,
    pub title: String,
    pub text: String,
    pub since: DateTimeUtc,
    pub fix_step: String,
    pub set_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
