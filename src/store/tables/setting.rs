//! Rows of `settings`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
    pub value: String,
    pub set_by: Option<String>,
    pub set_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
