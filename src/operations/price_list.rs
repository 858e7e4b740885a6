//! The price list: its present state, and the preview and publication of new versions.

use chrono::NaiveDate;

use super::{Desk, Failure, Refusal};
use crate::domain::dated::{Dated, from_tomorrow};
use crate::domain::form::read_day;
use crate::domain::month::moscow_day;
use crate::domain::price::{
    PriceDifference, PriceList, PriceRow, Promotion, PromotionPlan, TypedPromotion, VatRule, digest,
};
use crate::policy::Permission;
use crate::store::{StoreError, audit, keep, price_list};

/// The price list with everything around it.
#[derive(Debug)]
pub struct TermsOfSale {
    /// The prices, zones and bands.
    pub list: PriceList,
    /// The promotions, the latest first.
    pub promotions: Vec<Dated<Promotion>>,
    /// The VAT rules of products.
    pub vat: Vec<Dated<VatRule>>,
}

/// The preview of a version.
#[derive(Debug)]
pub struct PricesPreview {
    /// The first day.
    pub from: NaiveDate,
    /// The prices of the version, each with the price that it replaces.
    pub differences: Vec<PriceDifference>,
    /// The digest of the preview, for detecting conflicts.
    pub seen: String,
    /// How many prices the version does not name; they stay.
    pub untouched: usize,
}

/// The terms of sale, with all their days.
pub async fn terms(desk: &Desk) -> Result<TermsOfSale, Failure> {
    desk.may(Permission::ManagePrices).await?;
    Ok(TermsOfSale {
        list: price_list::whole(desk.db()).await?,
        promotions: price_list::promotions(desk.db()).await?,
        vat: price_list::vat(desk.db()).await?,
    })
}

/// What a version that holds from a day on would change.
pub async fn preview(desk: &Desk, from: &str, rows: Vec<PriceRow>) -> Result<PricesPreview, Failure> {
    desk.may(Permission::ManagePrices).await?;
    let from = first_day(desk, from)?;
    Ok(compared(&price_list::whole(desk.db()).await?, from, rows))
}

fn compared(list: &PriceList, from: NaiveDate, rows: Vec<PriceRow>) -> PricesPreview {
    let differences = list.differences(from, rows);
    let named = differences.iter().filter(|difference| difference.was.is_some()).count();
    let untouched = list.on(from).len().saturating_sub(named);
    PricesPreview { seen: digest(from, &differences), from, differences, untouched }
}

fn first_day(desk: &Desk, from: &str) -> Result<NaiveDate, Failure> {
    from_tomorrow(read_day(from), moscow_day(desk.now()))
        .map_err(|words| Failure::Invalid(vec![("from", words.to_owned())]))
}

/// Publishes a version exactly as previewed; returns its first day and the number of changed prices.
pub async fn publish(
    desk: &Desk,
    from: &str,
    rows: Vec<PriceRow>,
    seen: &str,
) -> Result<(NaiveDate, usize), Failure> {
    desk.may(Permission::ManagePrices).await?;
    desk.must_be_proven().await?;
    let from = first_day(desk, from)?;
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    let list = price_list::whole(&tx).await?;
    let preview = compared(&list, from, rows);
    if preview.seen != seen {
        return Err(Refusal::PricesChanged.into());
    }
    let changed = preview.differences.iter().filter(|difference| difference.is_one()).count();
    let rows = preview.differences.into_iter().map(|difference| difference.row).collect();
    if let Some(version) = list.plan(from, rows) {
        keep(&tx, &desk.keeper(), version).await.map_err(meanwhile)?;
    }
    desk.commit(tx).await?;
    Ok((from, changed))
}

/// A concurrent publication is a conflict, not a failure.
fn meanwhile(error: StoreError) -> Failure {
    if matches!(error, StoreError::Duplicate(_)) { Refusal::PricesChanged.into() } else { error.into() }
}

/// Adds a promotion from a day on.
pub async fn add_promotion(desk: &Desk, typed: TypedPromotion<'_>) -> Result<(), Failure> {
    desk.may(Permission::ManagePrices).await?;
    desk.must_be_proven().await?;
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    let others = price_list::promotions(&tx).await?;
    let added = PromotionPlan::add(typed, &others, moscow_day(desk.now())).map_err(Failure::Invalid)?;
    keep(&tx, &desk.keeper(), added).await.map_err(meanwhile)?;
    Ok(desk.commit(tx).await?)
}

/// Ends a promotion on a day; code and first day identify it.
pub async fn end_promotion(desk: &Desk, code: &str, from: NaiveDate, to: &str) -> Result<(), Failure> {
    desk.may(Permission::ManagePrices).await?;
    desk.must_be_proven().await?;
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    let found = price_list::promotions(&tx).await?;
    let found = found.into_iter().find(|one| one.value.code == code && one.from == from);
    let promotion = found.ok_or(Failure::NotFound)?;
    let ended = PromotionPlan::end(promotion, to, moscow_day(desk.now())).map_err(Failure::Invalid)?;
    keep(&tx, &desk.keeper(), ended).await.map_err(meanwhile)?;
    Ok(desk.commit(tx).await?)
}
