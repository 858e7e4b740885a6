//! Rows of `charges`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "charges")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub source: String,
    pub partner_id: i64,
    pub month: String,
    pub statement_id: Option<i64>,
    pub organization_id: i64,
    pub subscriber_code: String,
    pub organization_name: String,
    pub inn: String,
    pub kpp: String,
    pub reg_number: String,
    pub application_number: i64,
    pub activated_at: DateTimeUtc,
    pub product: String,
    pub term_months: i32,
    pub tier: Option<String>,
    pub basis: String,
    pub promotion: Option<String>,
    pub starts_on: Date,
    pub ends_on: Date,
    pub quantity: i32,
    pub price: i64,
    pub promotion_discount: i64,
    pub discount: i32,
    pub amount: i64,
    pub vat_rate: Option<i32>,
    pub vat: i64,
    pub total: i64,
    pub rule_version: String,
    pub contract_number: String,
    pub line_state: String,
    pub comment: Option<String>,
    pub corrects_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
