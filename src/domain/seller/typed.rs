//! The smaller forms of a seller: a regime, an own price, the first number of a series.

use chrono::{Datelike as _, NaiveDate};

use super::{OwnPrice, Seller, VatRegime, earliest_day};
use crate::domain::billing::BilledProduct;
use crate::domain::dated::furthest;
use crate::domain::document::DocumentKind;
use crate::domain::form::{FieldFaults, read_day};
use crate::domain::money::Money;
use crate::domain::multi_user::Tier;
use crate::domain::payment::{read_sum, sum_fault};

/// A regime of VAT, as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedRegime {
    /// The code of the regime.
    pub regime: String,
    /// The first day.
    pub from: String,
}

impl TypedRegime {
    /// Reads it; every fault is told beside its field.
    pub fn read(&self, today: NaiveDate, faults: &mut FieldFaults) -> Option<(NaiveDate, VatRegime)> {
        let regime = VatRegime::from_code(&self.regime);
        if regime.is_none() {
            faults.push(("regime", "Выберите из списка".to_owned()));
        }
        let from = day("regime_from", &self.from, earliest_day(today), today, faults);
        Some((from?, regime?))
    }
}

codes! {
    /// Which way an own price changes.
    pub enum PriceWay {
        /// Another own price.
        Own = "own",
        /// The price list again.
        List = "list",
        /// What was planned for this day is given up: the price before it goes on.
        Undo = "undo",
    }
}

/// An own price, as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedOwnPrice {
    /// Product, tier and term: `main||12`, `multi_user|2_9|12`.
    pub product: String,
    /// Which way the price changes.
    pub way: String,
    /// The price without VAT.
    pub amount: String,
    /// The first day.
    pub from: String,
}

impl TypedOwnPrice {
    /// What may have an own price, in the order of the list.
    #[must_use]
    pub fn choices() -> Vec<(BilledProduct, Option<Tier>, u32)> {
        use BilledProduct::{AuthorizedRep, Hr, Main, MultiUser};
        let (few, many) = (Some(Tier::TwoToNine), Some(Tier::TenPlus));
        let terms = [Main, Hr, AuthorizedRep].into_iter().flat_map(|one| [(one, None, 12), (one, None, 24)]);
        terms.chain([(MultiUser, few, 12), (MultiUser, many, 12)]).collect()
    }

    /// The code of a choice.
    #[must_use]
    pub fn code(choice: (BilledProduct, Option<Tier>, u32)) -> String {
        format!("{}|{}|{}", choice.0.code(), choice.1.map_or("", Tier::code), choice.2)
    }

    /// Reads it; every fault is told beside its field. Today's approvals have their drafts already, so it begins today at the
    /// earliest.
    pub fn read(
        &self,
        seller: &Seller,
        today: NaiveDate,
        faults: &mut FieldFaults,
    ) -> Option<(NaiveDate, OwnPrice)> {
        let choice = Self::choices().into_iter().find(|choice| Self::code(*choice) == self.product);
        if choice.is_none() {
            faults.push(("product", "Выберите из списка".to_owned()));
        }
        let way = PriceWay::from_code(&self.way).unwrap_or(PriceWay::Own);
        let typed = read_sum(&self.amount).map(Money::kopecks);
        if way == PriceWay::Own && typed.is_none() {
            faults.push(("amount", sum_fault("цену")));
        }
        let from = day("price_from", &self.from, today, today, faults);
        let ((product, tier, term_months), from) = (choice?, from?);
        let stands = |day: NaiveDate| seller.price_on(product, tier, term_months, day).map(Money::kopecks);
        let amount = match way {
            PriceWay::Own => Some(typed?),
            PriceWay::List => None,
            PriceWay::Undo => from.pred_opt().and_then(stands),
        };
        if way == PriceWay::List && stands(from).is_none() {
            faults.push(("way", "Своей цены на этот день нет: она и так по прайс-листу".to_owned()));
            return None;
        }
        Some((from, OwnPrice { product, tier, term_months, amount }))
    }
}

/// The first number of a series, as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedSeries {
    /// The code of the kind of document.
    pub kind: String,
    /// The year.
    pub year: String,
    /// The first number.
    pub first: String,
}

impl TypedSeries {
    /// Reads it; every fault is told beside its field.
    pub fn read(&self, today: NaiveDate, faults: &mut FieldFaults) -> Option<(DocumentKind, i32, i64)> {
        let kind = DocumentKind::from_code(&self.kind);
        if kind.is_none() {
            faults.push(("kind", "Выберите из списка".to_owned()));
        }
        let years = today.year()..=today.year().saturating_add(1);
        let year = self.year.trim().parse().ok().filter(|year| years.contains(year));
        if year.is_none() {
            faults.push(("year", format!("Этот год или следующий: {} или {}", years.start(), years.end())));
        }
        let first = self.first.trim().parse().ok().filter(|first| (1..=999_999).contains(first));
        if first.is_none() {
            faults.push(("first", "Целое число от 1 до 999999".to_owned()));
        }
        Some((kind?, year?, first?))
    }
}

fn day(
    field: &'static str,
    typed: &str,
    earliest: NaiveDate,
    today: NaiveDate,
    faults: &mut FieldFaults,
) -> Option<NaiveDate> {
    let words = match read_day(typed) {
        None => "Укажите день, например 01.01.2027".to_owned(),
        Some(day) if day < earliest => format!("Не раньше {}", earliest.format("%d.%m.%Y")),
        Some(day) if day > furthest(today) => "Не дальше десяти лет вперед".to_owned(),
        Some(day) => return Some(day),
    };
    faults.push((field, words));
    None
}
