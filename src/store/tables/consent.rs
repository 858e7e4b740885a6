//! Rows of `consents`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub document: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: Date,
    pub accepted_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
