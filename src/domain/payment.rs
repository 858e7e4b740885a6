//! Payments of clients to their partner, noted by hand from the bank's statement.

use chrono::{DateTime, NaiveDate, Utc};

use super::book::{LedgerAccount, Posting};
use super::change::{Change, Subject};
use super::form::{FieldFaults, line, read_day};
use super::ids::{OrganizationId, PartnerId, PaymentId};
use super::money::Money;

/// The longest number of a payment order, in characters.
const LONGEST_ORDER: usize = 20;
/// The largest payment, in kopecks: a thousand million roubles.
pub const LARGEST_SUM: i64 = 100_000_000_000;

/// A payment of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Its identity; zero until it is stored.
    pub id: PaymentId,
    /// The partner that was paid.
    pub partner: PartnerId,
    /// The client that paid.
    pub organization: OrganizationId,
    /// The day on which it came.
    pub day: NaiveDate,
    /// The number of the payment order.
    pub number: String,
    /// The sum.
    pub amount: Money,
    /// When it was noted.
    pub noted_at: DateTime<Utc>,
    /// When and why it was taken back.
    pub taken_back: Option<(DateTime<Utc>, String)>,
    /// The version of its row.
    pub version: i32,
}

/// A payment as a verb leaves it, with its posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentTurn {
    /// The payment, with the version that was read.
    pub payment: Payment,
    /// What goes into the book.
    pub posting: Posting,
}

events! {
    /// What happened to a payment.
    pub enum PaymentEvent, named PaymentEventName {
        /// It was noted.
        PaymentNoted = "payment_noted" {
            /// The client.
            organization: OrganizationId,
            /// The day on which it came.
            day: NaiveDate,
            /// The number of the payment order.
            number: String,
            /// The sum, in kopecks.
            amount: i64,
        },
        /// It was taken back.
        PaymentTakenBack = "payment_taken_back" {
            /// Why.
            reason: String,
        },
    }
}

impl Subject for PaymentTurn {
    type Event = PaymentEvent;
}

/// Why a verb of a payment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentRefusal {
    /// It was taken back already.
    #[error("taken back already")]
    IsTakenBack,
}

/// The form of a payment, as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedPayment {
    /// The client, by its code.
    pub organization: String,
    /// The day.
    pub day: String,
    /// The number of the payment order.
    pub number: String,
    /// The sum.
    pub amount: String,
}

/// A payment as it was understood; the client is looked up by whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPayment {
    /// The day.
    pub day: NaiveDate,
    /// The number of the payment order.
    pub number: String,
    /// The sum.
    pub amount: Money,
}

impl TypedPayment {
    /// Reads day, number and sum; every fault is told beside its field. A payment of a day to come is refused.
    pub fn read(&self, today: NaiveDate, faults: &mut FieldFaults) -> Option<ReadPayment> {
        let day = match read_day(&self.day) {
            None => Err("Укажите день, например 15.11.2026"),
            Some(day) if day > today => Err("День еще не наступил"),
            Some(day) if day < earliest(today) => Err("Не раньше чем десять лет назад"),
            Some(day) => Ok(day),
        };
        let day = day.map_err(|words| faults.push(("day", words.to_owned()))).ok();
        let number = line("number", &self.number, LONGEST_ORDER, "Укажите номер поручения", faults);
        let amount = read_sum(&self.amount);
        if amount.is_none() {
            faults.push(("amount", sum_fault("сумму")));
        }
        Some(ReadPayment { day: day?, number: number?, amount: amount? })
    }
}

fn earliest(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(chrono::Months::new(120)).unwrap_or(NaiveDate::MIN)
}

/// Which sums are read.
const SUM_FAULT: &str = "больше нуля и не больше 1 000 000 000,00, копеек два знака, например 8 000,00";

/// What is said of a sum or a price that [`read_sum`] does not read.
#[must_use]
pub fn sum_fault(what: &str) -> String {
    format!("Укажите {what} {SUM_FAULT}")
}

/// A sum above zero, as people write it.
#[must_use]
pub fn read_sum(typed: &str) -> Option<Money> {
    Money::read(typed).filter(|sum| *sum > Money::ZERO && sum.kopecks() <= LARGEST_SUM)
}

impl Payment {
    /// Its posting, on its day.
    #[must_use]
    pub fn posting(&self) -> Posting {
        Posting {
            partner: self.partner,
            organization: self.organization,
            debit: LedgerAccount::Bank,
            credit: LedgerAccount::Clients,
            amount: self.amount,
            source: format!("payment:{}", self.id),
            reverses: None,
            day: self.day,
            recorded_at: self.noted_at,
        }
    }

    /// Notes it; it has its identity already.
    pub fn note(self) -> Change<PaymentTurn> {
        let event = PaymentEvent::PaymentNoted {
            organization: self.organization,
            day: self.day,
            number: self.number.clone(),
            amount: self.amount.kopecks(),
        };
        let posting = self.posting();
        Change::new(PaymentTurn { payment: self, posting }, event)
    }

    /// Takes it back, with the reason: it never was, so the reverse posting has the day of the payment.
    pub fn take_back(self, reason: String, at: DateTime<Utc>) -> Result<Change<PaymentTurn>, PaymentRefusal> {
        if self.taken_back.is_some() {
            return Err(PaymentRefusal::IsTakenBack);
        }
        let posting = self.posting().reversal(format!("payment:{}:back", self.id), self.day, at);
        let payment = Self { taken_back: Some((at, reason.clone())), ..self };
        Ok(Change::new(PaymentTurn { payment, posting }, PaymentEvent::PaymentTakenBack { reason }))
    }
}

/// A payment as its events tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentTold {
    organization: OrganizationId,
    day: NaiveDate,
    number: String,
    amount: i64,
    noted_at: DateTime<Utc>,
    taken_back: Option<(DateTime<Utc>, String)>,
    version: i32,
}

impl PaymentTold {
    /// The payment after these events, each with its instant; none when they make no sense.
    pub fn replay<'a>(events: impl IntoIterator<Item = (&'a PaymentEvent, DateTime<Utc>)>) -> Option<Self> {
        let mut told: Option<Self> = None;
        for (event, at) in events {
            told = match (told, event) {
                (None, PaymentEvent::PaymentNoted { organization, day, number, amount }) => Some(Self {
                    organization: *organization,
                    day: *day,
                    number: number.clone(),
                    amount: *amount,
                    noted_at: at,
                    taken_back: None,
                    version: 1,
                }),
                (Some(told), PaymentEvent::PaymentTakenBack { reason }) if told.taken_back.is_none() => {
                    Some(Self { taken_back: Some((at, reason.clone())), version: told.version + 1, ..told })
                }
                (None, PaymentEvent::PaymentTakenBack { .. }) | (Some(_), _) => return None,
            };
        }
        told
    }

    /// The payment as its row has it.
    #[must_use]
    pub fn of(payment: &Payment) -> Self {
        Self {
            organization: payment.organization,
            day: payment.day,
            number: payment.number.clone(),
            amount: payment.amount.kopecks(),
            noted_at: payment.noted_at,
            taken_back: payment.taken_back.clone(),
            version: payment.version,
        }
    }
}
