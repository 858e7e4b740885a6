//! The model's prices: whole kopecks, hundredths of a percent, each amount rounded once, half away from zero.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use super::days;

/// The number of days after the end of a contract during which its last discount still applies.
pub(super) const GRACE: i64 = 30;

/// A product, as the tables name it.
pub(super) type What = &'static str;
/// A charge of an application: the product, the months, the tier, and the fixed sums.
pub(super) type Charged = (What, i32, Option<Tier>, Fixed);

pub(super) const EXTENSION: What = "multi_user";
pub(super) const SOLD: [What; 4] = ["main", "hr", "authorized_rep", EXTENSION];

/// The key of a price: product, term, tier.
pub(super) type Matter = (What, i32, Option<Tier>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    Lower,
    Upper,
}

/// Values by the day from which each applies.
#[derive(Clone, Debug)]
pub(super) struct Dated<T>(BTreeMap<NaiveDate, T>);

impl<T: Copy + PartialEq> Dated<T> {
    pub(super) fn since(from: NaiveDate, value: T) -> Self {
        Self(BTreeMap::from([(from, value)]))
    }

    /// A plan that repeats the current value is ignored.
    pub(super) fn plan(&mut self, from: NaiveDate, value: T) {
        if self.on(from) != Some(value) {
            self.0.insert(from, value);
        }
    }

    pub(super) fn on(&self, day: NaiveDate) -> Option<T> {
        self.0.range(..=day).next_back().map(|(_, value)| *value)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Promotion {
    pub(super) code: String,
    pub(super) only: Option<What>,
    pub(super) points: i64,
    pub(super) from: NaiveDate,
    pub(super) to: Option<NaiveDate>,
}

#[derive(Clone, Debug)]
pub(super) struct Contract {
    pub(super) number: String,
    pub(super) from: NaiveDate,
    pub(super) to: Option<NaiveDate>,
    pub(super) discounts: BTreeMap<What, Dated<i64>>,
}

/// What a client orders.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) matter: Matter,
    pub(super) free: bool,
    pub(super) promotion: Option<String>,
}

/// The sums that are fixed at the forwarding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fixed {
    pub(super) price: i64,
    pub(super) promotion: i64,
    pub(super) discount: i64,
    pub(super) amount: i64,
    pub(super) contract: String,
}

pub(super) struct Tariff {
    pub(super) prices: BTreeMap<Matter, Dated<i64>>,
    pub(super) vat: BTreeMap<What, Dated<Option<i64>>>,
    pub(super) promotions: Vec<Promotion>,
    /// The contracts by the partner's code, the earliest first.
    pub(super) contracts: BTreeMap<&'static str, Vec<Contract>>,
}

/// A share of a sum, in hundredths of a percent.
pub(super) fn share(sum: i64, points: i64) -> i64 {
    let (sign, twice) = (sum.signum(), sum.abs() * points * 2);
    sign * ((twice + 10_000) / 20_000)
}

impl Contract {
    fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }
}

impl Tariff {
    /// The contract that applies to a purchase on a day, and the day whose discounts apply. For the days of `GRACE`
    /// after its end the last contract applies.
    pub(super) fn contract(&self, partner: &str, day: NaiveDate) -> Option<(&Contract, NaiveDate)> {
        let own = self.contracts.get(partner)?;
        if let Some(holding) = own.iter().find(|contract| contract.holds(day)) {
            return Some((holding, day));
        }
        let ended = own.iter().filter_map(|contract| Some((contract, contract.to?)));
        let (last, to) = ended.filter(|(_, to)| *to < day).max_by_key(|(_, to)| *to)?;
        (day <= to + Duration::days(GRACE)).then_some((last, to))
    }

    /// The sums of a product for a partner on a day; `None` when it cannot be sold.
    pub(super) fn fixed(&self, partner: &str, wanted: &Wanted, day: NaiveDate) -> Option<Fixed> {
        let (what, _, _) = wanted.matter;
        let price = if wanted.free { 0 } else { self.prices.get(&wanted.matter)?.on(day)? };
        let (contract, counts) = self.contract(partner, day)?;
        let discount = contract.discounts.get(what).and_then(|dated| dated.on(counts)).unwrap_or(0);
        let promotion = share(price, self.promoted(wanted, day));
        let amount = share(price - promotion, 10_000 - discount);
        Some(Fixed { price, promotion, discount, amount, contract: contract.number.clone() })
    }

    fn promoted(&self, wanted: &Wanted, day: NaiveDate) -> i64 {
        let (what, _, _) = wanted.matter;
        if wanted.free || what == EXTENSION {
            return 0;
        }
        let named = self.promotions.iter().filter(|one| Some(&one.code) == wanted.promotion.as_ref());
        let mut holding = named.filter(|one| one.from <= day && one.to.is_none_or(|last| day <= last));
        holding.find(|one| one.only.is_none_or(|only| only == what)).map_or(0, |one| one.points)
    }

    /// The tax rate and the tax on a sum that is activated on a day.
    pub(super) fn taxed(&self, what: What, amount: i64, day: NaiveDate) -> (Option<i64>, i64) {
        let rate = self.vat[what].on(day).unwrap_or(None);
        (rate, share(amount, rate.unwrap_or(0)))
    }
}

/// The price list, the taxes and the contracts at the start of every history.
pub(super) fn at_first(partners: [&'static str; 2], taxed_from: NaiveDate) -> Tariff {
    let since = days::first_day(2025 * 12);
    let price = |matter: Matter, kopecks| (matter, Dated::since(since, kopecks));
    let discounts = [("main", 4_000), ("hr", 4_000), ("authorized_rep", 3_000), (EXTENSION, 3_000)];
    let contract = |number: usize| Contract {
        number: format!("{number}-С"),
        from: since,
        to: None,
        discounts: discounts.map(|(what, points)| (what, Dated::since(since, points))).into(),
    };
    Tariff {
        prices: BTreeMap::from([
            price(("main", 12, None), 550_000),
            price(("main", 24, None), 990_000),
            price(("hr", 12, None), 208_000),
            price(("authorized_rep", 12, None), 500_000),
            price((EXTENSION, 12, Some(Tier::Lower)), 144_000),
            price((EXTENSION, 12, Some(Tier::Upper)), 288_000),
        ]),
        vat: SOLD.map(|what| (what, Dated::since(taxed_from, None))).into(),
        promotions: vec![],
        contracts: partners
            .into_iter()
            .zip(1..)
            .map(|(code, number)| (code, vec![contract(number)]))
            .collect(),
    }
}
