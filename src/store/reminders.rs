//! Reminders: who was told when that something ends. Rows are only added.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::error::sound;
use super::tables::reminder::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, outbox};
use crate::domain::expiry::ReminderMark;
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::reminder::Reminder;

/// A reminder that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentReminder {
    /// The organisation.
    pub organization: OrganizationId,
    /// Why it was sent.
    pub mark: ReminderMark,
    /// The day on which the first of it ends.
    pub ends_on: NaiveDate,
    /// The Moscow day on which it was sent.
    pub day: NaiveDate,
    /// When it was sent.
    pub at: chrono::DateTime<chrono::Utc>,
    /// Who sent it, when somebody did.
    pub by: Option<PersonId>,
    /// How many letters it is.
    pub letters: u32,
}

/// Writes a reminder; a second one of the same end and mark, or by hand on the same day, is a `Duplicate`.
pub(super) async fn write(tx: &Tx, reminder: &Reminder) -> Result<(), StoreError> {
    let row = ActiveModel {
        organization_id: Set(reminder.organization.0),
        partner_id: Set(reminder.partner.0),
        mark: Set(reminder.mark.code().to_owned()),
        ends_on: Set(reminder.ends_on),
        day: Set(reminder.day),
        at: Set(reminder.at),
        person_id: Set(reminder.by.map(|person| person.0)),
        letters: Set(i32::try_from(reminder.to.len()).unwrap_or(i32::MAX)),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Owes the letters of a reminder.
pub(super) async fn owe(tx: &Tx, reminder: &Reminder) -> Result<(), StoreError> {
    let (partner, at) = (reminder.partner, reminder.at);
    let letter = |errand: crate::domain::errand::Errand| outbox::Owed {
        key: errand.deduplication(0),
        errand,
        partner,
        due_at: at,
        at,
    };
    let owed: Vec<outbox::Owed> = reminder.letters().map(letter).collect();
    outbox::owe_all(tx, &owed).await.map(|_| ())
}

/// The reminders of these organisations, the latest first. The caller has found the organisations in scope.
pub async fn of_organizations(
    reach: &impl Reach,
    organizations: &[OrganizationId],
) -> Result<Vec<SentReminder>, StoreError> {
    let rows = Entity::find()
        .filter(Column::OrganizationId.is_in(organizations.iter().map(|id| id.0)))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .all(&reach.on())
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Model) -> Result<SentReminder, StoreError> {
    Ok(SentReminder {
        organization: OrganizationId(row.organization_id),
        mark: sound(ReminderMark::from_code(&row.mark), "reminders", "mark", row.id)?,
        ends_on: row.ends_on,
        day: row.day,
        at: row.at,
        by: row.person_id.map(PersonId),
        letters: u32::try_from(row.letters).unwrap_or(0),
    })
}
