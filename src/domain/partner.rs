//! A partner: the organisation that serves clients and answers for their applications.

mod card;
mod event;

use chrono::FixedOffset;

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
    /// The code under which it stands in addresses and commands.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// Where clients call.
    pub phone: String,
    /// Where letters about new applications go.
    pub email: String,
    /// Its zone, in minutes east of UTC.
    pub utc_offset_minutes: i32,
}

/// A partner that is taken on, with its first contract.
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
    /// Its zone; Moscow's when the stored offset is not one.
    #[must_use]
    pub fn zone(&self) -> FixedOffset {
        FixedOffset::east_opt(self.utc_offset_minutes.saturating_mul(60)).unwrap_or_else(moscow)
    }

    /// What its card says.
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

    /// Takes a partner on under a code, with its first contract.
    pub fn enrol(code: String, card: PartnerCard, contract: Contract) -> Change<Enrolment> {
        let (number, terms) = (contract.number.clone(), Some(contract.terms()));
        let partner = Self::of(PartnerId(0), code, card.clone());
        let event = PartnerEvent::PartnerEnrolled { card, contract: number, terms };
        Change::new(Enrolment { partner, contract }, event)
    }

    /// Changes what its card says.
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
