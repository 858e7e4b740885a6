//! Documents that 1С put into partners' folders. Rows are only added; the bytes lie elsewhere, under their SHA-256.

pub mod faults;

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use super::error::sound;
use super::tables::archive;
use super::tables::document::{ActiveModel, Column, Entity, Model};
use super::tables::organization;
use super::{Reach, StoreError, Tx, counting, organizations, terms};
use crate::domain::archive::DocumentPeriod;
use crate::domain::document::{Document, DocumentKind};
use crate::domain::ids::{DocumentId, OrganizationId, PartnerId};
use crate::domain::organization::Organization;
use crate::domain::role::Scope;
use crate::domain::search::Question;

/// Which documents are asked for.
#[derive(Clone, Debug, Default)]
pub struct DocumentQuery {
    /// Of this kind only.
    pub kind: Option<DocumentKind>,
    /// Words of the organisation, or a part of the number; empty text means all.
    pub words: String,
}

/// Which documents of an organisation are asked for.
#[derive(Clone, Copy, Debug)]
pub struct PeriodQuery<'a> {
    /// The organisation.
    pub organization: OrganizationId,
    /// Of these kinds.
    pub kinds: &'a [DocumentKind],
    /// Of these days.
    pub period: DocumentPeriod,
}

/// How much the documents of a period are together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeriodTotals {
    /// How many documents.
    pub documents: u64,
    /// How many bytes.
    pub bytes: u64,
}

impl PeriodQuery<'_> {
    fn within(&self, scope: &Scope) -> Condition {
        within(scope)
            .add(Column::OrganizationId.eq(self.organization.0))
            .add(Column::Kind.is_in(self.kinds.iter().map(|kind| kind.code())))
            .add(Column::Day.gte(self.period.first))
            .add(Column::Day.lte(self.period.last))
    }
}

/// A document with the organisation that it is for.
#[derive(Clone, Debug)]
pub struct FiledDocument {
    /// The document.
    pub document: Document,
    /// The organisation, as it is now.
    pub organization: Organization,
}

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Organizations(ids) | Scope::Client { organizations: ids, .. } => {
            Condition::all().add(Column::OrganizationId.is_in(ids.iter().map(|id| id.0)))
        }
        Scope::ItsLogin(_) => Condition::all().add(Column::Id.is_null()),
    }
}

/// A document that did not come from a numbered one of the partner.
const NOT_PRINTED: &str = "not exists (select 1 from numbered_documents n join printed_documents p \
    on p.numbered_id = n.id where n.partner_id = documents.partner_id and n.kind = documents.kind \
    and n.year = documents.year and n.number = documents.number and p.sha256 = documents.sha256)";

fn asked(scope: &Scope, query: &DocumentQuery) -> Condition {
    let mut all = within(scope);
    if matches!(scope, Scope::Partner(_)) {
        // What the partner printed here stands among what it has issued.
        all = all.add(Expr::cust(NOT_PRINTED));
    }
    if let Some(kind) = query.kind {
        all = all.add(Column::Kind.eq(kind.code()));
    }
    let words = query.words.trim();
    if words.is_empty() {
        return all;
    }
    let escaped: String = words
        .chars()
        .flat_map(|sign| ["%_\\".contains(sign).then_some('\\'), Some(sign)])
        .flatten()
        .collect();
    let numbered = Column::Number.like(LikeExpr::new(format!("%{escaped}%")).escape('\\'));
    let question = Question::read(words);
    if question.words.is_empty() {
        return all.add(numbered);
    }
    let named = Column::OrganizationId.in_subquery(terms::named(&question));
    all.add(Condition::any().add(numbered).add(named))
}

/// A page of documents, the newest first. `after` is the day and identity of the last one shown.
pub async fn page(
    reach: &impl Reach,
    scope: &Scope,
    query: &DocumentQuery,
    after: Option<(NaiveDate, DocumentId)>,
    limit: u64,
) -> Result<Vec<FiledDocument>, StoreError> {
    let mut found = Entity::find().filter(asked(scope, query));
    if let Some((day, id)) = after {
        let shown = Expr::tuple([Expr::value(day), Expr::value(id.0)]);
        found = found.filter(Expr::tuple([Expr::col(Column::Day), Expr::col(Column::Id)]).lt(shown));
    }
    let found = found.order_by_desc(Column::Day).order_by_desc(Column::Id).limit(limit);
    filed(reach, found.all(&reach.on()).await?).await
}

/// How many documents are asked for, counted up to the limit of lists.
pub async fn count(reach: &impl Reach, scope: &Scope, query: &DocumentQuery) -> Result<u64, StoreError> {
    let found = Entity::find().select_only().column(Column::Id).filter(asked(scope, query));
    counting::up_to(reach, found.into_query(), counting::MOST).await
}

/// The documents of an organisation in a period, by day, kind and number.
pub async fn of_period(
    reach: &impl Reach,
    scope: &Scope,
    query: &PeriodQuery<'_>,
) -> Result<Vec<FiledDocument>, StoreError> {
    let found = Entity::find().filter(query.within(scope)).order_by_asc(Column::Day);
    let found = found.order_by_asc(Column::Kind).order_by_asc(Column::Id);
    filed(reach, found.all(&reach.on()).await?).await
}

/// How many documents an organisation has in a period, and how large they are together.
pub async fn totals(
    reach: &impl Reach,
    scope: &Scope,
    query: &PeriodQuery<'_>,
) -> Result<PeriodTotals, StoreError> {
    let sizes: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Size)
        .filter(query.within(scope))
        .into_tuple()
        .all(&reach.on())
        .await?;
    let bytes = sizes.iter().filter_map(|size| u64::try_from(*size).ok()).sum();
    Ok(PeriodTotals { documents: u64::try_from(sizes.len()).unwrap_or(u64::MAX), bytes })
}

/// The document with this identity.
pub async fn open(reach: &impl Reach, scope: &Scope, id: DocumentId) -> Result<FiledDocument, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    filed(reach, row.into_iter().collect()).await?.pop().ok_or(StoreError::NotFound)
}

/// The numbers of some documents.
pub async fn numbers(
    reach: &impl Reach,
    scope: &Scope,
    ids: &[DocumentId],
) -> Result<HashMap<DocumentId, String>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Number])
        .filter(within(scope))
        .filter(Column::Id.is_in(ids.iter().map(|id| id.0)))
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|(id, number)| (DocumentId(id), number)).collect())
}

/// The latest documents that may answer a request of this period, at most so many: of its last day or later, and not given
/// for another period before.
pub async fn fitting(
    reach: &impl Reach,
    scope: &Scope,
    asked: &PeriodQuery<'_>,
    limit: u64,
) -> Result<Vec<FiledDocument>, StoreError> {
    let PeriodQuery { organization, kinds, period } = *asked;
    let other = archive::Column::FirstDay.ne(period.first).or(archive::Column::LastDay.ne(period.last));
    let given = archive::Entity::find()
        .select_only()
        .column(archive::Column::DocumentId)
        .filter(archive::Column::DocumentId.is_not_null())
        .filter(archive::Column::OrganizationId.eq(organization.0))
        .filter(other)
        .into_query();
    let found = Entity::find()
        .filter(within(scope))
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        .filter(Column::Day.gte(period.last))
        .filter(Column::Id.not_in_subquery(given))
        .order_by_desc(Column::Day)
        .order_by_desc(Column::Id)
        .limit(limit);
    filed(reach, found.all(&reach.on()).await?).await
}

/// Some documents, of any partner, in the order of their identities.
pub async fn after(
    reach: &impl Reach,
    last: DocumentId,
    limit: u64,
) -> Result<Vec<FiledDocument>, StoreError> {
    let next = Entity::find().filter(Column::Id.gt(last.0)).order_by_asc(Column::Id).limit(limit);
    filed(reach, next.all(&reach.on()).await?).await
}

/// The SHA-256 of the document that has the kind, number, year and organisation of this one at its partner.
pub async fn known(reach: &impl Reach, document: &Document) -> Result<Option<String>, StoreError> {
    Ok(Entity::find().filter(same(document)).one(&reach.on()).await?.map(|row| row.sha256))
}

/// The identity of a document that is kept.
pub async fn id_of(reach: &impl Reach, document: &Document) -> Result<DocumentId, StoreError> {
    let row = Entity::find().filter(same(document)).one(&reach.on()).await?;
    row.map(|row| DocumentId(row.id)).ok_or(StoreError::Broken("a document that was kept"))
}

fn same(document: &Document) -> Condition {
    Condition::all()
        .add(Column::PartnerId.eq(document.partner.0))
        .add(Column::OrganizationId.eq(document.organization.0))
        .add(Column::Kind.eq(document.kind.code()))
        .add(Column::Year.eq(document.day.year()))
        .add(Column::Number.eq(document.number.as_str()))
}

/// Writes a new document; a second one of the same kind, number, year and organisation is a `Duplicate`.
pub(super) async fn write(tx: &Tx, new: &Document) -> Result<(), StoreError> {
    let row = ActiveModel {
        partner_id: Set(new.partner.0),
        organization_id: Set(new.organization.0),
        kind: Set(new.kind.code().to_owned()),
        number: Set(new.number.clone()),
        day: Set(new.day),
        year: Set(new.day.year()),
        size: Set(i64::try_from(new.size).unwrap_or(i64::MAX)),
        sha256: Set(new.sha256.clone()),
        at: Set(new.at),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

async fn filed(reach: &impl Reach, rows: Vec<Model>) -> Result<Vec<FiledDocument>, StoreError> {
    let whose = organization::Entity::find()
        .filter(organization::Column::Id.is_in(rows.iter().map(|row| row.organization_id)));
    let mut known = HashMap::new();
    for row in if rows.is_empty() { Vec::new() } else { whose.all(&reach.on()).await? } {
        known.insert(row.id, organizations::rows::read(row)?);
    }
    let with = |row: Model| {
        let organization =
            known.get(&row.organization_id).ok_or(StoreError::Broken("an organisation of a document"))?;
        Ok(FiledDocument { document: read(row, organization)?, organization: organization.clone() })
    };
    rows.into_iter().map(with).collect()
}

fn read(row: Model, organization: &Organization) -> Result<Document, StoreError> {
    Ok(Document {
        id: DocumentId(row.id),
        partner: PartnerId(row.partner_id),
        organization: OrganizationId(row.organization_id),
        code: organization.subscriber_code.clone(),
        kind: sound(DocumentKind::from_code(&row.kind), "documents", "kind", row.id)?,
        number: row.number,
        day: row.day,
        size: sound(u64::try_from(row.size).ok(), "documents", "size", row.id)?,
        sha256: row.sha256,
        at: row.at,
    })
}
