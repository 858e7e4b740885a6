//! Rows of `people`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "people")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub login: String,
    pub email: String,
    pub full_name: String,
    pub password_hash: String,
    pub disabled_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub version: i32,
    pub seen_at: Option<DateTimeUtc>,
    pub confirmed_email: Option<String>,
    pub confirmed_phone: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
