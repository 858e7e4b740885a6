//! A partner's sublicense contract and its discounts.

mod standing;

use chrono::NaiveDate;

use super::billing::BilledProduct;
use super::change::{Change, Subject};
use super::dated::{self, Dated, from_tomorrow, furthest};
use super::form::{FieldFaults, Noted, line, read_day};
use super::ids::PartnerId;
use super::money::Rate;
use super::partner::{ContractTerms, PartnerEvent};
use super::price::Discount;

pub use standing::Standing;

#[cfg(test)]
mod tests;

/// The limit of a contract number's length.
const NUMBER_MOST: usize = 50;

/// A sublicense contract with its discounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Its identity; zero until it is stored.
    pub id: i64,
    /// The partner.
    pub partner: PartnerId,
    /// Its number.
    pub number: String,
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, included; without one it holds until another contract is concluded.
    pub to: Option<NaiveDate>,
    /// Its discounts, the earliest first.
    pub discounts: Vec<Dated<Discount>>,
}

/// The fields of a contract's form; the discounts in the order of the products.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypedContract<'a> {
    /// The number.
    pub number: &'a str,
    /// When it was signed.
    pub signed_on: &'a str,
    /// The first day.
    pub from: &'a str,
    /// The last day; may be empty.
    pub to: &'a str,
    /// The discounts as field, product and percent; an empty percent is no discount.
    pub discounts: &'a [(&'static str, BilledProduct, &'a str)],
}

/// A discount as it was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypedDiscount<'a> {
    /// The code of the product.
    pub product: &'a str,
    /// The percent.
    pub percent: &'a str,
    /// The first day.
    pub from: &'a str,
}

/// A contract that is concluded, and the one that it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// The code of the partner.
    pub partner_code: String,
    /// The replaced contract, with its new last day.
    pub ended: Option<Contract>,
    /// The new contract.
    pub contract: Contract,
}

/// A contract with a newly planned discount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscountPlan {
    /// The code of the partner.
    pub partner_code: String,
    /// The contract.
    pub contract: Contract,
}

impl Subject for Conclusion {
    type Event = PartnerEvent;
}

impl Subject for DiscountPlan {
    type Event = PartnerEvent;
}

impl Contract {
    /// Whether it is in force on this day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// Its number with the days on which it is in force.
    #[must_use]
    pub fn term(&self) -> Dated<String> {
        Dated { from: self.from, to: self.to, value: self.number.clone() }
    }

    /// Parses a form; adds all faults to `faults` and returns `None` if there are any.
    pub fn read(typed: TypedContract<'_>, today: NaiveDate, faults: &mut FieldFaults) -> Option<Self> {
        let number = line("number", typed.number, NUMBER_MOST, "Укажите номер договора", faults);
        let signed_on = read_day(typed.signed_on).filter(|day| *day <= today);
        if signed_on.is_none() {
            faults.push(("signed_on", "Укажите день подписания, не позже сегодняшнего".to_owned()));
        }
        let from = read_day(typed.from).filter(|day| *day <= furthest(today));
        if from.is_none() {
            faults.push(("from", "Укажите день, с которого действует договор".to_owned()));
        }
        let to = last_day(typed.to, from, faults);
        let read = |&(field, product, typed)| Some((product, rate(field, typed, faults)?));
        let rates: Vec<_> = typed.discounts.iter().filter_map(read).collect();
        let (number, signed_on, from, to) = (number?, signed_on?, from?, to.ok()?);
        let discount = |(product, rate)| {
            let value = Discount { contract: number.clone(), product, rate };
            Dated { from, to: None, value }
        };
        let discounts = rates.into_iter().map(discount).collect();
        Some(Self { id: 0, partner: PartnerId(0), number, signed_on, from, to, discounts })
    }

    /// Concludes the contract after the partner's others: it begins tomorrow or later, and the one in force ends the
    /// day before.
    pub fn conclude(
        self,
        partner: PartnerId,
        partner_code: &str,
        others: &[Self],
        today: NaiveDate,
    ) -> Result<Change<Conclusion>, FieldFaults> {
        let mut faults = FieldFaults::new();
        if let Err(words) = from_tomorrow(Some(self.from), today) {
            faults.push(("from", words.to_owned()));
        }
        if others.iter().any(|other| other.number == self.number) {
            faults.push(("number", "Договор с таким номером у партнера уже есть".to_owned()));
        }
        let later = others.iter().find(|other| self.from <= other.from);
        if let Some(later) = later {
            let words = format!("С {} действует договор № {}", later.from.format("%d.%m.%Y"), later.number);
            faults.push(("from", words));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let ended = others.iter().find(|other| other.holds_on(self.from));
        let ended = ended.map(|other| Self { to: self.from.pred_opt(), ..other.clone() });
        let ContractTerms { signed_on, from, to, discounts } = self.terms();
        let number = self.number.clone();
        let event = PartnerEvent::ContractConcluded { number, signed_on, from, to, discounts };
        let contract = Self { partner, ..self };
        Ok(Change::new(Conclusion { partner_code: partner_code.to_owned(), ended, contract }, event))
    }

    /// The terms beside the number, without discounts planned later.
    #[must_use]
    pub fn terms(&self) -> ContractTerms {
        let discount = |one: &Dated<Discount>| (one.value.product, one.value.rate.basis_points());
        let discounts = self.discounts.iter().map(discount).collect();
        ContractTerms { signed_on: self.signed_on, from: self.from, to: self.to, discounts }
    }

    /// The discount on a product on a day.
    #[must_use]
    pub fn discount(&self, product: BilledProduct, day: NaiveDate) -> Option<&Dated<Discount>> {
        dated::on(&self.discounts, day).find(|discount| discount.value.product == product)
    }

    /// Plans another discount on a product, from tomorrow on and within the contract; past charges stay.
    pub fn plan_discount(
        self,
        partner_code: &str,
        typed: TypedDiscount<'_>,
        today: NaiveDate,
    ) -> Result<Change<DiscountPlan>, FieldFaults> {
        let Some(product) = BilledProduct::from_code(typed.product) else {
            return Err(vec![("product", "Выберите продукт".to_owned())]);
        };
        let mut faults = FieldFaults::new();
        let rate = Rate::read(typed.percent);
        if rate.is_none() {
            faults.push(("percent", PERCENT.to_owned()));
        }
        let from = from_tomorrow(read_day(typed.from), today);
        let from = from.map_err(|words| faults.push(("from", words.to_owned()))).ok();
        if from.is_some_and(|day| !self.holds_on(day)) {
            faults.push(("from", format!("Договор № {} в этот день не действует", self.number)));
        }
        let (Some(rate), Some(from)) = (rate, from) else { return Err(faults) };
        let was = self.discount(product, from).map(|discount| discount.value.rate);
        if was == Some(rate) {
            faults.push(("percent", "В этот день действует такая же скидка".to_owned()));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let (own, others): (Vec<_>, Vec<_>) =
            self.discounts.iter().cloned().partition(|discount| discount.value.product == product);
        let value = Discount { contract: self.number.clone(), product, rate };
        let discounts = others.into_iter().chain(dated::planned(&own, from, value)).collect();
        let event = PartnerEvent::DiscountPlanned {
            contract: self.number.clone(),
            product,
            from,
            points: rate.basis_points(),
            was: was.map(Rate::basis_points),
        };
        let contract = Self { discounts, ..self };
        Ok(Change::new(DiscountPlan { partner_code: partner_code.to_owned(), contract }, event))
    }
}

/// The message for a malformed percent.
const PERCENT: &str = "Процент от 0 до 100, не больше двух знаков после запятой";

fn last_day(
    typed: &str,
    from: Option<NaiveDate>,
    faults: &mut FieldFaults,
) -> Result<Option<NaiveDate>, Noted> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let last = read_day(typed).filter(|last| from.is_none_or(|from| from <= *last));
    if last.is_none() {
        faults.push(("to", "Последний день не раньше первого, или оставьте поле пустым".to_owned()));
    }
    last.map(Some).ok_or(Noted)
}

fn rate(field: &'static str, typed: &str, faults: &mut FieldFaults) -> Option<Rate> {
    if typed.trim().is_empty() {
        return None;
    }
    let rate = Rate::read(typed);
    if rate.is_none() {
        faults.push((field, PERCENT.to_owned()));
    }
    rate
}
