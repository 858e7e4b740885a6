//! Rows of `seeded_passwords`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seeded_passwords")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
