//! A partner: the organisation that serves clients and processes their applications.

mod card;
mod event;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

pub use card::{PartnerCard, TypedCard, ZONES, read_code};
pub use event::{ContractTerms, PartnerEvent, PartnerEventName};

use super::change::{Change, Subject};
use super::contract::Contract;
use super::ids::PartnerId;
use super::month::moscow;

/// A partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its identity.
    pub id: PartnerId,
    /// Its code in URLs and commands.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// Its telephone for clients.
    pub phone: String,
    /// Its e-mail address for news of applications.
    pub email: String,
    /// Its time zone, in minutes east of UTC.
    pub utc_offset_minutes: i32,
}

/// A new partner with its first contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// The partner.
    pub partner: Partner,
    /// The contract.
    pub contract: Contract,
}

impl Subject for Enrolment {
    type Event = PartnerEvent;
}

impl Subject for Partner {
    type Event = PartnerEvent;
}

impl Partner {
    /// The partner's time zone; Moscow when the stored offset is invalid.
    #[must_use]
    pub fn zone(&self) -> FixedOffset {
        FixedOffset::east_opt(self.utc_offset_minutes.saturating_mul(60)).unwrap_or_else(moscow)
    }

    /// The day of an instant in the partner's zone.
    #[must_use]
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone()).date_naive()
    }

    /// The partner's card.
    #[must_use]
    pub fn card(&self) -> PartnerCard {
        PartnerCard {
            name: self.name.clone(),
            inn: self.inn.clone(),
            kpp: self.kpp.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            utc_offset_minutes: self.utc_offset_minutes,
        }
    }

    /// Enrols a partner under a code, with its first contract.
    pub fn enrol(code: String, card: PartnerCard, contract: Contract) -> Change<Enrolment> {
        let (number, terms) = (contract.number.clone(), Some(contract.terms()));
        let partner = Self::of(PartnerId(0), code, card.clone());
        let event = PartnerEvent::PartnerEnrolled { card, contract: number, terms };
        Change::new(Enrolment { partner, contract }, event)
    }

    /// Changes the card.
    pub fn change_card(self, now: PartnerCard) -> Change<Self> {
        let was = self.card();
        let event = PartnerEvent::PartnerCardChanged { was, now: now.clone() };
        Change::new(Self::of(self.id, self.code, now), event)
    }

    fn of(id: PartnerId, code: String, card: PartnerCard) -> Self {
        let PartnerCard { name, inn, kpp, phone, email, utc_offset_minutes } = card;
        Self { id, code, name, inn, kpp, phone, email, utc_offset_minutes }
    }
}
