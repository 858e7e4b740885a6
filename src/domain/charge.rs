//! A charge: an activation with price, discount, VAT and rule version copied in once.

mod digest;

use chrono::{DateTime, NaiveDate, Utc};

use super::billing::{Basis, BilledProduct};
use super::change::Subject;
use super::ids::{ApplicationNumber, ChargeId, OrganizationId, PartnerId, StatementId};
use super::money::{Money, Rate};
use super::month::Month;
use super::multi_user::Tier;

mod placing;

pub use digest::{DigestVersion, LinesDigest, digest, digest_of_approval};

codes! {
    /// The partner's answer to a line.
    pub enum LineState {
        /// No answer yet.
        Open = "open",
        /// Agreed.
        Agreed = "agreed",
        /// Disputed.
        Disputed = "disputed",
    }
}

/// A line of the settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Its identity; zero until it is stored.
    pub id: ChargeId,
    /// The event that caused it; a source has at most one charge.
    pub source: String,
    /// The charged partner.
    pub partner: PartnerId,
    /// Its month: that of its activation, or the first later one that was not agreed then.
    pub month: Month,
    /// The statement to which it belongs.
    pub statement: Option<StatementId>,
    /// The licensee at the time of activation.
    pub licensee: Licensee,
    /// The application that activated it.
    pub application: ApplicationNumber,
    /// The instant of activation.
    pub activated_at: DateTime<Utc>,
    /// The charged product.
    pub product: BilledProduct,
    /// The term in months.
    pub term_months: u32,
    /// The tier of the multi-user extension.
    pub tier: Option<Tier>,
    /// The basis.
    pub basis: Basis,
    /// The promotion that was applied.
    pub promotion: Option<String>,
    /// The first day of the licence.
    pub starts_on: NaiveDate,
    /// The last day of the licence.
    pub ends_on: NaiveDate,
    /// The sums, each rounded once.
    pub sums: Sums,
    /// The version of the pricing rules.
    pub rule_version: String,
    /// The sublicense contract whose discount applies.
    pub contract_number: String,
    /// The partner's answer.
    pub state: LineState,
    /// The comment.
    pub comment: Option<String>,
    /// The charge that it reverses or restores.
    pub corrects: Option<ChargeId>,
}

events! {
    /// An event of a charge.
    pub enum ChargeEvent, named ChargeEventName {
        /// A charge that belonged to no statement was moved out of an agreed month.
        ChargeMoved = "charge_moved" {
            /// The charge.
            charge: i64,
            /// The former month.
            from: Month,
            /// The first open month.
            to: Month,
        },
    }
}

impl Subject for Charge {
    type Event = ChargeEvent;
}

/// The organisation of a charge, copied in at the time of activation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licensee {
    /// The subscriber.
    pub organization: OrganizationId,
    /// Its subscriber code.
    pub subscriber_code: String,
    /// Its short name.
    pub name: String,
    /// ИНН.
    pub inn: String,
    /// КПП; empty for a sole proprietor.
    pub kpp: String,
    /// The registration number of its program.
    pub reg_number: String,
}

/// The sums of a charge, each computed from those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// 1, or -1 for a correction.
    pub quantity: i32,
    /// «Цена».
    pub price: Money,
    /// «Скидка акции».
    pub promotion_discount: Money,
    /// «Скидка партнера, %».
    pub partner_discount: Rate,
    /// «Сумма».
    pub amount: Money,
    /// «Ставка НДС»; `None` when exempt.
    pub vat_rate: Option<Rate>,
    /// «Сумма НДС».
    pub vat: Money,
    /// «Всего».
    pub total: Money,
}

impl Sums {
    /// Whether the sums follow from the price, the discounts and the rate, each rounded once.
    #[must_use]
    pub fn follow(&self) -> bool {
        let one = if self.quantity < 0 { self.taken_back() } else { *self };
        let vat = one.vat_rate.map_or(Money::ZERO, |rate| rate.of(one.amount));
        let amount = one.partner_discount.off(one.price - one.promotion_discount);
        one.quantity == 1 && (one.amount, one.vat, one.total) == (amount, vat, amount + vat)
    }

    /// Whether these sums reverse a line, or equal it.
    #[must_use]
    pub fn mirror(&self, corrected: &Self) -> bool {
        *self == *corrected || *self == corrected.taken_back()
    }

    /// The sums with inverted quantity and sums; the price stays.
    fn taken_back(&self) -> Self {
        Self {
            quantity: -self.quantity,
            promotion_discount: -self.promotion_discount,
            amount: -self.amount,
            vat: -self.vat,
            total: -self.total,
            ..*self
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::billing::LicensePeriod;
    use crate::domain::month::moscow_day;

    /// A sample line activated at an instant.
    pub(in crate::domain) fn sample(activated_at: &str) -> Charge {
        let activated_at = activated_at.parse::<DateTime<Utc>>().unwrap();
        let period = LicensePeriod::starting(moscow_day(activated_at), 12);
        let licensee = Licensee {
            organization: OrganizationId(1),
            subscriber_code: "100001".to_owned(),
            name: "ООО «Ромашка»".to_owned(),
            inn: "9900815901".to_owned(),
            kpp: "990001001".to_owned(),
            reg_number: "800123456".to_owned(),
        };
        Charge {
            id: ChargeId(7),
            source: "application:104001:main".to_owned(),
            partner: PartnerId(1),
            month: Month::of(activated_at),
            statement: None,
            licensee,
            application: ApplicationNumber(104_001),
            activated_at,
            product: BilledProduct::Main,
            term_months: 12,
            tier: None,
            basis: Basis::Paid,
            promotion: None,
            starts_on: period.starts_on,
            ends_on: period.ends_on,
            sums: sums(550_000, 0, 330_000, 0, 4_000),
            rule_version: String::new(),
            contract_number: "1".to_owned(),
            state: LineState::Open,
            comment: None,
            corrects: None,
        }
    }

    fn sums(price: i64, promotion: i64, amount: i64, vat: i64, discount: i32) -> Sums {
        Sums {
            quantity: 1,
            price: Money::from_kopecks(price),
            promotion_discount: Money::from_kopecks(promotion),
            partner_discount: Rate::from_basis_points(discount).unwrap(),
            amount: Money::from_kopecks(amount),
            vat_rate: None,
            vat: Money::from_kopecks(vat),
            total: Money::from_kopecks(amount + vat),
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_back_leaves_nothing_and_taken_back_again_is_as_it_was(
            price in 0_i64..100_000_000,
            promotion in 0_i64..100_000_000,
            amount in 0_i64..100_000_000,
            vat in 0_i64..100_000_000,
            discount in 0_i32..=10_000,
        ) {
            let sums = sums(price, promotion, amount, vat, discount);
            let back = sums.taken_back();
            prop_assert_eq!((back.quantity, back.price, back.partner_discount), (-1, sums.price, sums.partner_discount));
            prop_assert_eq!(back.promotion_discount + sums.promotion_discount, Money::ZERO);
            prop_assert_eq!(back.amount + sums.amount, Money::ZERO);
            prop_assert_eq!(back.vat + sums.vat, Money::ZERO);
            prop_assert_eq!(back.total + sums.total, Money::ZERO);
            prop_assert_eq!(back.taken_back(), sums);
        }
    }
}
