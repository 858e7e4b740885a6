//! Rows of `authenticators`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "authenticators")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: i64,
    pub secret: Option<String>,
    pub last_step: Option<i64>,
    pub since: Option<DateTimeUtc>,
    pub waiting: Option<String>,
    pub waiting_since: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
