//! Rows of `audit`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub chain: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    pub at: DateTimeUtc,
    pub actor: String,
    pub role: String,
    pub request_id: String,
    pub verb: String,
    pub subject: String,
    pub details: String,
    pub previous: String,
    pub hash: String,
    pub instead_of: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
