//! Rows of `products`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "products")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person_id: i64,
    pub delivery_id: Option<i64>,
    pub questionnaire: Option<String>,
    pub free: Option<String>,
    pub since: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
