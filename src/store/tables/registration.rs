//! Rows of `registrations`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registrations")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub login: String,
    pub email: String,
    pub password_hash: String,
    pub last_name: String,
    pub first_name: String,
    pub middle_name: String,
    pub place_of_work: String,
    pub city: String,
    pub phone: String,
    pub agreement: Date,
    pub personal_data: Date,
    pub browser: String,
    pub digest: Option<String>,
    pub letters: i32,
    pub asked_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub confirmed_at: Option<DateTimeUtc>,
    pub person_id: Option<i64>,
    pub mobile: Option<String>,
    pub of_person: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
