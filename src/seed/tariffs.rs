//! The tariffs: contracts with their discounts, the price list, zones, bands, promotions and VAT.

use std::collections::HashMap;

use super::files::{DiscountRow, Files, PriceLine};
use super::{SeedError, unknown};
use crate::domain::dated::Dated;
use crate::domain::partner::Partner;
use crate::domain::price::{Discount, GroupBand, PriceRow, Promotion, Vat, VatRule, Zone};
use crate::store::tariffs::{self, NewContract};
use crate::store::{StoreError, Tx};

/// Writes all tariffs.
pub(super) async fn add(
    tx: &Tx,
    files: &Files,
    partners: &HashMap<String, Partner>,
) -> Result<(), SeedError> {
    add_contracts(tx, files, partners).await?;
    tariffs::add_prices(tx, &files.prices.iter().map(price).collect::<Vec<_>>()).await?;
    add_areas(tx, files).await?;
    Ok(add_rules(tx, files).await?)
}

async fn add_contracts(tx: &Tx, files: &Files, partners: &HashMap<String, Partner>) -> Result<(), SeedError> {
    for row in &files.contracts {
        let partner = partners.get(&row.partner).ok_or_else(|| unknown("partners.csv", &row.partner))?;
        let new = NewContract {
            partner: partner.id,
            number: row.number.clone(),
            signed_on: row.signed_on,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        };
        let of_contract = |one: &&DiscountRow| one.partner == row.partner && one.contract == row.number;
        let discounts: Vec<_> = files.discounts.iter().filter(of_contract).map(discount).collect();
        tariffs::add_contract(tx, &new, &discounts).await?;
    }
    Ok(())
}

fn discount(row: &DiscountRow) -> Dated<Discount> {
    let value = Discount { contract: row.contract.clone(), product: row.product, rate: row.percent };
    Dated { from: row.valid_from, to: row.valid_to, value }
}

fn price(row: &PriceLine) -> Dated<PriceRow> {
    let value = PriceRow {
        product: row.product,
        legal_form: row.legal_form,
        zone: Some(row.zone.clone()).filter(|zone| zone != "any"),
        term_months: row.term_months,
        tier: row.tier,
        group_band: row.group_band,
        amount: row.amount,
    };
    Dated { from: row.valid_from, to: row.valid_to, value }
}

async fn add_areas(tx: &Tx, files: &Files) -> Result<(), StoreError> {
    let zones = files.zones.iter().map(|row| {
        let value = Zone { region: row.region.clone(), zone: row.zone.clone() };
        Dated { from: row.valid_from, to: None, value }
    });
    tariffs::add_zones(tx, &zones.collect::<Vec<_>>()).await?;
    let bands = files.group_bands.iter().map(|row| {
        let value = GroupBand { from_count: row.from_count, to_count: row.to_count, share: row.percent };
        Dated { from: row.valid_from, to: None, value }
    });
    tariffs::add_bands(tx, &bands.collect::<Vec<_>>()).await
}

async fn add_rules(tx: &Tx, files: &Files) -> Result<(), StoreError> {
    let promotions = files.promotions.iter().map(|row| {
        let value = Promotion {
            code: row.code.clone(),
            name: row.name.clone(),
            product: Some(row.product),
            discount: row.percent,
        };
        Dated { from: row.valid_from, to: row.valid_to, value }
    });
    tariffs::add_promotions(tx, &promotions.collect::<Vec<_>>()).await?;
    let vat = files.vat.iter().map(|row| {
        let value = VatRule { product: row.product, vat: row.rate_percent.map_or(Vat::Exempt, Vat::Rate) };
        Dated { from: row.valid_from, to: None, value }
    });
    tariffs::add_vat(tx, &vat.collect::<Vec<_>>()).await
}
