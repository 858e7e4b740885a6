//! Rows of `factor_resets`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "factor_resets")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person_id: i64,
    pub reason: String,
    pub asked_by: i64,
    pub asked_at: DateTimeUtc,
    pub told_at: Option<DateTimeUtc>,
    pub confirmed_by: Option<i64>,
    pub due_at: Option<DateTimeUtc>,
    pub outcome: Option<String>,
    pub over_at: Option<DateTimeUtc>,
    pub digest: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
