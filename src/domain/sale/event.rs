//! What happens to a sale.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::SaleLine;
use crate::domain::document::DocumentKind;
use crate::domain::ids::{ApplicationNumber, OrganizationId, SaleId};
use crate::domain::numbered::NumberedDocument;

/// A document as the event of its issuing names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedPaper {
    /// Its kind.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// Its place in its series.
    pub place: i64,
    /// Its day.
    pub day: NaiveDate,
    /// «Всего», in kopecks.
    pub total: i64,
    /// The SHA-256 of its frozen data.
    pub sha256: String,
}

impl IssuedPaper {
    /// A document as its event names it.
    #[must_use]
    pub fn of(document: &NumberedDocument) -> Self {
        Self {
            kind: document.kind,
            number: document.number.clone(),
            place: document.place,
            day: document.day,
            total: document.total.kopecks(),
            sha256: document.sha256.clone(),
        }
    }
}

events! {
    /// What happened to a sale.
    pub enum SaleEvent, named SaleEventName {
        /// A draft was made: by an approval, or as the correction of an issued sale.
        SaleDrafted = "sale_drafted" {
            /// The application.
            application: ApplicationNumber,
            /// The client.
            organization: OrganizationId,
            /// The Moscow day of the activation.
            day: NaiveDate,
            /// The lines.
            lines: Vec<SaleLine>,
            /// The sale that it takes back.
            corrects: Option<SaleId>,
            /// Why it takes it back; empty otherwise.
            reason: String,
        },
        /// A line got another price.
        SalePriced = "sale_priced" {
            /// Which line, from 0.
            line: u32,
            /// The former price, in kopecks.
            was: Option<i64>,
            /// The new one.
            now: i64,
            /// Why.
            reason: String,
        },
        /// The draft was dropped.
        SaleDropped = "sale_dropped" {
            /// Why.
            reason: String,
        },
        /// It was taken up again.
        SaleTakenUp = "sale_taken_up",
        /// Its documents took their numbers.
        SaleIssued = "sale_issued" {
            /// The documents.
            documents: Vec<IssuedPaper>,
        },
        /// Another sale took it back.
        SaleCorrected = "sale_corrected" {
            /// That sale.
            by: SaleId,
        },
    }
}
