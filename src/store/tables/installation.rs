//! The one row of `installation`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "installation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub code: String,
    pub authority_key: Option<String>,
    pub seeding_since: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
