//! Whether a number stands on another document already.

use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, Select};

use crate::domain::document::DocumentKind;
use crate::domain::ids::{OrganizationId, PartnerId};
use crate::store::tables::document;
use crate::store::tables::numbered_document::{Column, Entity};
use crate::store::{Reach as _, StoreError, Tx};

/// A number that a document of a client is to have.
#[derive(Clone, Copy, Debug)]
pub struct WantedNumber<'a> {
    /// The partner.
    pub partner: PartnerId,
    /// The client.
    pub client: OrganizationId,
    /// The kind of the document.
    pub kind: DocumentKind,
    /// The year.
    pub year: i32,
    /// The number, as it is printed.
    pub number: &'a str,
}

/// Whether a number of a kind and year is on a document of this client that was numbered here, printed or not.
pub async fn is_numbered(tx: &Tx, wanted: WantedNumber<'_>) -> Result<bool, StoreError> {
    let of_client = numbered(wanted).filter(Column::OrganizationId.eq(wanted.client.0));
    Ok(of_client.count(&tx.on()).await? > 0)
}

/// The documents of a partner that were numbered here with this number of a kind and year.
fn numbered(wanted: WantedNumber<'_>) -> Select<Entity> {
    Entity::find()
        .filter(Column::PartnerId.eq(wanted.partner.0))
        .filter(Column::Kind.eq(wanted.kind.code()))
        .filter(Column::Year.eq(wanted.year))
        .filter(Column::Number.eq(wanted.number))
}

/// Whether a number of a kind and year is on a document of the partner, or on a file of this client.
pub async fn is_taken(tx: &Tx, wanted: WantedNumber<'_>) -> Result<bool, StoreError> {
    let WantedNumber { partner, client, kind, year, number } = wanted;
    let filed = document::Entity::find()
        .filter(document::Column::PartnerId.eq(partner.0))
        .filter(document::Column::OrganizationId.eq(client.0))
        .filter(document::Column::Kind.eq(kind.code()))
        .filter(document::Column::Year.eq(year))
        .filter(document::Column::Number.eq(number));
    Ok(numbered(wanted).count(&tx.on()).await? + filed.count(&tx.on()).await? > 0)
}
