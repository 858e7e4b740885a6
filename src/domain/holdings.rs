//! Holdings: the periods for which an organisation holds products, and where the next one begins.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::billing::BilledProduct;
use super::ids::OrganizationId;
use super::multi_user::Tier;
use super::organization::Licence;

codes! {
    /// The first day of a renewed licence.
    pub enum RenewalStart {
        /// The day after the present licence ends.
        AfterEnd = "after_end",
        /// The day of activation.
        Activation = "activation",
    }
}

/// What an organisation holds, with the rule for its next purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holdings {
    periods: Vec<Licence>,
    renewal: RenewalStart,
}

/// A purchase for a product account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bought {
    /// The product.
    pub product: BilledProduct,
    /// The tier, for the multi-user extension.
    pub tier: Option<Tier>,
    /// Whether it prolongs a licence of the account; otherwise it is new.
    pub renews: bool,
}

impl Holdings {
    /// The holdings of these periods, in any order.
    #[must_use]
    pub fn new(periods: Vec<Licence>, renewal: RenewalStart) -> Self {
        Self { periods, renewal }
    }

    /// The alias of the account that an application refers to: the named one, or the organisation's only one.
    #[must_use]
    pub fn account<'a>(&'a self, named: Option<&'a str>) -> Option<&'a str> {
        let mut known = self.periods.iter().filter_map(|period| period.alias.as_deref());
        named.or_else(|| {
            let only = known.next()?;
            known.all(|alias| alias == only).then_some(only)
        })
    }

    /// The highest tier of the multi-user extension that an account holds on a day.
    #[must_use]
    pub fn tier_on(&self, account: Option<&str>, day: NaiveDate) -> Option<Tier> {
        self.of(account).filter(|period| period.holds_on(day)).filter_map(|period| period.tier).max()
    }

    /// The last day of the unbroken chain of periods in which an account holds a product, if one covers this day.
    #[must_use]
    pub fn end(&self, account: Option<&str>, product: BilledProduct, day: NaiveDate) -> Option<NaiveDate> {
        chain_end(self.of(account).filter(|period| period.product == product), day)
    }

    /// The first day of a purchase made on this day. A renewal follows the present licence, unless the setting lets it
    /// begin at once. A new licence or a higher tier begins at once.
    #[must_use]
    pub fn start(&self, account: Option<&str>, bought: Bought, day: NaiveDate) -> NaiveDate {
        let higher = bought.tier > self.tier_on(account, day);
        if !bought.renews || higher || self.renewal == RenewalStart::Activation {
            return day;
        }
        let running = self.end(account, bought.product, day);
        running.and_then(|last| last.checked_add_days(Days::new(1))).unwrap_or(day)
    }

    /// The last day of a period that a higher tier cuts short, if one does.
    fn cut_short(&self, period: &Licence) -> Option<NaiveDate> {
        let same_account = self.of(self.account(period.alias.as_deref()));
        let above = same_account
            .filter(|other| period.tier.is_some() && other.tier > period.tier)
            .filter(|other| other.activated_at >= period.activated_at && period.holds_on(other.starts_on));
        above.map(|other| other.starts_on).min()?.pred_opt()
    }

    fn of(&self, account: Option<&str>) -> impl Iterator<Item = &Licence> {
        self.periods.iter().filter(move |period| self.account(period.alias.as_deref()) == account)
    }
}

/// The last day of the unbroken chain of periods that covers a day; `None` when no period covers it.
#[must_use]
pub fn chain_end<'a>(periods: impl Iterator<Item = &'a Licence>, day: NaiveDate) -> Option<NaiveDate> {
    let mut periods: Vec<(NaiveDate, NaiveDate)> = periods
        .map(|period| (period.starts_on, period.ends_on))
        .filter(|(first, last)| first <= last)
        .collect();
    periods.sort_unstable();
    periods.into_iter().fold(None, |end, (first, last)| match end {
        Some(end) if Some(first) <= end.checked_add_days(Days::new(1)) => Some(last.max(end)),
        None if first <= day && day <= last => Some(last),
        unchanged => unchanged,
    })
}

/// The periods, in the same order, each cut where a higher tier of the same account begins.
#[must_use]
pub fn as_they_hold(periods: Vec<Licence>) -> Vec<Licence> {
    let mut bought: HashMap<OrganizationId, Holdings> = HashMap::new();
    for period in &periods {
        let own = bought
            .entry(period.organization)
            .or_insert_with(|| Holdings::new(Vec::new(), RenewalStart::AfterEnd));
        own.periods.push(period.clone());
    }
    let held = periods.into_iter().map(|period| {
        let cut_short = bought.get(&period.organization).and_then(|own| own.cut_short(&period));
        Licence { ends_on: cut_short.unwrap_or(period.ends_on), ..period }
    });
    held.collect()
}

#[cfg(test)]
mod tests;
