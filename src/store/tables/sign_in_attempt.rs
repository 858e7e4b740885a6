//! Rows of `sign_in_attempts`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub failures: i32,
    pub since: DateTimeUtc,
    pub trying: i32,
    pub tried_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
