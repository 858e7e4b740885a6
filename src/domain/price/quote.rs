//! The calculation of a line: promotion first, then the partner's discount, then tax; each rounded once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::tariffs::Promotion;
use super::{Item, PriceFault, Tariffs, version};
use crate::domain::billing::BilledProduct;
use crate::domain::dated::Dated;
use crate::domain::money::{Money, Rate};

/// What one line costs, with everything that it was calculated from; it is copied when agreed and never recalculated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// «Цена»: the price of the price list.
    pub price: Money,
    /// «Количество»: one, or minus one for a correction.
    pub quantity: i32,
    /// «Акция»: what the promotion that the client named does here.
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
    /// Which dated rows the line was calculated from.
    pub rule_version: String,
}

/// What a promotion does to a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromotionEffect {
    /// The code that the client named.
    pub code: String,
    /// The name for people; none when nobody knows the code.
    pub name: Option<String>,
    /// Whether it applies, and why not.
    pub verdict: PromotionVerdict,
}

codes! {
    /// Whether a promotion applies to a line, and why not.
    pub enum PromotionVerdict {
        /// It applies.
        Applies = "applies",
        /// It does not extend to this product: «не распространяется на многопользовательский режим».
        OtherProduct = "other_product",
        /// It is not in force on the day.
        NotInForce = "not_in_force",
        /// The licence costs nothing anyway.
        Free = "free",
        /// Nobody knows such a promotion.
        Unknown = "unknown",
    }
}

impl PromotionEffect {
    /// Whether the promotion applies.
    #[must_use]
    pub fn applies(&self) -> bool {
        self.verdict == PromotionVerdict::Applies
    }
}

/// The treatment of value-added tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vat {
    /// «Без НДС»: the operation is exempt, which is not a rate of nought.
    #[default]
    Exempt,
    /// Taxed at a rate.
    Rate(Rate),
}

impl Vat {
    /// The tax on an amount.
    #[must_use]
    pub fn on(self, amount: Money) -> Money {
        match self {
            Self::Exempt => Money::ZERO,
            Self::Rate(rate) => rate.of(amount),
        }
    }
}

impl Tariffs {
    /// What an item costs on a Moscow day.
    pub fn quote(&self, item: &Item, on: NaiveDate) -> Result<Quote, PriceFault> {
        let mut version = version::Version::default();
        let price = self.list_price(item, on, &mut version)?;
        let (promotion, rate) = self.effect(item, on, &mut version);
        let discount = self.discount(item.product, on);
        version.note("discount", discount);
        let rule = self.vat(item.product, on);
        version.note("vat", rule);
        let terms = Terms {
            price,
            promotion: rate,
            partner: discount.map_or(Rate::ZERO, |discount| discount.value.rate),
            vat: rule.map_or(Vat::Exempt, |rule| rule.value.vat),
        };
        let contract_number = discount.map(|discount| discount.value.contract.clone());
        Ok(Quote { promotion, contract_number, rule_version: version.to_string(), ..terms.line() })
    }

    /// The price of the price list; nothing on a free basis, and the band's share in a group of companies.
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

    /// What the promotion that the client named does to the item, and what it takes off.
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

/// Whether a known promotion applies to the item; to the multi-user extension none ever does.
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

/// What a line is calculated from.
#[derive(Clone, Copy)]
struct Terms {
    price: Money,
    promotion: Rate,
    partner: Rate,
    vat: Vat,
}

impl Terms {
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
        }
    }
}
