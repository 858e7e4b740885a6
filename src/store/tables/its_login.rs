//! Rows of `its_logins`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "its_logins")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person_id: i64,
    pub partner_id: i64,
    pub issued: bool,
    pub since: DateTimeUtc,
    pub accepted_at: Option<DateTimeUtc>,
    pub contract_until: Option<Date>,
    pub version: i32,
    pub blocked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
