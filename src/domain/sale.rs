//! A sale («реализация»): what an approved application obliges a client to pay its partner. It is a draft until its documents
//! take their numbers; then it stays, and only a sale of its own corrects it.

mod event;
mod figures;
mod history;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use event::{IssuedPaper, SaleEvent, SaleEventName};
pub use figures::{LineFigures, SaleFigures, SaleGap};
pub use history::SaleTold;

use super::billing::BilledProduct;
use super::book::{LedgerAccount, Posting};
use super::change::{Change, Subject};
use super::ids::{ApplicationNumber, OrganizationId, PartnerId, SaleId};
use super::money::Money;
use super::month::moscow_day;
use super::multi_user::Tier;
use super::numbered::NumberedDocument;

/// How the source of a sale begins that is made instead of one that was taken back.
const ANEW: &str = "anew:";

codes! {
    /// The state of a sale.
    pub enum SaleState {
        /// It waits to be issued; its prices may change.
        Draft = "draft",
        /// Somebody dropped it; it can be taken up again.
        Dropped = "dropped",
        /// Its documents have their numbers.
        Issued = "issued",
        /// It was issued, and another sale took it back.
        Corrected = "corrected",
    }
}

/// A line of a sale. The field names never change: rows and old audit entries contain them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleLine {
    /// The product.
    pub product: BilledProduct,
    /// The tier of the multi-user extension.
    pub tier: Option<Tier>,
    /// The term in months.
    pub term_months: u32,
    /// What the document calls it.
    pub title: String,
    /// How many: 1, or -1 where it takes a line back.
    pub quantity: i32,
    /// The price of one without VAT, in kopecks; none where there is no price yet.
    pub price: Option<i64>,
    /// The VAT of the product on the day of activation, in hundredths of a percent; none when exempt.
    pub vat_points: Option<i32>,
}

/// A sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// Its identity; zero until it is stored.
    pub id: SaleId,
    /// The partner that sells.
    pub partner: PartnerId,
    /// The client that buys.
    pub organization: OrganizationId,
    /// The application whose approval obliges.
    pub application: ApplicationNumber,
    /// What it follows from; a source has at most one sale.
    pub source: String,
    /// The state.
    pub state: SaleState,
    /// The instant of activation.
    pub activated_at: DateTime<Utc>,
    /// The lines.
    pub lines: Vec<SaleLine>,
    /// Why it was last repriced, dropped or made as a correction; empty before that.
    pub reason: String,
    /// The sale that it takes back.
    pub corrects: Option<SaleId>,
    /// «Всего», once it is issued.
    pub total: Option<Money>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The version of its row.
    pub version: i32,
}

/// A sale as a verb leaves it, with what the verb adds for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleTurn {
    /// The sale, with the version that was read.
    pub sale: Sale,
    /// The documents that took their numbers.
    pub documents: Vec<NumberedDocument>,
    /// What goes into the partner's book.
    pub posting: Option<Posting>,
}

impl Subject for SaleTurn {
    type Event = SaleEvent;
}

/// Why a verb of a sale is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaleRefusal {
    /// The state does not allow it.
    #[error("the sale is {}", .0.code())]
    SaleIs(SaleState),
    /// A correction is issued as it is: its prices are those of what it takes back.
    #[error("a correction keeps its prices")]
    CorrectionKeepsPrices,
    /// A correction cannot be corrected.
    #[error("a correction is not corrected")]
    IsCorrection,
    /// It has a correction already, a draft or a dropped one.
    #[error("there is a correction: sale {0}")]
    HasCorrection(SaleId),
    /// Another sale is made instead of it already.
    #[error("sale {0} is made instead of it")]
    IsMadeAnew(SaleId),
    /// It has no such line.
    #[error("no such line")]
    NoSuchLine,
}

impl SaleLine {
    /// The price of one, without VAT.
    #[must_use]
    pub fn price(&self) -> Option<Money> {
        self.price.map(Money::from_kopecks)
    }
}

impl Sale {
    /// The Moscow day of the activation, on which the debt arises.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        moscow_day(self.activated_at)
    }

    /// Makes the draft; it has its identity already.
    pub fn draft(self) -> Change<SaleTurn> {
        let event = SaleEvent::SaleDrafted {
            application: self.application,
            organization: self.organization,
            day: self.day(),
            lines: self.lines.clone(),
            corrects: self.corrects,
            reason: self.reason.clone(),
        };
        Change::new(SaleTurn::of(self), event)
    }

    /// Sets the price of a line, counted from 0, with the reason.
    pub fn price(self, line: usize, price: Money, reason: String) -> Result<Change<SaleTurn>, SaleRefusal> {
        let mut sale = self.must_be(SaleState::Draft)?;
        if sale.corrects.is_some() {
            return Err(SaleRefusal::CorrectionKeepsPrices);
        }
        let found = sale.lines.get_mut(line).ok_or(SaleRefusal::NoSuchLine)?;
        let was = found.price.replace(price.kopecks());
        let place = u32::try_from(line).unwrap_or(u32::MAX);
        let event = SaleEvent::SalePriced { line: place, was, now: price.kopecks(), reason: reason.clone() };
        Ok(Change::new(SaleTurn::of(Self { reason, ..sale }), event))
    }

    /// Drops the draft, with the reason. A correction keeps its own reason, which its document tells the client.
    pub fn drop_out(self, reason: String) -> Result<Change<SaleTurn>, SaleRefusal> {
        let sale = self.must_be(SaleState::Draft)?;
        let event = SaleEvent::SaleDropped { reason: reason.clone() };
        let kept = if sale.corrects.is_some() { sale.reason.clone() } else { reason };
        Ok(Change::new(SaleTurn::of(Self { state: SaleState::Dropped, reason: kept, ..sale }), event))
    }

    /// Takes a dropped one up again.
    pub fn take_up(self) -> Result<Change<SaleTurn>, SaleRefusal> {
        let sale = self.must_be(SaleState::Dropped)?;
        let reason = if sale.corrects.is_some() { sale.reason.clone() } else { String::new() };
        let sale = Self { state: SaleState::Draft, reason, ..sale };
        Ok(Change::new(SaleTurn::of(sale), SaleEvent::SaleTakenUp))
    }

    /// Issues it: its documents with the numbers that they took. The debt arises with the one that hands over; `reversed`
    /// names the posting of the sale that this one takes back.
    pub fn issue(
        self,
        documents: Vec<NumberedDocument>,
        reversed: Option<&Posting>,
        at: DateTime<Utc>,
    ) -> Result<Change<SaleTurn>, SaleRefusal> {
        let sale = self.must_be(SaleState::Draft)?;
        let hands_over = documents.iter().find(|one| one.kind.hands_over());
        let total = hands_over.map_or(Money::ZERO, |one| one.total);
        let posting = match (reversed, hands_over) {
            (Some(posting), Some(document)) => {
                Some(posting.reversal(format!("sale:{}", sale.id), document.day, at))
            }
            (None, Some(document)) => sale.debt(total, document.day, at),
            (_, None) => None,
        };
        let event = SaleEvent::SaleIssued { documents: documents.iter().map(IssuedPaper::of).collect() };
        let sale = Self { state: SaleState::Issued, total: Some(total), ..sale };
        Ok(Change::new(SaleTurn { sale, documents, posting }, event))
    }

    /// Notes that another sale, issued now, took this one back.
    pub fn corrected_by(self, by: SaleId) -> Result<Change<SaleTurn>, SaleRefusal> {
        let sale = self.must_be(SaleState::Issued)?;
        let sale = Self { state: SaleState::Corrected, ..sale };
        Ok(Change::new(SaleTurn::of(sale), SaleEvent::SaleCorrected { by }))
    }

    /// The sale that takes this one back: the same lines, below zero.
    pub fn correction(&self, reason: String, at: DateTime<Utc>) -> Result<Self, SaleRefusal> {
        if self.corrects.is_some() {
            return Err(SaleRefusal::IsCorrection);
        }
        let issued = self.clone().must_be(SaleState::Issued)?;
        let back = |line: SaleLine| SaleLine { quantity: -line.quantity, ..line };
        Ok(Self {
            id: SaleId(0),
            source: format!("correction:{}", issued.id),
            state: SaleState::Draft,
            lines: issued.lines.into_iter().map(back).collect(),
            reason,
            corrects: Some(self.id),
            total: None,
            created_at: at,
            version: 0,
            ..issued
        })
    }

    /// The sale that is made instead of this one, which another took back: the same lines, whose prices may change.
    pub fn anew(&self, at: DateTime<Utc>) -> Result<Self, SaleRefusal> {
        let corrected = self.clone().must_be(SaleState::Corrected)?;
        Ok(Self {
            id: SaleId(0),
            source: format!("{ANEW}{}", corrected.id),
            state: SaleState::Draft,
            reason: format!("Вместо реализации № {}", corrected.id),
            total: None,
            created_at: at,
            version: 0,
            ..corrected
        })
    }

    /// The sale instead of which this one was made.
    #[must_use]
    pub fn replaces(&self) -> Option<SaleId> {
        self.source.strip_prefix(ANEW)?.parse().ok().map(SaleId)
    }

    /// What the client owes from the day of activation on; what is issued anew, from the day of its document on, so that no
    /// day before it has both. Nothing where the sum is not above zero.
    fn debt(&self, total: Money, issued: NaiveDate, at: DateTime<Utc>) -> Option<Posting> {
        let day = if self.replaces().is_some() { issued } else { self.day() };
        (total > Money::ZERO).then(|| Posting {
            partner: self.partner,
            organization: self.organization,
            debit: LedgerAccount::Clients,
            credit: LedgerAccount::Sales,
            amount: total,
            source: format!("sale:{}", self.id),
            reverses: None,
            day,
            recorded_at: at,
        })
    }

    fn must_be(self, state: SaleState) -> Result<Self, SaleRefusal> {
        if self.state == state { Ok(self) } else { Err(SaleRefusal::SaleIs(self.state)) }
    }
}

impl SaleTurn {
    /// A sale as it stands.
    #[must_use]
    pub fn of(sale: Sale) -> Self {
        Self { sale, documents: Vec::new(), posting: None }
    }
}
