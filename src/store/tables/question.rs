//! Rows of `questions`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "questions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub organization_id: Option<i64>,
    pub person_id: i64,
    pub name: String,
    pub email: String,
    pub form_key: String,
    pub state: String,
    pub created_at: DateTimeUtc,
    pub moved_at: DateTimeUtc,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
