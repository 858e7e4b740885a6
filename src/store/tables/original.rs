//! Rows of `originals`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "originals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_number: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    pub received_at: DateTimeUtc,
    pub login_id: i64,
    pub body: String,
    pub content: String,
    pub sha256: String,
}

impl ActiveModelBehavior for ActiveModel {}
