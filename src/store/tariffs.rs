//! Tariffs: prices, zones, bands, promotions, discounts and VAT, read for one partner; written by a seed.

mod writing;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, Select};

pub use writing::{NewContract, add_bands, add_contract, add_prices, add_promotions, add_vat, add_zones};
pub(super) use writing::{band_row, price_row, vat_row};

use super::error::sound;
use super::tables::{contract, discount, group_band, price, promotion, vat_rate, zone};
use super::{Reach, StoreError, settings};
use crate::domain::billing::BilledProduct;
use crate::domain::contract::Standing;
use crate::domain::dated::{self, Dated};
use crate::domain::identity::Region;
use crate::domain::ids::PartnerId;
use crate::domain::money::{Money, Rate};
use crate::domain::multi_user::Tier;
use crate::domain::price::{Discount, GroupBand, PriceRow, Promotion, Tariffs, Vat, VatRule, Zone};
use crate::domain::settings::BusinessSettings;
use crate::domain::submission::OrganizationKind;

/// The wildcard of the price list: the row holds for every value of the column.
pub(super) const ANY: &str = "any";

/// Everything that determines a partner's prices, past, current and planned.
pub async fn of_partner(reach: &impl Reach, partner: PartnerId) -> Result<Tariffs, StoreError> {
    let grace_days = BusinessSettings::default().contract_grace_days;
    with_prices(reach, partner, price::Entity::find(), grace_days).await
}

/// Like [`of_partner`], but reads only the rows of the price list that hold on the day: the list only grows.
pub async fn of_partner_on(
    reach: &impl Reach,
    partner: PartnerId,
    day: NaiveDate,
) -> Result<Tariffs, StoreError> {
    use price::Column::{ValidFrom, ValidTo};
    let holding = price::Entity::find()
        .filter(ValidFrom.lte(day))
        .filter(Condition::any().add(ValidTo.is_null()).add(ValidTo.gte(day)));
    with_prices(reach, partner, holding, grace_days(reach, day).await?).await
}

/// The standing of a partner's contracts on a day.
pub async fn standing(
    reach: &impl Reach,
    partner: PartnerId,
    day: NaiveDate,
) -> Result<Standing, StoreError> {
    let (contracts, _) = contracts(reach, partner).await?;
    Ok(Standing::on(&contracts, day, grace_days(reach, day).await?))
}

/// For how many days the discounts of an ended contract still hold, by the setting of this day.
async fn grace_days(reach: &impl Reach, day: NaiveDate) -> Result<u32, StoreError> {
    Ok(BusinessSettings::read(&settings::on(reach, day).await?).contract_grace_days)
}

async fn with_prices(
    reach: &impl Reach,
    partner: PartnerId,
    prices: Select<price::Entity>,
    grace_days: u32,
) -> Result<Tariffs, StoreError> {
    let connection = reach.on();
    let (contracts, discounts) = contracts(reach, partner).await?;
    let prices = prices.order_by_asc(price::Column::Id).all(&connection).await?;
    let promotions = promotion::Entity::find().order_by_asc(promotion::Column::Id).all(&connection).await?;
    let tariffs = Tariffs {
        prices: prices.into_iter().map(read_price).collect::<Result<_, _>>()?,
        zones: zones(reach).await?,
        bands: bands(reach).await?,
        promotions: promotions.into_iter().map(read_promotion).collect::<Result<_, _>>()?,
        vat: vat(reach).await?,
        contracts,
        discounts,
        grace_days,
    };
    match tariffs.overlap() {
        None => Ok(tariffs),
        Some((table, _, row)) => {
            Err(StoreError::Corrupt { table, column: "valid_from", row: row.to_string() })
        }
    }
}

/// The bands of company groups that can be chosen on a day.
pub async fn bands_on(reach: &impl Reach, day: NaiveDate) -> Result<Vec<GroupBand>, StoreError> {
    let bands = bands(reach).await?;
    Ok(dated::on(&bands, day).map(|band| band.value.clone()).collect())
}

/// The zones of the regions, with the days on which they hold.
pub(super) async fn zones(reach: &impl Reach) -> Result<Vec<Dated<Zone>>, StoreError> {
    let rows = zone::Entity::find().order_by_asc(zone::Column::ValidFrom).all(&reach.on()).await?;
    let zones = rows.into_iter().map(read_zone).collect::<Result<_, _>>()?;
    Ok(until_the_next(zones, |one: &Zone, other| one.region == other.region))
}

/// The VAT rule of each product, with the days on which it holds.
pub(super) async fn vat(reach: &impl Reach) -> Result<Vec<Dated<VatRule>>, StoreError> {
    let rows = vat_rate::Entity::find().order_by_asc(vat_rate::Column::ValidFrom).all(&reach.on()).await?;
    let rules = rows.iter().map(read_vat).collect::<Result<_, _>>()?;
    Ok(until_the_next(rules, |one: &VatRule, other| one.product == other.product))
}

pub(super) async fn bands(reach: &impl Reach) -> Result<Vec<Dated<GroupBand>>, StoreError> {
    let rows =
        group_band::Entity::find().order_by_asc(group_band::Column::FromCount).all(&reach.on()).await?;
    let bands = rows.iter().map(read_band).collect::<Result<_, _>>()?;
    Ok(until_the_next(bands, |one, other| one.from_count == other.from_count))
}

/// The partner's contracts and their discounts; no discount outlives its contract.
async fn contracts(
    reach: &impl Reach,
    partner: PartnerId,
) -> Result<(Vec<Dated<String>>, Vec<Dated<Discount>>), StoreError> {
    let contracts = contract::Entity::find()
        .filter(contract::Column::PartnerId.eq(partner.0))
        .order_by_asc(contract::Column::ValidFrom)
        .all(&reach.on())
        .await?;
    let rows = discount::Entity::find()
        .filter(discount::Column::ContractId.is_in(contracts.iter().map(|contract| contract.id)))
        .order_by_asc(discount::Column::ValidFrom)
        .all(&reach.on())
        .await?;
    let discount = |row: &discount::Model| {
        let contract = contracts.iter().find(|contract| contract.id == row.contract_id);
        read_discount(row, sound(contract, "discounts", "contract_id", partner)?)
    };
    let discounts = rows.iter().map(discount).collect::<Result<_, _>>()?;
    let term =
        |row: &contract::Model| Dated { from: row.valid_from, to: row.valid_to, value: row.number.clone() };
    Ok((contracts.iter().map(term).collect(), discounts))
}

/// Ends each row on the day before the next row of the same matter begins.
fn until_the_next<T>(mut rows: Vec<Dated<T>>, same: impl Fn(&T, &T) -> bool) -> Vec<Dated<T>> {
    rows.sort_by_key(|row| row.from);
    for place in 0..rows.len() {
        let next = rows[place + 1..].iter().find(|later| same(&later.value, &rows[place].value));
        let ends = next.and_then(|later| later.from.pred_opt());
        rows[place].to = ends;
    }
    rows
}

pub(super) fn read_price(row: price::Model) -> Result<Dated<PriceRow>, StoreError> {
    const TABLE: &str = "prices";
    let legal_form = match row.legal_form.as_str() {
        ANY => None,
        code => Some(sound(OrganizationKind::from_code(code), TABLE, "legal_form", row.id)?),
    };
    let tier = match row.tier.as_str() {
        "" => None,
        code => Some(sound(Tier::from_code(code), TABLE, "tier", row.id)?),
    };
    let value = PriceRow {
        product: sound(BilledProduct::from_code(&row.product), TABLE, "product", row.id)?,
        legal_form,
        zone: Some(row.zone).filter(|zone| zone != ANY),
        term_months: sound(u32::try_from(row.term_months).ok(), TABLE, "term_months", row.id)?,
        tier,
        group_band: u32::try_from(row.group_band).ok().filter(|band| *band > 0),
        amount: Money::from_kopecks(row.amount),
    };
    Ok(Dated { from: row.valid_from, to: row.valid_to, value })
}

fn read_zone(row: zone::Model) -> Result<Dated<Zone>, StoreError> {
    let region = sound(Region::parse(&row.region).ok(), "zones", "region", &row.region)?;
    Ok(Dated { from: row.valid_from, to: None, value: Zone { region, zone: row.zone } })
}

fn read_band(row: &group_band::Model) -> Result<Dated<GroupBand>, StoreError> {
    let value = GroupBand {
        from_count: sound(u32::try_from(row.from_count).ok(), "group_bands", "from_count", row.from_count)?,
        to_count: row.to_count.and_then(|count| u32::try_from(count).ok()),
        share: sound(Rate::from_basis_points(row.rate), "group_bands", "rate", row.from_count)?,
    };
    Ok(Dated { from: row.valid_from, to: None, value })
}

pub(super) fn read_promotion(row: promotion::Model) -> Result<Dated<Promotion>, StoreError> {
    let product = match row.product.as_str() {
        ANY => None,
        code => Some(sound(BilledProduct::from_code(code), "promotions", "product", row.id)?),
    };
    let discount = sound(Rate::from_basis_points(row.rate), "promotions", "rate", row.id)?;
    let value = Promotion { code: row.code, name: row.name, product, discount };
    Ok(Dated { from: row.valid_from, to: row.valid_to, value })
}

fn read_discount(row: &discount::Model, contract: &contract::Model) -> Result<Dated<Discount>, StoreError> {
    let value = Discount {
        contract: contract.number.clone(),
        product: sound(BilledProduct::from_code(&row.product), "discounts", "product", row.id)?,
        rate: sound(Rate::from_basis_points(row.rate), "discounts", "rate", row.id)?,
    };
    let to = [row.valid_to, contract.valid_to].into_iter().flatten().min();
    Ok(Dated { from: row.valid_from.max(contract.valid_from), to, value })
}

fn read_vat(row: &vat_rate::Model) -> Result<Dated<VatRule>, StoreError> {
    let vat = match row.rate {
        None => Vat::Exempt,
        Some(points) => Vat::Rate(sound(Rate::from_basis_points(points), "vat_rates", "rate", &row.product)?),
    };
    let product = sound(BilledProduct::from_code(&row.product), "vat_rates", "product", &row.product)?;
    Ok(Dated { from: row.valid_from, to: None, value: VatRule { product, vat } })
}
