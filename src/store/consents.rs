//! What an account of the portal brings along: the profile, and the documents that were accepted.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::error::sound;
use super::tables::{consent, profile};
use super::{Reach, StoreError, Tx};
use crate::domain::consent::{Accepted, ConsentDocument};
use crate::domain::ids::PersonId;
use crate::domain::registration::Profile;

/// A version that somebody accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Of which document.
    pub document: ConsentDocument,
    /// The day of the version.
    pub version: NaiveDate,
    /// When it was accepted.
    pub at: DateTime<Utc>,
}

/// Keeps what somebody said of themselves and accepted.
pub async fn add(
    tx: &Tx,
    person: PersonId,
    own: Profile,
    accepted: Accepted,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    write_profile(tx, person, own).await?;
    let rows = accepted.all().map(|(document, version)| consent::ActiveModel {
        person_id: Set(person.0),
        document: Set(document.code().to_owned()),
        version: Set(version),
        accepted_at: Set(at),
    });
    consent::Entity::insert_many(rows).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Writes what somebody says of themselves, over what they said before.
pub async fn write_profile(tx: &Tx, person: PersonId, own: Profile) -> Result<(), StoreError> {
    use profile::Column;
    let row = profile::ActiveModel {
        person_id: Set(person.0),
        last_name: Set(own.last_name),
        first_name: Set(own.first_name),
        middle_name: Set(own.middle_name),
        place_of_work: Set(own.place_of_work),
        city: Set(own.city),
        phone: Set(own.phone),
    };
    let said = [
        Column::LastName,
        Column::FirstName,
        Column::MiddleName,
        Column::PlaceOfWork,
        Column::City,
        Column::Phone,
    ];
    let over = OnConflict::column(Column::PersonId).update_columns(said).to_owned();
    profile::Entity::insert(row).on_conflict(over).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// What somebody said of themselves, if they registered in the portal.
pub async fn profile(reach: &impl Reach, person: PersonId) -> Result<Option<Profile>, StoreError> {
    let row = profile::Entity::find_by_id(person.0).one(&reach.on()).await?;
    Ok(row.map(|row| Profile {
        last_name: row.last_name,
        first_name: row.first_name,
        middle_name: row.middle_name,
        place_of_work: row.place_of_work,
        city: row.city,
        phone: row.phone,
    }))
}

/// What somebody accepted, the earliest first.
pub async fn of_person(reach: &impl Reach, person: PersonId) -> Result<Vec<Consent>, StoreError> {
    let rows = consent::Entity::find()
        .filter(consent::Column::PersonId.eq(person.0))
        .order_by_asc(consent::Column::AcceptedAt)
        .order_by_asc(consent::Column::Document)
        .all(&reach.on())
        .await?;
    let read = |row: consent::Model| {
        let document =
            sound(ConsentDocument::from_code(&row.document), "consents", "document", row.person_id)?;
        Ok(Consent { document, version: row.version, at: row.accepted_at })
    };
    rows.into_iter().map(read).collect()
}
