//! Offers: a partner names a login of the portal, and whoever holds it may accept an ITS contract. That a partner named it is
//! kept in the same words whether there is such an account or not: nobody learns from it who is here.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::account::Account;
use crate::domain::change::{Change, Subject};
use crate::domain::ids::{PartnerId, PersonId};

/// An offer of an ITS contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginOffer {
    /// The partner that makes it.
    pub partner: PartnerId,
    /// The login, as the partner named it.
    pub login: String,
    /// Until which day the contract is to run.
    pub until: NaiveDate,
    /// Who may accept it; nobody where no client has this login.
    pub holder: Option<PersonId>,
    /// When it was made.
    pub since: DateTime<Utc>,
}

events! {
    /// What happened to an offer.
    pub enum OfferEvent, named OfferEventName {
        /// A partner named a login.
        ContractOffered = "contract_offered" {
            /// The login, as it was named.
            login: String,
            /// Until which day the contract is to run.
            until: NaiveDate,
        },
    }
}

impl Subject for LoginOffer {
    type Event = OfferEvent;
}

impl LoginOffer {
    /// An offer to whoever has this login. People of a desk hold no ITS contracts: nobody may accept what is offered to them.
    #[must_use]
    pub fn to(
        account: Option<&Account>,
        login: String,
        partner: PartnerId,
        until: NaiveDate,
        since: DateTime<Utc>,
    ) -> Self {
        let holder = account.filter(|account| !account.is_of_desk()).map(|account| account.id);
        Self { partner, login, until, holder, since }
    }

    /// Makes it; the holder, if there is one, gets a letter.
    pub fn make(self) -> Change<Self> {
        let event = OfferEvent::ContractOffered { login: self.login.clone(), until: self.until };
        Change::new(self, event)
    }
}
