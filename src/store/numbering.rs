//! Series of numbers, and the documents that have taken them. A series is locked while a number is taken.

mod taken;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

pub use taken::{WantedNumber, is_numbered, is_taken};

use super::error::sound;
use super::tables::number_series as series;
use super::tables::numbered_document::{ActiveModel, Column, Entity, Model};
use super::tables::{document, printed_document as printed};
use super::{Reach, StoreError, Tx};
use crate::domain::document::DocumentKind;
use crate::domain::ids::{ArchiveId, DocumentId, NumberedId, OrganizationId, PartnerId, SaleId};
use crate::domain::money::Money;
use crate::domain::numbered::{IssuedFor, NumberSeries, NumberedDocument, SeriesReport};
use crate::domain::role::Scope;

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Everything | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Condition::all().add(Expr::cust("1 = 0"))
        }
    }
}

/// The series of a partner's kind and year, locked until the transaction ends; it begins at 1 unless it stands.
pub async fn series_to_change(
    tx: &Tx,
    partner: PartnerId,
    kind: DocumentKind,
    year: i32,
) -> Result<NumberSeries, StoreError> {
    let fresh = NumberSeries::fresh(partner, kind, year, 1);
    let known = OnConflict::columns([series::Column::PartnerId, series::Column::Kind, series::Column::Year])
        .do_nothing()
        .to_owned();
    series::Entity::insert(series_row(&fresh)).on_conflict(known).exec_without_returning(&tx.on()).await?;
    let key = (partner.0, kind.code().to_owned(), year);
    let row = series::Entity::find_by_id(key).lock_exclusive().one(&tx.on()).await?;
    read_series(&row.ok_or(StoreError::Broken("a series of numbers"))?)
}

/// Writes a series that was locked.
pub async fn write_series(tx: &Tx, new: &NumberSeries) -> Result<(), StoreError> {
    series::Entity::update(series_row(new)).exec(&tx.on()).await?;
    Ok(())
}

/// The series of a partner with what they hold, the latest year first.
pub async fn reports(reach: &impl Reach, partner: PartnerId) -> Result<Vec<SeriesReport>, StoreError> {
    let known = series::Entity::find()
        .filter(series::Column::PartnerId.eq(partner.0))
        .order_by_desc(series::Column::Year)
        .order_by_asc(series::Column::Kind);
    let mut reports = Vec::new();
    for row in known.all(&reach.on()).await? {
        let series = read_series(&row)?;
        let places: Vec<i64> = Entity::find()
            .select_only()
            .column(Column::Place)
            .filter(Column::PartnerId.eq(partner.0))
            .filter(Column::Kind.eq(series.kind.code()))
            .filter(Column::Year.eq(series.year))
            .order_by_asc(Column::Place)
            .into_tuple()
            .all(&reach.on())
            .await?;
        let there = |place: &i64| places.binary_search(place).is_err();
        let missing = (series.first..=series.last).filter(there).collect();
        reports.push(SeriesReport { count: u64::try_from(places.len()).unwrap_or(0), series, missing });
    }
    Ok(reports)
}

/// Keeps a document for ever.
pub(super) async fn issue(tx: &Tx, new: &NumberedDocument) -> Result<(), StoreError> {
    let (sale, request) = match new.of {
        IssuedFor::Sale(sale) => (Some(sale.0), None),
        IssuedFor::Request(archive) => (None, Some(archive.0)),
    };
    let row = ActiveModel {
        id: NotSet,
        partner_id: Set(new.partner.0),
        organization_id: Set(new.organization.0),
        sale_id: Set(sale),
        archive_id: Set(request),
        kind: Set(new.kind.code().to_owned()),
        year: Set(new.year()),
        place: Set(new.place),
        number: Set(new.number.clone()),
        day: Set(new.day),
        total: Set(new.total.kopecks()),
        sheet: Set(new.sheet.clone()),
        sha256: Set(new.sha256.clone()),
        at: Set(new.at),
        by: Set(new.by.clone()),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// The partner's documents of sales below an identity, the newest first.
pub async fn page(
    reach: &impl Reach,
    scope: &Scope,
    below: Option<NumberedId>,
    limit: u64,
) -> Result<Vec<NumberedDocument>, StoreError> {
    let found = Entity::find()
        .filter(within(scope))
        .filter(of_a_sale().add_option(below.map(|id| Column::Id.lt(id.0))))
        .order_by_desc(Column::Id)
        .limit(limit);
    found.all(&reach.on()).await?.into_iter().map(read).collect()
}

fn of_a_sale() -> Condition {
    Condition::all().add(Column::SaleId.is_not_null())
}

/// How many documents of sales a partner has issued.
pub async fn count(reach: &impl Reach, scope: &Scope) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(within(scope)).filter(of_a_sale()).count(&reach.on()).await?)
}

/// The document with this identity.
pub async fn open(reach: &impl Reach, scope: &Scope, id: NumberedId) -> Result<NumberedDocument, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The documents of sales that were opened in scope, each sale's invoice first.
pub async fn of_sales(
    reach: &impl Reach,
    sales: &[SaleId],
) -> Result<HashMap<SaleId, Vec<NumberedDocument>>, StoreError> {
    let found = Entity::find()
        .filter(Column::SaleId.is_in(sales.iter().map(|id| id.0)))
        .order_by_desc(Column::Kind)
        .order_by_asc(Column::Id);
    let mut of_each: HashMap<SaleId, Vec<NumberedDocument>> = HashMap::new();
    for row in found.all(&reach.on()).await? {
        let document = read(row)?;
        if let Some(sale) = document.sale() {
            of_each.entry(sale).or_default().push(document);
        }
    }
    for documents in of_each.values_mut() {
        documents.sort_by_key(|one| (one.kind.hands_over(), one.id));
    }
    Ok(of_each)
}

/// The act that answers a client's request, if it was drawn here.
pub async fn of_request(
    reach: &impl Reach,
    scope: &Scope,
    request: ArchiveId,
) -> Result<Option<NumberedDocument>, StoreError> {
    let found = Entity::find().filter(within(scope)).filter(Column::ArchiveId.eq(request.0));
    found.one(&reach.on()).await?.map(read).transpose()
}

/// Whether a document is printed.
pub async fn is_printed(reach: &impl Reach, id: NumberedId) -> Result<bool, StoreError> {
    Ok(printed::Entity::find_by_id(id.0).one(&reach.on()).await?.is_some())
}

/// Notes the file of a document for ever.
pub async fn note_printed(
    tx: &Tx,
    id: NumberedId,
    size: u64,
    sha256: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = printed::ActiveModel {
        numbered_id: Set(id.0),
        size: Set(i64::try_from(size).unwrap_or(i64::MAX)),
        sha256: Set(sha256.to_owned()),
        at: Set(at),
    };
    printed::Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Which of these documents, opened in scope, are printed, each with the document that the client finds.
pub async fn files(
    reach: &impl Reach,
    ids: &[NumberedId],
) -> Result<HashMap<NumberedId, DocumentId>, StoreError> {
    let printed =
        printed::Entity::find().filter(printed::Column::NumberedId.is_in(ids.iter().map(|id| id.0)));
    let numbered = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.0)));
    let (printed, numbered) = (printed.all(&reach.on()).await?, numbered.all(&reach.on()).await?);
    let digests = printed.iter().map(|row| row.sha256.as_str());
    let filed = document::Entity::find().filter(document::Column::Sha256.is_in(digests));
    let filed = if printed.is_empty() { Vec::new() } else { filed.all(&reach.on()).await? };
    let mut found = HashMap::new();
    for row in &numbered {
        let own = |one: &&document::Model| {
            (one.partner_id, one.organization_id, one.kind.as_str(), one.year, one.number.as_str())
                == (row.partner_id, row.organization_id, row.kind.as_str(), row.year, row.number.as_str())
        };
        if let Some(one) = filed.iter().find(own) {
            found.insert(NumberedId(row.id), DocumentId(one.id));
        }
    }
    Ok(found)
}

/// Some documents of any partner, in the order of their identities, for whoever checks them.
pub(super) async fn after(
    reach: &impl Reach,
    last: NumberedId,
    limit: u64,
) -> Result<Vec<NumberedDocument>, StoreError> {
    let next = Entity::find().filter(Column::Id.gt(last.0)).order_by_asc(Column::Id).limit(limit);
    next.all(&reach.on()).await?.into_iter().map(read).collect()
}

fn series_row(series: &NumberSeries) -> series::ActiveModel {
    series::ActiveModel {
        partner_id: Set(series.partner.0),
        kind: Set(series.kind.code().to_owned()),
        year: Set(series.year),
        first: Set(series.first),
        last: Set(series.last),
        last_day: Set(series.last_day),
    }
}

pub(super) fn read_series(row: &series::Model) -> Result<NumberSeries, StoreError> {
    Ok(NumberSeries {
        partner: PartnerId(row.partner_id),
        kind: sound(DocumentKind::from_code(&row.kind), "number_series", "kind", row.partner_id)?,
        year: row.year,
        first: row.first,
        last: row.last,
        last_day: row.last_day,
    })
}

fn issued_for(row: &Model) -> Result<IssuedFor, StoreError> {
    let request = row.archive_id.map(|id| IssuedFor::Request(ArchiveId(id)));
    let of = row.sale_id.map(|id| IssuedFor::Sale(SaleId(id))).or(request);
    sound(of, "numbered_documents", "sale_id", row.id)
}

fn read(row: Model) -> Result<NumberedDocument, StoreError> {
    Ok(NumberedDocument {
        id: NumberedId(row.id),
        partner: PartnerId(row.partner_id),
        organization: OrganizationId(row.organization_id),
        of: issued_for(&row)?,
        kind: sound(DocumentKind::from_code(&row.kind), "numbered_documents", "kind", row.id)?,
        place: row.place,
        number: row.number,
        day: row.day,
        total: Money::from_kopecks(row.total),
        sheet: row.sheet,
        sha256: row.sha256,
        at: row.at,
        by: row.by,
    })
}
