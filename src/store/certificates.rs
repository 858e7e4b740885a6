//! Certificates: one per request of an owner, for ever.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::error::sound;
use super::tables::certificate::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, owners};
use crate::domain::certificate::Certificate;
use crate::domain::certificate_request::OwnersRequest;
use crate::domain::ids::ApplicationNumber;

/// A certificate with the owner that it was issued to.
#[derive(Clone, Debug, PartialEq)]
pub struct Issued {
    /// The application.
    pub application: ApplicationNumber,
    /// The owner's position when the authority was asked, from 0. It is for sorting only: in another revision the
    /// position may belong to another person.
    pub owner: u32,
    /// The owner's СНИЛС.
    pub owner_snils: String,
    /// The owner's full name.
    pub owner_name: String,
    /// The SHA-256 of the DER bytes of the request that it answers, in lower-case hex. `None` for rows of older
    /// versions when no revision has a request for the certificate's key.
    pub request_sha256: Option<String>,
    /// Whether the latest revision of the application names this request of this owner; otherwise the certificate is
    /// superseded.
    pub current: bool,
    /// The certificate itself.
    pub certificate: Certificate,
}

impl Issued {
    /// Whether the certificate answers this request of this person.
    #[must_use]
    pub fn answers(&self, request: &OwnersRequest) -> bool {
        self.owner_snils == request.snils.as_str() && self.request_sha256.as_ref() == Some(&request.sha256)
    }
}

/// Writes an issued certificate; a second one for the same request is a `Duplicate`.
pub async fn keep(tx: &Tx, issued: &Issued, at: DateTime<Utc>) -> Result<(), StoreError> {
    let certificate = &issued.certificate;
    let subject = sound(
        serde_json::to_string(&certificate.subject).ok(),
        "certificates",
        "subject",
        issued.application,
    )?;
    let row = ActiveModel {
        serial: Set(certificate.serial.clone()),
        application_number: Set(issued.application.0),
        owner_position: Set(i32::try_from(issued.owner).unwrap_or(i32::MAX)),
        owner_snils: Set(issued.owner_snils.clone()),
        owner_name: Set(issued.owner_name.clone()),
        request_sha256: Set(issued.request_sha256.clone()),
        thumbprint: Set(certificate.thumbprint.clone()),
        subject: Set(subject),
        issuer: Set(certificate.issuer.clone()),
        not_before: Set(certificate.not_before),
        not_after: Set(certificate.not_after),
        der: Set(certificate.der.clone()),
        issued_at: Set(at),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// The certificates of an application that was opened in scope, in the order of its owners.
pub async fn of_application(
    reach: &impl Reach,
    number: ApplicationNumber,
) -> Result<Vec<Issued>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.eq(number.0))
        .order_by_asc(Column::OwnerPosition)
        .order_by_asc(Column::IssuedAt)
        .all(&reach.on())
        .await?;
    read_all(reach, rows, &[number]).await
}

/// The certificates of several applications that were opened in scope, newest first.
pub async fn of_applications(
    reach: &impl Reach,
    numbers: &[ApplicationNumber],
) -> Result<Vec<Issued>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.is_in(numbers.iter().map(|number| number.0)))
        .order_by_desc(Column::IssuedAt)
        .all(&reach.on())
        .await?;
    read_all(reach, rows, numbers).await
}

/// Which of these serial numbers exist, each with its application.
pub async fn with_serials(
    reach: &impl Reach,
    serials: &[String],
) -> Result<Vec<(String, ApplicationNumber)>, StoreError> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .columns([Column::Serial])
        .columns([Column::ApplicationNumber])
        .filter(Column::Serial.is_in(serials.to_vec()))
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|(serial, number)| (serial, ApplicationNumber(number))).collect())
}

/// A page of all certificates by serial number, after `serial`.
pub async fn after(reach: &impl Reach, serial: &str, limit: u64) -> Result<Vec<Issued>, StoreError> {
    let page = Entity::find().filter(Column::Serial.gt(serial)).order_by_asc(Column::Serial).limit(limit);
    let rows = page.all(&reach.on()).await?;
    let mut numbers: Vec<ApplicationNumber> =
        rows.iter().map(|row| ApplicationNumber(row.application_number)).collect();
    numbers.dedup();
    read_all(reach, rows, &numbers).await
}

async fn read_all(
    reach: &impl Reach,
    rows: Vec<Model>,
    numbers: &[ApplicationNumber],
) -> Result<Vec<Issued>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let named = owners::requests(reach, numbers).await?;
    let is_named = |row: &Model| {
        let request = row.request_sha256.clone()?;
        Some(named.contains(&(row.application_number, row.owner_snils.clone(), request)))
    };
    let whole = |row: Model| {
        let current = is_named(&row).unwrap_or(false);
        read(row, current)
    };
    rows.into_iter().map(whole).collect()
}

fn read(row: Model, current: bool) -> Result<Issued, StoreError> {
    let subject = sound(serde_json::from_str(&row.subject).ok(), "certificates", "subject", &row.serial)?;
    Ok(Issued {
        application: ApplicationNumber(row.application_number),
        owner: sound(u32::try_from(row.owner_position).ok(), "certificates", "owner_position", &row.serial)?,
        owner_snils: row.owner_snils,
        owner_name: row.owner_name,
        request_sha256: row.request_sha256,
        current,
        certificate: Certificate {
            serial: row.serial,
            thumbprint: row.thumbprint,
            subject,
            issuer: row.issuer,
            not_before: row.not_before,
            not_after: row.not_after,
            der: row.der,
        },
    })
}
