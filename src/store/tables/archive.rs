//! Rows of `archives`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "archives")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub partner_id: i64,
    pub organization_id: i64,
    pub person_id: i64,
    pub subscription_id: Option<i64>,
    pub kind: String,
    pub first_day: Date,
    pub last_day: Date,
    pub email: String,
    pub confirmed_at: Option<DateTimeUtc>,
    pub stage: String,
    pub words: Option<String>,
    pub next_try: Option<DateTimeUtc>,
    pub downloads: Option<i32>,
    pub guid: Option<String>,
    pub sha256: Option<String>,
    pub size: Option<i64>,
    pub documents: Option<i32>,
    pub kept_until: Option<DateTimeUtc>,
    pub letters: i32,
    pub asked_at: DateTimeUtc,
    pub moved_at: DateTimeUtc,
    pub version: i32,
    pub promised_at: Option<DateTimeUtc>,
    pub theirs: Option<i64>,
    pub document_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
