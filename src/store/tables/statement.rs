//! Rows of `statements`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "statements")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub month: String,
    pub state: String,
    pub version: i32,
    pub formed_at: DateTimeUtc,
    pub published_at: Option<DateTimeUtc>,
    pub agreed_at: Option<DateTimeUtc>,
    pub agreed_by: Option<String>,
    pub agreed_sha256: Option<String>,
    pub invoice_number: Option<String>,
    pub invoiced_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
