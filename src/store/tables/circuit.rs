//! Rows of `circuits`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "circuits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub silences: i32,
    pub silent_since: Option<DateTimeUtc>,
    pub opened_at: Option<DateTimeUtc>,
    pub probe_at: Option<DateTimeUtc>,
    pub pause_seconds: i32,
}

impl ActiveModelBehavior for ActiveModel {}
