//! Rows of `reminders`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminders")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub organization_id: i64,
    pub partner_id: i64,
    pub mark: String,
    pub ends_on: Date,
    pub day: Date,
    pub at: DateTimeUtc,
    pub person_id: Option<i64>,
    pub letters: i32,
}

impl ActiveModelBehavior for ActiveModel {}
