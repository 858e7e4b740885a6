//! Rows of `application_owners`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_owners")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_number: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub snils: String,
    pub request_sha256: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
