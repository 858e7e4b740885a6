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
    pub waiting_since: Option<DateTimeUtc>,
    pub agreed_at: Option<DateTimeUtc>,
    pub agreed_by: Option<String>,
    pub agreed_sha256: Option<String>,
    pub agreed_digest_version: i32,
    pub invoice_number: Option<String>,
    pub invoiced_at: Option<DateTimeUtc>,
    pub lines: i64,
    pub disputed: i64,
    pub promotion_discount: i64,
    pub amount: i64,
    pub vat: i64,
    pub total: i64,
    pub disputed_total: i64,
}

impl ActiveModelBehavior for ActiveModel {}
