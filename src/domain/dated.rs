//! Values with a period of validity: prices, discounts, rates, settings.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The latest day for which something may be planned: in ten years.
#[must_use]
pub fn furthest(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(120)).unwrap_or(NaiveDate::MAX)
}

/// Checks the first day of a new price or discount: today's activations are charged already, so it begins tomorrow at
/// the earliest.
pub fn from_tomorrow(day: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    match day {
        None => Err("Укажите день, например 01.01.2027"),
        Some(day) if day <= today => Err("Не раньше завтрашнего дня: сегодняшние активации уже посчитаны"),
        Some(day) if day > furthest(today) => Err("Не дальше десяти лет вперед"),
        Some(day) => Ok(day),
    }
}

/// A value and the Moscow days on which it holds, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; without one it holds until it is replaced.
    pub to: Option<NaiveDate>,
    /// The value.
    pub value: T,
}

impl<T> Dated<T> {
    /// Whether the value holds on this day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// Whether there is a day on which both hold.
    #[must_use]
    pub fn overlaps<U>(&self, other: &Dated<U>) -> bool {
        let first = self.from.max(other.from);
        self.holds_on(first) && other.holds_on(first)
    }
}

/// The values that hold on a day, in the order given.
pub fn on<T>(values: &[Dated<T>], day: NaiveDate) -> impl Iterator<Item = &Dated<T>> {
    values.iter().filter(move |dated| dated.holds_on(day))
}

/// The values of one matter with another one planned: the present value ends the day before, and the new one holds
/// until the next planned one.
#[must_use]
pub fn planned<T: Clone>(values: &[Dated<T>], from: NaiveDate, value: T) -> Vec<Dated<T>> {
    let eve = from.pred_opt();
    let earlier = values
        .iter()
        .filter(|dated| dated.from < from)
        .map(|dated| Dated { to: if dated.holds_on(from) { eve } else { dated.to }, ..dated.clone() });
    let later = values.iter().filter(|dated| dated.from > from);
    let to = later.clone().map(|dated| dated.from).min().and_then(|next| next.pred_opt());
    let new = Dated { from, to, value };
    let mut after: Vec<Dated<T>> = earlier.chain([new]).chain(later.cloned()).collect();
    after.sort_by_key(|dated| dated.from);
    after
}

/// The positions of the first two values of the same matter that overlap.
pub fn overlap<T>(values: &[Dated<T>], same: impl Fn(&T, &T) -> bool) -> Option<(usize, usize)> {
    let later = |place: usize| values.iter().enumerate().skip(place + 1);
    let clashes = |one: &Dated<T>, other: &Dated<T>| one.overlaps(other) && same(&one.value, &other.value);
    values.iter().enumerate().find_map(|(place, one)| {
        later(place).find(|(_, other)| clashes(one, other)).map(|(second, _)| (place, second))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(u64::from(number))
    }

    fn dated(from: u32, to: Option<u32>) -> Dated<&'static str> {
        Dated { from: day(from), to: to.map(day), value: "40" }
    }

    #[test]
    fn both_ends_belong_to_the_time() {
        let value = dated(3, Some(5));
        let holding: Vec<u32> = (0..10).filter(|&number| value.holds_on(day(number))).collect();
        assert_eq!(holding, [3, 4, 5]);
        assert!(dated(3, None).holds_on(day(3_000)));
    }

    #[test]
    fn neighbours_do_not_overlap_but_a_shared_day_does() {
        let same = |one: &&str, other: &&str| one == other;
        assert_eq!(overlap(&[dated(0, Some(4)), dated(5, None)], same), None);
        assert_eq!(overlap(&[dated(0, Some(5)), dated(9, None), dated(5, Some(7))], same), Some((0, 2)));
        assert_eq!(overlap(&[dated(0, None), dated(7, None)], |_, _| false), None);
    }

    #[test]
    fn a_time_that_ends_before_it_begins_holds_never() {
        assert!(!dated(5, Some(4)).overlaps(&dated(0, None)));
    }

    proptest! {
        #[test]
        fn planning_touches_no_day_before_and_leaves_no_overlap(
            starts in prop::collection::btree_set(0_u32..40, 0..6), from in 0_u32..40, open: bool,
        ) {
            let mut values: Vec<Dated<&str>> = Vec::new();
            for start in starts {
                values = planned(&values, day(start), "old");
            }
            if let Some(last) = values.last_mut() {
                last.to = last.to.or((!open).then(|| last.from + chrono::Days::new(3)));
            }
            let after = planned(&values, day(from), "new");
            prop_assert_eq!(overlap(&after, |_, _| true), None);
            let next = values.iter().map(|value| value.from).filter(|start| *start > day(from)).min();
            for number in 0..60 {
                let seen = day(number);
                let (before, now) = (on(&values, seen).next(), on(&after, seen).next());
                if seen < day(from) || next.is_some_and(|next| next <= seen) {
                    prop_assert_eq!(before.map(|one| one.value), now.map(|one| one.value));
                } else {
                    prop_assert_eq!(now.map(|one| one.value), Some("new"));
                }
            }
        }

        #[test]
        fn values_overlap_when_some_day_has_both(a in 0_u32..20, b in 0_u32..20, c in 0_u32..20, d in prop::option::of(0_u32..20)) {
            let (one, other) = (dated(a, Some(b)), dated(c, d));
            let shared = (0..40).any(|number| one.holds_on(day(number)) && other.holds_on(day(number)));
            prop_assert_eq!(one.overlaps(&other), shared);
            prop_assert_eq!(other.overlaps(&one), shared);
        }
    }
}
