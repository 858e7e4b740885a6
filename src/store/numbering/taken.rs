//! Whether a number stands on another document already.

use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

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

/// Whether a number of a kind and year is on a document of the partner, or on a file of this client.
pub async fn is_taken(tx: &Tx, wanted: WantedNumber<'_>) -> Result<bool, StoreError> {
    let WantedNumber { partner, client, kind, year, number } = wanted;
    let numbered = Entity::find()
        .filter(Column::PartnerId.eq(partner.0))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::Year.eq(year))
        .filter(Column::Number.eq(number));
    let filed = document::Entity::find()
        .filter(document::Column::PartnerId.eq(partner.0))
        .filter(document::Column::OrganizationId.eq(client.0))
        .filter(document::Column::Kind.eq(kind.code()))
        .filter(document::Column::Year.eq(year))
        .filter(document::Column::Number.eq(number));
    Ok(numbered.count(&tx.on()).await? + filed.count(&tx.on()).await? > 0)
}
