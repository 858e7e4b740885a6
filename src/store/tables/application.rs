//! Rows of `applications`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "applications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub partner_id: i64,
    pub organization_id: i64,
    pub sent_login_id: i64,
    pub bound_login_id: i64,
    pub kind: String,
    pub stage: String,
    pub version: i32,
    pub received_at: DateTimeUtc,
    pub stage_since: DateTimeUtc,
    pub reviewer_id: Option<i64>,
    pub take_by: DateTimeUtc,
    pub forward_by: DateTimeUtc,
    pub undo_until: Option<DateTimeUtc>,
    pub reason_code: Option<String>,
    pub reason_text: Option<String>,
    pub approved_at: Option<DateTimeUtc>,
    pub organization_name: String,
    pub inn: String,
    pub kpp: String,
    pub reg_number: String,
    pub legal_form: String,
    pub region: String,
    pub product: String,
    pub term_months: i32,
    pub promotion: Option<String>,
    pub changes: String,
    pub directions: String,
    pub owners_count: i32,
    pub requests_count: i32,
    pub users_count: i32,
    pub alias: Option<String>,
    pub declared_enabled: bool,
    pub enabled: bool,
    pub tier: Option<String>,
    pub basis: String,
    pub group_band: Option<i32>,
    pub attention_since: Option<DateTimeUtc>,
    pub attention_text: Option<String>,
    pub client_email: Option<String>,
    pub reason_version: Option<i32>,
    pub expires_at: Option<DateTimeUtc>,
    pub hold_reason: Option<String>,
    pub hold_since: Option<DateTimeUtc>,
    pub hold_until: Option<DateTimeUtc>,
    pub forwarded_terms: Option<String>,
    pub nudged_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
