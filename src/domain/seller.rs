//! The seller: what a partner prints on its own documents, its regime of VAT, its own prices and its numbers.

mod bank;
mod history;
mod logo;
mod terms;
mod typed;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use history::SellerTold;
pub use logo::{LARGEST_LOGO, LEAST_LOGO, LOGO_SIDE, Logo, LogoFault, LogoTurn, fitting};
pub use terms::{DocumentSource, SalePapers, SellerTerms, TypedTerms};
pub use typed::{PriceWay, TypedOwnPrice, TypedRegime, TypedSeries};

use super::billing::BilledProduct;
use super::change::{Change, Subject};
use super::dated::Dated;
use super::document::DocumentKind;
use super::ids::PartnerId;
use super::money::{Money, Rate};
use super::multi_user::Tier;
use super::numbered::NumberSeries;

codes! {
    /// A seller's regime of VAT.
    pub enum VatRegime {
        /// «ОСН»: by the product.
        Osn = "osn",
        /// «УСН без НДС».
        Usn = "usn",
        /// «УСН, НДС 5 %».
        UsnFive = "usn_5",
        /// «УСН, НДС 7 %».
        UsnSeven = "usn_7",
    }
}

impl VatRegime {
    /// The rate for a product, whose own rate is given; none where no VAT is due.
    #[must_use]
    pub fn rate(self, product: Option<Rate>) -> Option<Rate> {
        match self {
            Self::Osn => product,
            Self::Usn => None,
            Self::UsnFive => Rate::from_basis_points(500),
            Self::UsnSeven => Rate::from_basis_points(700),
        }
    }
}

/// A partner's own price of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPrice {
    /// The product.
    pub product: BilledProduct,
    /// The tier of the multi-user extension.
    pub tier: Option<Tier>,
    /// The term in months.
    pub term_months: u32,
    /// The price without VAT, in kopecks; none: the price list again.
    pub amount: Option<i64>,
}

/// A seller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// The partner.
    pub partner: PartnerId,
    /// What it prints and how it issues; none until it is kept for the first time.
    pub terms: Option<SellerTerms>,
    /// Its regimes of VAT, each until the next one.
    pub regimes: Vec<Dated<VatRegime>>,
    /// Its own prices, each until the next one of the same product, tier and term.
    pub prices: Vec<Dated<OwnPrice>>,
    /// The version; every change of any of it raises it.
    pub version: i32,
}

/// A seller as a verb leaves it, with the row that the verb adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SellerTurn {
    /// The seller, with the version that was read.
    pub seller: Seller,
    /// What is added beside its terms.
    pub added: SellerRow,
}

/// What a verb of a seller adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SellerRow {
    /// Nothing: the terms changed.
    Terms,
    /// A regime from a day on.
    Regime(NaiveDate, VatRegime),
    /// An own price from a day on.
    Price(NaiveDate, OwnPrice),
    /// The first number of a series.
    Series(NumberSeries),
    /// A logo, beside the terms that name it.
    Logo(Logo),
}

events! {
    /// What happened to a seller.
    pub enum SellerEvent, named SellerEventName {
        /// What it prints or how it issues changed.
        SellerTermsSet = "seller_terms_set" {
            /// As it was.
            was: Option<Box<SellerTerms>>,
            /// As it is.
            now: Box<SellerTerms>,
        },
        /// A regime of VAT was set.
        SellerRegimeSet = "seller_regime_set" {
            /// From which day on.
            from: NaiveDate,
            /// The regime.
            regime: VatRegime,
        },
        /// An own price was set.
        OwnPriceSet = "own_price_set" {
            /// From which day on.
            from: NaiveDate,
            /// The price.
            price: OwnPrice,
        },
        /// The first number of a series was set.
        SeriesBegun = "series_begun" {
            /// The kind of document.
            kind: DocumentKind,
            /// The year.
            year: i32,
            /// The first number.
            first: i64,
        },
    }
}

impl Subject for SellerTurn {
    type Event = SellerEvent;
}

impl SellerTurn {
    /// A seller as it stands.
    #[must_use]
    pub const fn of(seller: Seller) -> Self {
        Self { seller, added: SellerRow::Terms }
    }
}

impl Seller {
    /// A seller that has kept nothing yet.
    #[must_use]
    pub const fn blank(partner: PartnerId) -> Self {
        Self { partner, terms: None, regimes: Vec::new(), prices: Vec::new(), version: 0 }
    }

    /// The regime on a day.
    #[must_use]
    pub fn regime_on(&self, day: NaiveDate) -> Option<VatRegime> {
        let begun = self.regimes.iter().filter(|regime| regime.from <= day);
        begun.max_by_key(|regime| regime.from).map(|regime| regime.value)
    }

    /// The own price of a product on a day; none where the price list holds.
    #[must_use]
    pub fn price_on(
        &self,
        product: BilledProduct,
        tier: Option<Tier>,
        term_months: u32,
        day: NaiveDate,
    ) -> Option<Money> {
        let same = |price: &OwnPrice| {
            price.product == product && price.tier == tier && price.term_months == term_months
        };
        let begun = self.prices.iter().filter(|price| price.from <= day && same(&price.value));
        begun.max_by_key(|price| price.from)?.value.amount.map(Money::from_kopecks)
    }

    /// Which documents a sale gets beside the invoice.
    #[must_use]
    pub fn papers(&self) -> SalePapers {
        self.terms.as_ref().map_or(SalePapers::Act, |terms| terms.papers)
    }

    /// Whether its documents come from 1С, so that approvals make no sales here.
    #[must_use]
    pub fn issues_in_1c(&self) -> bool {
        self.terms.as_ref().is_some_and(|terms| terms.source == DocumentSource::OneC)
    }

    /// Whether its reconciliation acts are drawn from its book here; otherwise they come from 1С.
    #[must_use]
    pub fn draws_acts(&self) -> bool {
        self.terms.is_some() && !self.issues_in_1c()
    }

    /// Keeps what it prints and how it issues.
    pub fn keep_terms(self, now: SellerTerms) -> Change<SellerTurn> {
        let event =
            SellerEvent::SellerTermsSet { was: self.terms.clone().map(Box::new), now: Box::new(now.clone()) };
        let seller = Self { terms: Some(now), ..self };
        Change::new(SellerTurn { seller, added: SellerRow::Terms }, event)
    }

    /// Keeps what the form of the requisites states; the logo stays.
    pub fn keep_requisites(self, typed: SellerTerms) -> Change<SellerTurn> {
        let logo = self.terms.as_ref().and_then(|terms| terms.logo.clone());
        self.keep_terms(SellerTerms { logo, ..typed })
    }

    /// Sets the regime from a day on.
    pub fn set_regime(self, from: NaiveDate, regime: VatRegime) -> Change<SellerTurn> {
        let event = SellerEvent::SellerRegimeSet { from, regime };
        let kept = self.regimes.iter().filter(|one| one.from != from).cloned();
        let regimes = kept.chain([Dated { from, to: None, value: regime }]).collect();
        let seller = Self { regimes, ..self };
        Change::new(SellerTurn { seller, added: SellerRow::Regime(from, regime) }, event)
    }

    /// Sets an own price from a day on.
    pub fn set_price(self, from: NaiveDate, price: OwnPrice) -> Change<SellerTurn> {
        let event = SellerEvent::OwnPriceSet { from, price };
        let about = |one: &OwnPrice| (one.product, one.tier, one.term_months);
        let another = |one: &&Dated<OwnPrice>| one.from != from || about(&one.value) != about(&price);
        let kept = self.prices.iter().filter(another).cloned();
        let prices = kept.chain([Dated { from, to: None, value: price }]).collect();
        let seller = Self { prices, ..self };
        Change::new(SellerTurn { seller, added: SellerRow::Price(from, price) }, event)
    }

    /// Begins a series at its first number; the caller knows that none was taken.
    pub fn begin_series(self, series: NumberSeries) -> Change<SellerTurn> {
        let event = SellerEvent::SeriesBegun { kind: series.kind, year: series.year, first: series.first };
        Change::new(SellerTurn { seller: self, added: SellerRow::Series(series) }, event)
    }
}

/// The earliest day for which something of a seller may be set: ten years ago.
#[must_use]
pub fn earliest_day(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(120)).unwrap_or(NaiveDate::MIN)
}
