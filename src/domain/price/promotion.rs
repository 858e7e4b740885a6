//! Promotions: added from a day on and ended on a day; they never apply to the extension.

use chrono::NaiveDate;

use super::Promotion;
use crate::domain::billing::BilledProduct;
use crate::domain::change::{Change, Subject};
use crate::domain::dated::{Dated, from_tomorrow, furthest};
use crate::domain::form::{FieldFaults, Noted, name, read_day};
use crate::domain::money::Rate;
use crate::domain::partner::read_code;

/// The maximum length of a promotion's name, in characters.
const NAME_MOST: usize = 100;

/// A promotion to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromotionPlan(pub Dated<Promotion>);

/// The fields of a promotion's form.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypedPromotion<'a> {
    /// The code that clients name.
    pub code: &'a str,
    /// The name for people.
    pub name: &'a str,
    /// The code of the only product to which it applies; may be empty.
    pub product: &'a str,
    /// The discount, in percent.
    pub percent: &'a str,
    /// The first day.
    pub from: &'a str,
    /// The last day; may be empty.
    pub to: &'a str,
}

events! {
    /// An event of a promotion.
    pub enum PromotionEvent, named PromotionEventName {
        /// A promotion was added.
        PromotionAdded = "promotion_added" {
            /// Its name.
            name: String,
            /// The only product to which it applies.
            product: Option<BilledProduct>,
            /// The discount, in hundredths of a percent.
            points: i32,
            /// The first day.
            from: NaiveDate,
            /// The last day.
            to: Option<NaiveDate>,
        },
        /// The last day of a promotion was changed.
        PromotionEnded = "promotion_ended" {
            /// The new last day.
            to: NaiveDate,
            /// The former last day.
            was: Option<NaiveDate>,
        },
    }
}

impl Subject for PromotionPlan {
    type Event = PromotionEvent;
}

impl PromotionPlan {
    /// Adds a promotion from tomorrow on; the error names all faults at once.
    pub fn add(
        typed: TypedPromotion<'_>,
        others: &[Dated<Promotion>],
        today: NaiveDate,
    ) -> Result<Change<Self>, FieldFaults> {
        let mut faults = FieldFaults::new();
        let code = read_code(typed.code, &mut faults);
        let name = name("name", typed.name, NAME_MOST, "Укажите название", &mut faults);
        let product = product(typed.product, &mut faults);
        let discount = Rate::read(typed.percent).filter(|rate| *rate > Rate::ZERO);
        if discount.is_none() {
            faults.push(("percent", "Процент больше 0 и не больше 100".to_owned()));
        }
        let from = from_tomorrow(read_day(typed.from), today);
        let from = from.map_err(|words| faults.push(("from", words.to_owned()))).ok();
        let to = last_day(typed.to, from, today, &mut faults);
        let (Some(code), Some(name), Ok(product), Some(discount), Some(from), Ok(to)) =
            (code, name, product, discount, from, to)
        else {
            return Err(faults);
        };
        let new = Dated { from, to, value: Promotion { code, name, product, discount } };
        if others.iter().any(|other| other.value.code == new.value.code && other.overlaps(&new)) {
            return Err(vec![("code", "В эти дни уже есть акция с таким кодом".to_owned())]);
        }
        let event = PromotionEvent::PromotionAdded {
            name: new.value.name.clone(),
            product,
            points: discount.basis_points(),
            from,
            to,
        };
        Ok(Change::new(Self(new), event))
    }

    /// Ends a promotion on a day, today or later; past sales under it stay.
    pub fn end(
        promotion: Dated<Promotion>,
        typed: &str,
        today: NaiveDate,
    ) -> Result<Change<Self>, FieldFaults> {
        let first = promotion.from.max(today);
        let last = read_day(typed).filter(|last| (first..=furthest(today)).contains(last));
        let Some(last) = last else {
            let words = format!("Последний день не раньше {}", first.format("%d.%m.%Y"));
            return Err(vec![("to", words)]);
        };
        if promotion.to.is_some_and(|to| to <= last) {
            return Err(vec![("to", "Акция и так закончится не позже этого дня".to_owned())]);
        }
        let event = PromotionEvent::PromotionEnded { to: last, was: promotion.to };
        Ok(Change::new(Self(Dated { to: Some(last), ..promotion }), event))
    }
}

/// The only product; nothing means all but the extension, which no promotion ever touches.
fn product(typed: &str, faults: &mut FieldFaults) -> Result<Option<BilledProduct>, Noted> {
    let product = BilledProduct::from_code(typed).filter(|product| *product != BilledProduct::MultiUser);
    if typed.is_empty() || product.is_some() {
        return Ok(product);
    }
    faults.push(("product", "Выберите продукт".to_owned()));
    Err(Noted)
}

fn last_day(
    typed: &str,
    from: Option<NaiveDate>,
    today: NaiveDate,
    faults: &mut FieldFaults,
) -> Result<Option<NaiveDate>, Noted> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let first = from.unwrap_or(today);
    let last = read_day(typed).filter(|last| (first..=furthest(today)).contains(last));
    if last.is_none() {
        faults.push(("to", "Последний день не раньше первого, или оставьте поле пустым".to_owned()));
    }
    last.map(Some).ok_or(Noted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-18";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const GOOD: TypedPromotion<'static> = TypedPromotion {
        code: "vesna",
        name: "Весна",
        product: "main",
        percent: "12,5",
        from: "2027-03-01",
        to: "2027-05-31",
    };

    fn added(
        typed: TypedPromotion<'_>,
        others: &[Dated<Promotion>],
    ) -> Result<Dated<Promotion>, Vec<&'static str>> {
        let added = PromotionPlan::add(typed, others, day(TODAY));
        let fields = |faults: FieldFaults| faults.into_iter().map(|(field, _)| field).collect();
        added.map(|change| change.after().0.clone()).map_err(fields)
    }

    #[test]
    fn a_promotion_is_added_with_all_faults_at_once_and_never_for_the_extension() {
        assert!(added(GOOD, &[]).is_ok());
        assert!(added(TypedPromotion { product: "", to: "", ..GOOD }, &[]).is_ok());
        let wrong = TypedPromotion { product: "multi_user", to: "2020-01-01", ..TypedPromotion::default() };
        assert_eq!(added(wrong, &[]), Err(vec!["code", "name", "product", "percent", "from", "to"]));
    }

    #[test]
    fn two_promotions_of_one_code_never_hold_on_the_same_day() {
        let first = added(GOOD, &[]).unwrap();
        assert_eq!(added(GOOD, std::slice::from_ref(&first)), Err(vec!["code"]));
        assert!(added(TypedPromotion { from: "2027-06-01", to: "", ..GOOD }, &[first]).is_ok());
    }

    #[test]
    fn a_promotion_ends_today_at_the_earliest_and_never_later_than_it_would() {
        let promotion = added(GOOD, &[]).unwrap();
        let ended = |typed: &str| PromotionPlan::end(promotion.clone(), typed, day("2027-04-10"));
        assert_eq!(ended("2027-04-10").unwrap().after().0.to, Some(day("2027-04-10")));
        for wrong in ["2027-04-09", "2027-06-01", "", "завтра"] {
            assert!(ended(wrong).is_err(), "{wrong}");
        }
        let before = PromotionPlan::end(promotion.clone(), "2027-02-01", day(TODAY));
        assert!(before.is_err(), "it has not begun");
    }
}
