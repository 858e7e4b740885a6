//! Rows of `organizations`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organizations")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub its_login_id: i64,
    pub bound_at: DateTimeUtc,
    pub subscriber_code: String,
    pub kind: String,
    pub inn: String,
    pub kpp: String,
    pub short_name: String,
    pub sort_name: String,
    pub full_name: String,
    pub ogrn: String,
    pub accreditation: String,
    pub legal_address: String,
    pub region: String,
    pub phone: String,
    pub email: String,
    pub is_budget: bool,
    pub created_at: DateTimeUtc,
    pub version: i32,
    pub terms_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
