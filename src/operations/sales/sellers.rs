//! What a partner sells by: requisites, regime of VAT, own prices, first numbers. Whoever changes any of it sees the latest.

use super::own;
use crate::domain::change::Change;
use crate::domain::form::FieldFaults;
use crate::domain::month::moscow_day;
use crate::domain::numbered::NumberSeries;
use crate::domain::seller::{Seller, SellerTurn, TypedOwnPrice, TypedRegime, TypedSeries, TypedTerms};
use crate::operations::changing::as_seen;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{Tx, keep, numbering, partners, sales, sellers};

/// What the partner sells by, and the form of its terms: as they are, or begun from its card.
pub async fn own_seller(desk: &Desk) -> Result<(Seller, TypedTerms), Failure> {
    desk.may(Permission::ViewSale).await?;
    let partner = own(desk)?;
    let seller = sellers::of_partner(desk.db(), partner).await?;
    let typed = if let Some(terms) = &seller.terms {
        TypedTerms::of(terms)
    } else {
        let card = partners::open(desk.db(), partner).await?;
        TypedTerms {
            name: card.name,
            inn: card.inn,
            kpp: card.kpp.unwrap_or_default(),
            papers: seller.papers().code().to_owned(),
            source: "own".to_owned(),
            ..TypedTerms::default()
        }
    };
    Ok((seller, typed))
}

/// Keeps what the partner prints and how it issues; its logo stays.
pub async fn keep_terms(desk: &Desk, seen: i32, typed: &TypedTerms) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    desk.must_be_proven().await?;
    let mut faults = FieldFaults::new();
    let terms = typed.read(&mut faults).ok_or(Failure::Invalid(faults))?;
    let (tx, desk, seller) = open(desk, seen).await?;
    store(&desk, tx, seller.keep_requisites(terms)).await
}

/// Sets the regime of VAT from a day on, until another that begins later; days for which documents were issued keep theirs.
pub async fn set_regime(desk: &Desk, seen: i32, typed: &TypedRegime) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    let mut faults = FieldFaults::new();
    let read = typed.read(moscow_day(desk.now()), &mut faults);
    let (from, regime) = read.ok_or(Failure::Invalid(faults))?;
    let (tx, desk, seller) = open(desk, seen).await?;
    let until = seller.regimes.iter().map(|regime| regime.from).filter(|day| *day > from).min();
    if let Some(last) = sales::last_issued_day(&tx, seller.partner, from, until).await? {
        let words = format!("За {} документы уже выставлены: укажите день позже", last.format("%d.%m.%Y"));
        return Err(Failure::Invalid(vec![("regime_from", words)]));
    }
    store(&desk, tx, seller.set_regime(from, regime)).await
}

/// Sets an own price from a day on. Drafts keep the price that they have.
pub async fn set_price(desk: &Desk, seen: i32, typed: &TypedOwnPrice) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    let (tx, desk, seller) = open(desk, seen).await?;
    let mut faults = FieldFaults::new();
    let read = typed.read(&seller, moscow_day(desk.now()), &mut faults);
    let (from, price) = read.ok_or(Failure::Invalid(faults))?;
    store(&desk, tx, seller.set_price(from, price)).await
}

/// Sets the first number of a series that has none yet.
pub async fn begin_series(desk: &Desk, seen: i32, typed: &TypedSeries) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    let mut faults = FieldFaults::new();
    let read = typed.read(moscow_day(desk.now()), &mut faults);
    let (kind, year, first) = read.ok_or(Failure::Invalid(faults))?;
    let (tx, desk, seller) = open(desk, seen).await?;
    if numbering::series_to_change(&tx, seller.partner, kind, year).await?.is_begun() {
        let words = "В этом году номера уже выдаются: первый номер не изменить".to_owned();
        return Err(Failure::Invalid(vec![("first", words)]));
    }
    let series = NumberSeries::fresh(seller.partner, kind, year, first);
    store(&desk, tx, seller.begin_series(series)).await
}

/// Opens the seller at the version that was seen, behind the lock of the partner's chain.
pub(super) async fn open(desk: &Desk, seen: i32) -> Result<(Tx, Desk, Seller), Failure> {
    let (tx, desk) = desk.begin_settling(own(desk)?).await?;
    let seller = sellers::of_partner(&tx, own(&desk)?).await?;
    if seller.version == 0 && seen != 0 {
        return Err(Failure::NotFound);
    }
    let seller = as_seen(&tx, SellerTurn::of(seller), seen).await?.seller;
    Ok((tx, desk, seller))
}

pub(super) async fn store(desk: &Desk, tx: Tx, change: Change<SellerTurn>) -> Result<(), Failure> {
    keep(&tx, &desk.keeper(), change).await?;
    Ok(desk.commit(tx).await?)
}
