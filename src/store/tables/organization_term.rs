//! Rows of `organization_terms`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organization_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub term: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub organization_id: i64,
    pub sort_name: String,
    pub partner_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
