//! Rows of `presence`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "presence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_number: i64,
    pub partner_id: i64,
    pub seen_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
