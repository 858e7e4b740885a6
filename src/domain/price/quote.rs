//! The calculation of a line: promotion, then the partner's discount, then VAT; each is rounded once.

use chrono::NaiveDate;

use super::tariffs::Promotion;
use super::{FixedLine, Item, PriceFault, PromotionEffect, PromotionVerdict, Tariffs, Vat, version};
use crate::domain::billing::BilledProduct;
use crate::domain::dated::Dated;
use crate::domain::money::{Money, Rate};

/// The price of a line with all inputs of its calculation; once agreed it is copied, never recalculated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// «Цена»: the price of the price list.
    pub price: Money,
    /// «Количество»: 1, or -1 for a correction.
    pub quantity: i32,
    /// «Акция»: the effect of the client's promotion.
    pub promotion: Option<PromotionEffect>,
    /// «Скидка акции».
    pub promotion_discount: Money,
    /// «Скидка партнера, %».
    pub partner_discount: Rate,
    /// The number of the contract that gives the partner's discount.
    pub contract_number: Option<String>,
    /// «Сумма».
    pub amount: Money,
    /// «Ставка НДС».
    pub vat: Vat,
    /// «Сумма НДС».
    pub vat_amount: Money,
    /// «Всего».
    pub total: Money,
    /// The dated rows used.
    pub rule_version: String,
    /// The VAT after its next change, if one is near.
    pub later: Option<LaterTax>,
}

/// The sum of a line that is activated after the next change of VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaterTax {
    /// The first day of the new rule.
    pub from: NaiveDate,
    /// «Всего» from then on.
    pub total: Money,
}

/// How many days ahead a change of VAT is announced.
const LATER_DAYS: u64 = 30;

impl Tariffs {
    /// The price of an item that is forwarded and activated on one Moscow day.
    pub fn quote(&self, item: &Item, on: NaiveDate) -> Result<Quote, PriceFault> {
        self.charge(&self.fix(item, on)?, on)
    }

    /// The terms of an item fixed by a forwarding on a Moscow day: everything but the VAT.
    pub fn fix(&self, item: &Item, on: NaiveDate) -> Result<FixedLine, PriceFault> {
        let mut version = version::Version::default();
        let price = self.list_price(item, on, &mut version)?;
        let (promotion, rate) = self.effect(item, on, &mut version);
        let standing = self.standing(on);
        let (contract, day) = standing.terms(on).ok_or(PriceFault::NoContract)?;
        let discount = self.discount(item.product, day);
        version.note("discount", discount);
        Ok(FixedLine {
            product: item.product,
            price: price.kopecks(),
            promotion,
            promotion_points: rate.basis_points(),
            // A contract without a discount on a product gives none.
            discount_points: discount.map_or(0, |discount| discount.value.rate.basis_points()),
            contract: contract.to_owned(),
            rules: version.to_string(),
        })
    }

    /// The price of a fixed line that is activated on a Moscow day; the VAT is that of the activation.
    pub fn charge(&self, fixed: &FixedLine, on: NaiveDate) -> Result<Quote, PriceFault> {
        let rule = self.vat(fixed.product, on).ok_or(PriceFault::NoVat)?;
        let terms = Terms {
            price: Money::from_kopecks(fixed.price),
            promotion: Rate::from_basis_points(fixed.promotion_points).unwrap_or(Rate::ZERO),
            partner: Rate::from_basis_points(fixed.discount_points).unwrap_or(Rate::ZERO),
            vat: rule.value.vat,
        };
        let later = self.next_vat(fixed.product, on, LATER_DAYS);
        let later =
            later.map(|rule| LaterTax { from: rule.from, total: terms.taxed(rule.value.vat).line().total });
        let mut version = version::Version::of(&fixed.rules);
        version.note("vat", Some(rule));
        Ok(Quote {
            promotion: fixed.promotion.clone(),
            contract_number: Some(fixed.contract.clone()),
            rule_version: version.to_string(),
            later,
            ..terms.line()
        })
    }

    /// The list price: zero on a free basis, the band's share for a group of companies.
    fn list_price(
        &self,
        item: &Item,
        on: NaiveDate,
        version: &mut version::Version,
    ) -> Result<Money, PriceFault> {
        if item.product == BilledProduct::MultiUser && item.tier.is_none() {
            return Err(PriceFault::NoTier);
        }
        if item.basis.is_free() {
            return Ok(Money::ZERO);
        }
        let Some(band) = self.band(item, on)? else {
            let row = self.price(item, None, on)?;
            version.price(row, self.zone(&item.region, on));
            return Ok(row.value.amount);
        };
        let own = self.price(item, Some(band.value.from_count), on).ok();
        let row = own.map_or_else(|| self.price(item, None, on), Ok)?;
        version.price(row, self.zone(&item.region, on));
        version.note("band", Some(band));
        Ok(if own.is_some() { row.value.amount } else { band.value.share.of(row.value.amount) })
    }

    /// The verdict on the client's promotion for an item, and its discount.
    fn effect(
        &self,
        item: &Item,
        on: NaiveDate,
        version: &mut version::Version,
    ) -> (Option<PromotionEffect>, Rate) {
        let Some(code) = item.promotion.clone() else { return (None, Rate::ZERO) };
        let promotion = self.promotion(&code, on);
        let verdict = promotion.map_or(PromotionVerdict::Unknown, |promotion| judged(promotion, item, on));
        let name = promotion.map(|promotion| promotion.value.name.clone());
        let effect = PromotionEffect { code, name, verdict };
        let applied = promotion.filter(|_| effect.applies());
        version.note("promotion", applied);
        let rate = applied.map_or(Rate::ZERO, |promotion| promotion.value.discount);
        (Some(effect), rate)
    }
}

/// The verdict on a known promotion for an item; no promotion applies to the extension.
fn judged(promotion: &Dated<Promotion>, item: &Item, on: NaiveDate) -> PromotionVerdict {
    let other = |product: BilledProduct| product != item.product;
    if item.product == BilledProduct::MultiUser || promotion.value.product.is_some_and(other) {
        PromotionVerdict::OtherProduct
    } else if !promotion.holds_on(on) {
        PromotionVerdict::NotInForce
    } else if item.basis.is_free() {
        PromotionVerdict::Free
    } else {
        PromotionVerdict::Applies
    }
}

/// The inputs of a line's calculation.
#[derive(Clone, Copy)]
struct Terms {
    price: Money,
    promotion: Rate,
    partner: Rate,
    vat: Vat,
}

impl Terms {
    /// These terms with another VAT.
    fn taxed(self, vat: Vat) -> Self {
        Self { vat, ..self }
    }

    /// Сумма = (Цена × 1 − Скидка акции) × (100 − Скидка партнера, %) / 100; Всего = Сумма + Сумма НДС.
    fn line(self) -> Quote {
        let promotion_discount = self.promotion.of(self.price);
        let amount = self.partner.off(self.price - promotion_discount);
        let vat_amount = self.vat.on(amount);
        Quote {
            price: self.price,
            quantity: 1,
            promotion: None,
            promotion_discount,
            partner_discount: self.partner,
            contract_number: None,
            amount,
            vat: self.vat,
            vat_amount,
            total: amount + vat_amount,
            rule_version: String::new(),
            later: None,
        }
    }
}
