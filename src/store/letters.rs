//! Sent letters, as the recipients got them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use super::applications::within;
use super::tables::letter::{ActiveModel, Column, Entity, Model};
use super::tables::{application, partner};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{ApplicationNumber, PartnerId};
use crate::domain::role::Scope;

/// A letter that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentLetter {
    /// Its Message-ID, the same at every attempt.
    pub message_id: String,
    /// The application that it is about.
    pub application: Option<ApplicationNumber>,
    /// The partner that got the letter, or whose client got it.
    pub partner: PartnerId,
    /// The address.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// When it was handed to the mail server.
    pub sent_at: DateTime<Utc>,
}

/// Records a letter. A repeated Message-ID is ignored.
pub async fn keep(tx: &Tx, letter: &SentLetter) -> Result<(), StoreError> {
    let row = ActiveModel {
        message_id: Set(letter.message_id.clone()),
        application_number: Set(letter.application.map(|number| number.0)),
        partner_id: Set(letter.partner.0),
        recipient: Set(letter.recipient.clone()),
        subject: Set(letter.subject.clone()),
        text: Set(letter.text.clone()),
        sent_at: Set(letter.sent_at),
    };
    Entity::insert(row)
        .on_conflict(OnConflict::column(Column::MessageId).do_nothing().to_owned())
        .exec_without_returning(&tx.on())
        .await?;
    Ok(())
}

/// The letters about an application that was opened in scope, newest first.
pub async fn of_application(
    reach: &impl Reach,
    number: ApplicationNumber,
) -> Result<Vec<SentLetter>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.eq(number.0))
        .order_by_desc(Column::SentAt)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(SentLetter::from).collect())
}

/// The latest letters in scope, for the page «Почта» of the demo.
pub async fn latest(reach: &impl Reach, scope: &Scope, limit: u64) -> Result<Vec<SentLetter>, StoreError> {
    let rows =
        Entity::find().filter(of(scope)).order_by_desc(Column::SentAt).limit(limit).all(&reach.on()).await?;
    Ok(rows.into_iter().map(SentLetter::from).collect())
}

/// How many letters there are in scope.
pub async fn count(reach: &impl Reach, scope: &Scope) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(of(scope)).count(&reach.on()).await?)
}

/// The letter in scope with this Message-ID.
pub async fn open(reach: &impl Reach, scope: &Scope, message_id: &str) -> Result<SentLetter, StoreError> {
    let row = Entity::find_by_id(message_id.to_owned()).filter(of(scope)).one(&reach.on()).await?;
    row.map(SentLetter::from).ok_or(StoreError::NotFound)
}

/// The condition that a letter is in scope: a partner's letters, a client's letters that went to no partner, or all.
fn of(scope: &Scope) -> Condition {
    let all = Condition::all();
    match scope {
        Scope::Everything => all,
        Scope::Partner(partner) => all.add(Column::PartnerId.eq(partner.0)),
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            let own = application::Entity::find()
                .select_only()
                .column(application::Column::Number)
                .filter(within(scope))
                .into_query();
            let partners = partner::Entity::find().select_only().column(partner::Column::Email).into_query();
            all.add(Column::ApplicationNumber.in_subquery(own))
                .add(Column::Recipient.not_in_subquery(partners))
        }
    }
}

impl From<Model> for SentLetter {
    fn from(row: Model) -> Self {
        Self {
            message_id: row.message_id,
            application: row.application_number.map(ApplicationNumber),
            partner: PartnerId(row.partner_id),
            recipient: row.recipient,
            subject: row.subject,
            text: row.text,
            sent_at: row.sent_at,
        }
    }
}
