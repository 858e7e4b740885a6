//! Rows of `captchas`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "captchas")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub form: String,
    pub symbols: String,
    pub sum: String,
    pub picture: Vec<u8>,
    pub expires_at: DateTimeUtc,
    pub solved_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
