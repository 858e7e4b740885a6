//! What a partner sells to its clients: drafts that approvals make, issuing, corrections. Nobody else reads any of it.

mod boards;
pub mod drafting;
pub(super) mod freezing;
pub mod issuing;
pub mod logos;
pub(super) mod naming;
pub mod payments;
pub mod printing;
pub mod register;
pub mod sellers;

use std::collections::HashMap;

pub use boards::{DraftBoard, IssuedBoard, SaleCard, SaleRow};

use super::changing::as_seen;
use super::{Desk, Failure};
use crate::domain::change::Change;
use crate::domain::form::{FieldFaults, read_reason};
use crate::domain::ids::{NumberedId, OrganizationId, PartnerId, SaleId};
use crate::domain::money::Money;
use crate::domain::numbered::NumberedDocument;
use crate::domain::organization::Organization;
use crate::domain::payment::{read_sum, sum_fault};
use crate::domain::sale::{Sale, SaleRefusal, SaleState, SaleTurn};
use crate::domain::seller::Seller;
use crate::policy::Permission;
use crate::store::{self, Reach, StoreError, Tx, accounts, keep, numbering, organizations};

/// How many drafts or documents a page shows, and how many are issued at once.
pub const PAGE: usize = 50;

/// The states of the sales that wait for somebody.
const OPEN: &[SaleState] = &[SaleState::Draft];

/// The drafts, after one of them.
pub async fn drafts(desk: &Desk, after: Option<SaleId>) -> Result<DraftBoard, Failure> {
    desk.may(Permission::ViewSale).await?;
    let (partner, db, scope) = (own(desk)?, desk.db(), desk.scope());
    let seller = store::sellers::of_partner(db, partner).await?;
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut found = store::sales::page(db, scope, OPEN, after, limit).await?;
    let next = (found.len() > PAGE).then(|| found[PAGE - 1].id);
    found.truncate(PAGE);
    let mut rows = rows(db, &seller, found).await?;
    rows.sort_by_key(|row| (row.gaps.is_empty(), row.sale.id));
    let dropped = store::sales::page(db, scope, &[SaleState::Dropped], None, limit - 1).await?;
    Ok(DraftBoard {
        rows,
        total: store::sales::count(db, scope, OPEN).await?,
        next,
        dropped: self::rows(db, &seller, dropped).await?,
        dropped_total: store::sales::count(db, scope, &[SaleState::Dropped]).await?,
        papers: seller.papers(),
        in_1c: seller.issues_in_1c(),
        seller: seller.version,
        failing: printing::failing(desk).await?,
    })
}

/// How many drafts wait.
pub async fn waiting(desk: &Desk) -> Result<u64, Failure> {
    desk.may(Permission::ViewSale).await?;
    Ok(store::sales::count(desk.db(), desk.scope(), OPEN).await?)
}

/// The issued documents below one of them, and the series.
pub async fn issued(desk: &Desk, below: Option<NumberedId>) -> Result<IssuedBoard, Failure> {
    desk.may(Permission::ViewSale).await?;
    let (partner, db, scope) = (own(desk)?, desk.db(), desk.scope());
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut found = numbering::page(db, scope, below, limit).await?;
    let next = (found.len() > PAGE).then(|| found[PAGE - 1].id);
    found.truncate(PAGE);
    let ids: Vec<SaleId> = found.iter().filter_map(NumberedDocument::sale).collect();
    let seller = store::sellers::of_partner(db, partner).await?;
    let sales = rows(db, &seller, store::sales::with_ids(db, scope, &ids).await?).await?;
    let known: HashMap<SaleId, SaleRow> = sales.into_iter().map(|row| (row.sale.id, row)).collect();
    let with = |document: NumberedDocument| {
        let row = document.sale().and_then(|sale| known.get(&sale));
        let row = row.ok_or(StoreError::Broken("the sale of a document"))?;
        Ok::<_, StoreError>((document, row.clone()))
    };
    Ok(IssuedBoard {
        rows: found.into_iter().map(with).collect::<Result<_, _>>()?,
        total: numbering::count(db, scope).await?,
        next,
        series: numbering::reports(db, partner).await?,
        failing: printing::failing(desk).await?,
    })
}

/// A sale with its documents.
pub async fn open(desk: &Desk, id: SaleId) -> Result<SaleCard, Failure> {
    desk.may(Permission::ViewSale).await?;
    let (partner, db, scope) = (own(desk)?, desk.db(), desk.scope());
    let sale = store::sales::open(db, scope, id).await?;
    let seller = store::sellers::of_partner(db, partner).await?;
    let correction = store::sales::correction_of(db, scope, id).await?;
    let instead = store::sales::instead_of(db, scope, id).await?;
    let row = rows(db, &seller, vec![sale]).await?.pop().ok_or(Failure::NotFound)?;
    let documents = numbering::of_sales(db, &[id]).await?.remove(&id).unwrap_or_default();
    let ids: Vec<NumberedId> = documents.iter().map(|one| one.id).collect();
    let logins: Vec<String> = documents.iter().map(|one| one.by.clone()).collect();
    Ok(SaleCard {
        names: accounts::names_of_logins(db, &logins).await?,
        row,
        files: numbering::files(db, &ids).await?,
        failing: printing::failing(desk).await?,
        documents,
        correction: correction.map(|one| one.id),
        instead: instead.map(|one| one.id),
        papers: seller.papers(),
        seller: seller.version,
    })
}

/// Sets the price of a line of a draft, counted from 0.
pub async fn reprice(
    desk: &Desk,
    id: SaleId,
    seen: i32,
    line: usize,
    typed: (&str, &str),
) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    store::sales::open(desk.db(), desk.scope(), id).await?;
    let mut faults = FieldFaults::new();
    let price = read_sum(typed.0);
    if price.is_none() {
        faults.push(("price", sum_fault("цену")));
    }
    let reason = read_reason("reason", typed.1, &mut faults);
    let (Some(price), Some(reason)) = (price, reason) else { return Err(Failure::Invalid(faults)) };
    change(desk, id, seen, |sale| sale.price(line, price, reason)).await
}

/// Drops a draft, with the reason.
pub async fn drop_out(desk: &Desk, id: SaleId, seen: i32, reason: &str) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    let reason = reason_for(desk, id, reason).await?;
    change(desk, id, seen, |sale| sale.drop_out(reason)).await
}

/// Takes up a dropped one again.
pub async fn take_up(desk: &Desk, id: SaleId, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    change(desk, id, seen, Sale::take_up).await
}

/// Makes the draft that takes an issued sale back; returns it.
pub async fn correct(desk: &Desk, id: SaleId, seen: i32, reason: &str) -> Result<SaleId, Failure> {
    desk.may(Permission::IssueSale).await?;
    let reason = reason_for(desk, id, reason).await?;
    let (tx, desk, _) = begin_holding(desk, &[id]).await?;
    let opened = SaleTurn::of(store::sales::open_to_change(&tx, desk.scope(), id).await?);
    let sale = as_seen(&tx, opened, seen).await?.sale;
    let correction = sale.correction(reason, desk.now())?;
    if let Some(known) = store::sales::correction_of(&tx, desk.scope(), id).await? {
        return Err(SaleRefusal::HasCorrection(known.id).into());
    }
    let placed = store::sales::place(&tx, correction).await?;
    let made = keep(&tx, &desk.keeper(), placed.draft()).await?.sale.id;
    desk.commit(tx).await?;
    Ok(made)
}

/// Makes the draft of a sale instead of one that was taken back; returns it.
pub async fn make_anew(desk: &Desk, id: SaleId, seen: i32) -> Result<SaleId, Failure> {
    desk.may(Permission::IssueSale).await?;
    let (tx, desk, _) = begin_holding(desk, &[id]).await?;
    let opened = SaleTurn::of(store::sales::open_to_change(&tx, desk.scope(), id).await?);
    let anew = as_seen(&tx, opened, seen).await?.sale.anew(desk.now())?;
    if let Some(known) = store::sales::instead_of(&tx, desk.scope(), id).await? {
        return Err(SaleRefusal::IsMadeAnew(known.id).into());
    }
    let placed = store::sales::place(&tx, anew).await?;
    let made = keep(&tx, &desk.keeper(), placed.draft()).await?.sale.id;
    desk.commit(tx).await?;
    Ok(made)
}

/// Begins a transaction about some of one's own sales: it holds their clients, then the head of the partner's chain.
async fn begin_holding(
    desk: &Desk,
    ids: &[SaleId],
) -> Result<(Tx, Desk, HashMap<OrganizationId, Organization>), Failure> {
    let partner = own(desk)?;
    let known = store::sales::with_ids(desk.db(), desk.scope(), ids).await?;
    let clients: Vec<OrganizationId> = known.iter().map(|sale| sale.organization).collect();
    let tx = desk.begin().await?;
    let held = organizations::hold(&tx, &clients).await?;
    let desk = desk.settling(&tx, partner).await?;
    Ok((tx, desk, held))
}

/// The reason for a verb of one's own sale.
async fn reason_for(desk: &Desk, id: SaleId, typed: &str) -> Result<String, Failure> {
    store::sales::open(desk.db(), desk.scope(), id).await?;
    let mut faults = FieldFaults::new();
    read_reason("reason", typed, &mut faults).ok_or(Failure::Invalid(faults))
}

/// Opens a sale at the version that the viewer saw, applies the verb, and keeps the change.
async fn change<F>(desk: &Desk, id: SaleId, seen: i32, verb: F) -> Result<(), Failure>
where
    F: FnOnce(Sale) -> Result<Change<SaleTurn>, SaleRefusal> + Send,
{
    let (tx, desk) = desk.begin_settling(own(desk)?).await?;
    let opened = SaleTurn::of(store::sales::open_to_change(&tx, desk.scope(), id).await?);
    let sale = as_seen(&tx, opened, seen).await?.sale;
    keep(&tx, &desk.keeper(), verb(sale)?).await?;
    Ok(desk.commit(tx).await?)
}

/// The sales with their clients and figures.
async fn rows(reach: &impl Reach, seller: &Seller, sales: Vec<Sale>) -> Result<Vec<SaleRow>, StoreError> {
    let ids: Vec<OrganizationId> = sales.iter().map(|sale| sale.organization).collect();
    let known = organizations::with_ids(reach, &ids).await?;
    let row = |sale: Sale| {
        let buyer = known.get(&sale.organization).ok_or(StoreError::Broken("the client of a sale"))?;
        let (figures, gaps) = (sale.figures(seller), sale.gaps(seller, buyer));
        Ok(SaleRow { figures, gaps, buyer: buyer.clone(), sale })
    };
    sales.into_iter().map(row).collect()
}

/// The sum of some sales, as far as they have one.
#[must_use]
pub fn sum(rows: &[SaleRow]) -> Money {
    rows.iter().filter_map(|row| row.figures.as_ref()).map(|figures| figures.total).sum()
}

fn own(desk: &Desk) -> Result<PartnerId, Failure> {
    desk.partner().ok_or(Failure::NotFound)
}
