//! What the operator does with the terms of the office: settings, prices, partners; kept in the audit beside the rest.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Event;
use crate::domain::billing::BilledProduct;
use crate::domain::charge::DigestVersion;
use crate::domain::ids::{ItsLoginId, PartnerId};
use crate::domain::month::Month;
use crate::domain::partner::PartnerCard;
use crate::domain::price::GroundTable;
use crate::domain::reason::CannedReason;

/// What happened to the terms of the office. The names are kept for ever: old entries are read by them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "snake_case")]
pub enum OfficeEvent {
    /// A setting was given another value from a day on.
    SettingPlanned {
        /// The first day.
        from: NaiveDate,
        /// The value.
        value: String,
        /// What would have held on that day.
        was: String,
    },
    /// Prices were given other amounts from a day on.
    PricesPlanned {
        /// The first day.
        from: NaiveDate,
        /// Which ones.
        prices: Vec<PlannedPrice>,
    },
    /// Zones, bands or taxes were given other values from a day on.
    TermsPlanned {
        /// The table.
        table: GroundTable,
        /// The first day.
        from: NaiveDate,
        /// Which ones.
        terms: Vec<PlannedTerm>,
    },
    /// A promotion was added.
    PromotionAdded {
        /// Its name.
        name: String,
        /// The only product that it is for.
        product: Option<BilledProduct>,
        /// What it takes off, in hundredths of a percent.
        points: i32,
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: Option<NaiveDate>,
    },
    /// A promotion was given another last day.
    PromotionEnded {
        /// The last day.
        to: NaiveDate,
        /// The last day that it had.
        was: Option<NaiveDate>,
    },
    /// A partner was taken on with its first contract.
    PartnerEnrolled {
        /// Its card.
        card: PartnerCard,
        /// The number of the contract.
        contract: String,
    },
    /// The card of a partner was changed.
    PartnerCardChanged {
        /// As it was.
        was: PartnerCard,
        /// As it is.
        now: PartnerCard,
    },
    /// A contract was concluded.
    ContractConcluded {
        /// Its number.
        number: String,
        /// When it was signed.
        signed_on: NaiveDate,
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: Option<NaiveDate>,
        /// Its discounts from the first day on, in hundredths of a percent; old entries have none.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        discounts: BTreeMap<BilledProduct, i32>,
    },
    /// A discount of a contract was given another size from a day on.
    DiscountPlanned {
        /// The number of the contract.
        contract: String,
        /// The product.
        product: BilledProduct,
        /// The first day.
        from: NaiveDate,
        /// The discount, in hundredths of a percent.
        points: i32,
        /// What would have held on that day.
        was: Option<i32>,
    },
    /// An organisation was given to another partner.
    OrganizationTransferred {
        /// The partner that served it.
        from_partner: PartnerId,
        /// The login that was bound to it.
        from_login: ItsLoginId,
        /// The partner that serves it now.
        to_partner: PartnerId,
        /// The login that is bound to it now.
        to_login: ItsLoginId,
        /// Why.
        reason: String,
    },
    /// A canned reason was given a wording.
    ReasonWorded {
        /// The wording that it had; nothing when it is new.
        was: Option<CannedReason>,
        /// The one that it has.
        now: CannedReason,
    },
    /// The training authority signs with another key from now on.
    AuthorityKeySet {
        /// The fingerprint of the key so far; nothing when it is the first.
        was: Option<String>,
        /// The fingerprint of the key.
        key: String,
    },
    /// Nobody answered a statement in time, which counts as an agreement.
    StatementLapsed {
        /// The last day for an answer.
        due: NaiveDate,
        /// Digest of the lines that count as agreed to.
        sha256: String,
        /// By which rule they were digested.
        #[serde(default, skip_serializing_if = "DigestVersion::is_first")]
        digest: DigestVersion,
    },
    /// A month whose sum is not above zero was closed without an invoice.
    StatementClosed {
        /// What it leaves to the partner, in kopecks.
        credit: i64,
    },
    /// A statement without lines was taken away.
    StatementWithdrawn,
    /// An invoice took a part of what a month had left to the partner.
    CreditUsed {
        /// How much, in kopecks.
        amount: i64,
        /// The number of the invoice.
        invoice: String,
    },
    /// A charge that stood in no statement was moved out of a month that is agreed.
    ChargeMoved {
        /// The charge.
        charge: i64,
        /// The month in which it stood.
        from: Month,
        /// The first month that is not agreed.
        to: Month,
    },
}

/// A price that was given another amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPrice {
    /// What it is the price of: `main/legal_entity/z01/12//`.
    pub matter: String,
    /// What would have held, in kopecks.
    pub was: Option<i64>,
    /// The amount, in kopecks.
    pub now: i64,
}

/// A row of zones, bands or taxes that was given another value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedTerm {
    /// What it is about: a region, where a band begins, a product.
    pub matter: String,
    /// What would have held.
    pub was: Option<String>,
    /// What holds.
    pub now: String,
}

impl OfficeEvent {
    /// The word under which the audit keeps it.
    #[must_use]
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::SettingPlanned { .. } => "setting_planned",
            Self::PricesPlanned { .. } => "prices_planned",
            Self::TermsPlanned { .. } => "terms_planned",
            Self::PromotionAdded { .. } => "promotion_added",
            Self::PromotionEnded { .. } => "promotion_ended",
            Self::PartnerEnrolled { .. } => "partner_enrolled",
            Self::PartnerCardChanged { .. } => "partner_card_changed",
            Self::ContractConcluded { .. } => "contract_concluded",
            Self::DiscountPlanned { .. } => "discount_planned",
            Self::OrganizationTransferred { .. } => "organization_transferred",
            Self::ReasonWorded { .. } => "reason_worded",
            Self::AuthorityKeySet { .. } => "authority_key_set",
            Self::StatementLapsed { .. } => "statement_lapsed",
            Self::StatementClosed { .. } => "statement_closed",
            Self::StatementWithdrawn => "statement_withdrawn",
            Self::CreditUsed { .. } => "credit_used",
            Self::ChargeMoved { .. } => "charge_moved",
        }
    }
}

impl From<OfficeEvent> for Event {
    fn from(event: OfficeEvent) -> Self {
        Self::Office(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_the_office_is_kept_flat_beside_the_others_and_read_back() {
        let from = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let office = OfficeEvent::SettingPlanned { from, value: "6".to_owned(), was: "4".to_owned() };
        let event = Event::from(office);
        let kept = serde_json::to_string(&event).unwrap();
        assert_eq!(kept, r#"{"verb":"setting_planned","from":"2027-01-01","value":"6","was":"4"}"#);
        assert_eq!(serde_json::from_str::<Event>(&kept).unwrap(), event);
        let other = Event::Resent { reason: "так надо".to_owned() };
        let kept = serde_json::to_string(&other).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&kept).unwrap(), other);
    }
}
