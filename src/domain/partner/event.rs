//! The events of a partner and its contracts, as the audit stores them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::PartnerCard;
use crate::domain::billing::BilledProduct;

/// What a first contract says beside its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractTerms {
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// Its discounts from the first day on, in hundredths of a percent.
    pub discounts: BTreeMap<BilledProduct, i32>,
}

events! {
    /// An event of a partner or its contracts.
    pub enum PartnerEvent, named PartnerEventName {
        /// A partner was enrolled with its first contract.
        PartnerEnrolled = "partner_enrolled" {
            /// Its card.
            card: PartnerCard,
            /// The number of the contract.
            contract: String,
            /// What the contract says; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            terms: Option<ContractTerms>,
        },
        /// The card of a partner was changed.
        PartnerCardChanged = "partner_card_changed" {
            /// The former card.
            was: PartnerCard,
            /// The new card.
            now: PartnerCard,
        },
        /// A contract was concluded.
        ContractConcluded = "contract_concluded" {
            /// Its number.
            number: String,
            /// When it was signed.
            signed_on: NaiveDate,
            /// The first day.
            from: NaiveDate,
            /// The last day.
            to: Option<NaiveDate>,
            /// Its discounts from the first day on, in hundredths of a percent; absent in old entries.
            #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
            discounts: BTreeMap<BilledProduct, i32>,
        },
        /// A discount was planned from a day on.
        DiscountPlanned = "discount_planned" {
            /// The number of the contract.
            contract: String,
            /// The product.
            product: BilledProduct,
            /// The first day.
            from: NaiveDate,
            /// The discount, in hundredths of a percent.
            points: i32,
            /// The discount that would have applied on that day.
            was: Option<i32>,
        },
    }
}
