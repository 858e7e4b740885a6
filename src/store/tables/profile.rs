//! Rows of `profiles`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "profiles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: i64,
    pub last_name: String,
    pub first_name: String,
    pub middle_name: String,
    pub place_of_work: String,
    pub city: String,
    pub phone: String,
}

impl ActiveModelBehavior for ActiveModel {}
