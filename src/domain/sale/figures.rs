//! The figures of a sale: price by quantity, VAT by the seller's regime, each rounded once; and what a draft lacks.

use super::{Sale, SaleLine};
use crate::domain::money::{Money, Rate};
use crate::domain::organization::Organization;
use crate::domain::seller::{Seller, VatRegime};
use crate::domain::submission::OrganizationKind;

/// The figures of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineFigures {
    /// The price of one.
    pub price: Money,
    /// «Сумма»: the price by the quantity.
    pub amount: Money,
    /// «Ставка НДС»; none where no VAT is due.
    pub vat_rate: Option<Rate>,
    /// «Сумма НДС».
    pub vat: Money,
    /// «Всего».
    pub total: Money,
}

/// The figures of a sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleFigures {
    /// Of each line.
    pub lines: Vec<LineFigures>,
    /// «Сумма».
    pub amount: Money,
    /// «Сумма НДС».
    pub vat: Money,
    /// «Всего».
    pub total: Money,
}

/// What a draft lacks before it can be issued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaleGap {
    /// The seller's requisites.
    #[error("no requisites of the seller")]
    Requisites,
    /// The seller's regime of VAT on the day of activation.
    #[error("no regime of VAT on that day")]
    Regime,
    /// The price of a line.
    #[error("no price of {0}")]
    Price(String),
    /// The КПП of the buyer, a legal entity.
    #[error("no КПП of the buyer")]
    BuyerKpp,
    /// The address of the buyer.
    #[error("no address of the buyer")]
    BuyerAddress,
}

impl SaleGap {
    /// Whether it concerns the seller, and so every sale of that day.
    #[must_use]
    pub const fn is_of_the_seller(&self) -> bool {
        match self {
            Self::Requisites | Self::Regime => true,
            Self::Price(_) | Self::BuyerKpp | Self::BuyerAddress => false,
        }
    }
}

impl SaleLine {
    /// The figures under a regime; none while there is no price.
    #[must_use]
    pub fn figures(&self, regime: VatRegime) -> Option<LineFigures> {
        let price = self.price()?;
        let vat_rate = regime.rate(self.vat_points.and_then(Rate::from_basis_points));
        let amount = price.times(self.quantity);
        let vat = vat_rate.map_or(Money::ZERO, |rate| rate.of(amount));
        Some(LineFigures { price, amount, vat_rate, vat, total: amount + vat })
    }
}

impl Sale {
    /// The figures, where the seller has a regime on the day of activation and every line has a price.
    #[must_use]
    pub fn figures(&self, seller: &Seller) -> Option<SaleFigures> {
        let regime = seller.regime_on(self.day())?;
        let lines: Vec<LineFigures> =
            self.lines.iter().map(|line| line.figures(regime)).collect::<Option<_>>()?;
        Some(SaleFigures {
            amount: lines.iter().map(|line| line.amount).sum(),
            vat: lines.iter().map(|line| line.vat).sum(),
            total: lines.iter().map(|line| line.total).sum(),
            lines,
        })
    }

    /// Everything that it lacks before it can be issued.
    #[must_use]
    pub fn gaps(&self, seller: &Seller, buyer: &Organization) -> Vec<SaleGap> {
        let mut gaps = Vec::new();
        if seller.terms.is_none() {
            gaps.push(SaleGap::Requisites);
        }
        if seller.regime_on(self.day()).is_none() {
            gaps.push(SaleGap::Regime);
        }
        let priceless = self.lines.iter().filter(|line| line.price.is_none());
        gaps.extend(priceless.map(|line| SaleGap::Price(line.title.clone())));
        let card = &buyer.requisites;
        if card.kind == OrganizationKind::LegalEntity && card.kpp.is_none() {
            gaps.push(SaleGap::BuyerKpp);
        }
        if card.legal_address.trim().is_empty() {
            gaps.push(SaleGap::BuyerAddress);
        }
        gaps
    }
}
