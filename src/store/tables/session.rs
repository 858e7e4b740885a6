//! Rows of `sessions`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub person_id: i64,
    pub csrf: String,
    pub created_at: DateTimeUtc,
    pub seen_at: DateTimeUtc,
    pub foreign_computer: bool,
    pub browser: String,
    pub factor: String,
    pub address: String,
    pub proven_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
