//! ITS logins: accounts with which a client's program sends applications, each by an ITS contract with a partner. A partner
//! makes such an account, or offers a contract to one that is there, and then the contract counts once its holder accepts.

mod event;
mod offer;

use chrono::{DateTime, NaiveDate, Utc};

use super::change::{Change, Subject};
use super::ids::{ItsLoginId, PartnerId, PersonId};

pub use event::{LoginEvent, LoginEventName};
pub use offer::{LoginOffer, OfferEvent, OfferEventName};

/// An account as a partner with an ITS contract knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItsLogin {
    /// Its identity: that of the contract, since one account may have several.
    pub id: ItsLoginId,
    /// The account.
    pub account: PersonId,
    /// The login of the account.
    pub login: String,
    /// The partner.
    pub partner: PartnerId,
    /// The hash of the account's password; empty until the client sets one.
    pub password_hash: String,
    /// The account's e-mail address, to which links are mailed.
    pub email: String,
    /// The last day of its ITS contract; without one the account may not send applications by it.
    pub contract_until: Option<NaiveDate>,
    /// Whether the partner made the account, and its holder has not confirmed another address since.
    pub issued: bool,
    /// Since when there is the contract, or its offer.
    pub since: DateTime<Utc>,
    /// When the holder accepted it; of an account that the partner made, when it was made.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When the partner blocked it.
    pub blocked_at: Option<DateTime<Utc>>,
    /// The version of the row; every change raises it.
    pub version: i32,
}

codes! {
    /// The state of an ITS login.
    pub enum LoginState {
        /// Its holder has not accepted the contract yet.
        Offered = "offered",
        /// The client has not set a password yet.
        Issued = "issued",
        /// The client set a password and the contract runs.
        Working = "working",
        /// Its contract is over, or there is none.
        Lapsed = "lapsed",
        /// Blocked by the partner.
        Blocked = "blocked",
    }
}

/// Why a verb of an ITS login is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginRefusal {
    /// It is blocked.
    #[error("the login is blocked")]
    Blocked,
    /// It is not blocked.
    #[error("the login is not blocked")]
    NotBlocked,
    /// The contract has this last day already.
    #[error("the contract already runs until that day")]
    SameDay,
    /// The day is in the past.
    #[error("that day is over")]
    DayOver,
    /// The account is its holder's own: the partner has nothing but the contract.
    #[error("the account is its holder's own")]
    HoldersOwn,
    /// The contract is over.
    #[error("the contract is over")]
    Over,
    /// The contract was accepted before.
    #[error("the contract was accepted before")]
    Accepted,
    /// The partner offers another term by now.
    #[error("the offer is another one by now")]
    OfferChanged,
}

impl Subject for ItsLogin {
    type Event = LoginEvent;
}

impl ItsLogin {
    /// The state on a day.
    #[must_use]
    pub fn state(&self, today: NaiveDate) -> LoginState {
        let lapsed = self.contract_until.is_none_or(|until| until < today);
        match (self.accepted_at, self.blocked_at, self.password_hash.is_empty()) {
            (None, _, _) => LoginState::Offered,
            (Some(_), Some(_), _) => LoginState::Blocked,
            (Some(_), None, true) => LoginState::Issued,
            (Some(_), None, false) if lapsed => LoginState::Lapsed,
            (Some(_), None, false) => LoginState::Working,
        }
    }

    /// By which of its contracts an account works: one that runs, the oldest first, else one that is over, else a blocked one.
    #[must_use]
    pub fn to_work_by(contracts: Vec<Self>, today: NaiveDate) -> Option<Self> {
        let accepted = contracts.into_iter().filter(|contract| contract.accepted_at.is_some());
        accepted.min_by_key(|contract| {
            let over = contract.contract_until.is_none_or(|until| until < today);
            (contract.blocked_at.is_some(), over, contract.id.0)
        })
    }

    /// Issues it; a link that sets the password is mailed to the client.
    pub fn issue(self) -> Change<Self> {
        let event = LoginEvent::LoginIssued { contract_until: self.contract_until };
        Change::new(self, event)
    }

    /// Its holder accepts the contract until the day that was seen: from now on it counts.
    pub fn accept(
        self,
        seen: Option<NaiveDate>,
        today: NaiveDate,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, LoginRefusal> {
        if self.accepted_at.is_some() {
            return Err(LoginRefusal::Accepted);
        }
        if self.contract_until != seen {
            return Err(LoginRefusal::OfferChanged);
        }
        if self.contract_until.is_some_and(|until| until < today) {
            return Err(LoginRefusal::Over);
        }
        let event = LoginEvent::LoginAccepted { contract_until: self.contract_until };
        Ok(Change::new(Self { accepted_at: Some(at), ..self }, event))
    }

    /// Mails another link to the client.
    pub fn send_link(self) -> Result<Change<Self>, LoginRefusal> {
        self.must_be_issued()?;
        self.must_not_be_blocked()?;
        Ok(Change::new(self, LoginEvent::LoginLinkSent))
    }

    /// Sets the last day of its contract. A past day is refused: blocking is a verb of its own.
    pub fn set_contract(self, until: NaiveDate, today: NaiveDate) -> Result<Change<Self>, LoginRefusal> {
        if until < today {
            return Err(LoginRefusal::DayOver);
        }
        if self.contract_until == Some(until) {
            return Err(LoginRefusal::SameDay);
        }
        let event = LoginEvent::LoginContractSet { was: self.contract_until, until };
        Ok(Change::new(Self { contract_until: Some(until), ..self }, event))
    }

    /// Ends the contract with an account that is its holder's own: yesterday was its last day.
    pub fn end_contract(self, today: NaiveDate) -> Result<Change<Self>, LoginRefusal> {
        if self.contract_until.is_none_or(|until| until < today) {
            return Err(LoginRefusal::Over);
        }
        let until = today.pred_opt().unwrap_or(today);
        let event = LoginEvent::LoginContractSet { was: self.contract_until, until };
        Ok(Change::new(Self { contract_until: Some(until), ..self }, event))
    }

    /// Blocks it: neither programs nor people can authenticate with it any longer.
    pub fn block(self, at: DateTime<Utc>) -> Result<Change<Self>, LoginRefusal> {
        self.must_be_issued()?;
        self.must_not_be_blocked()?;
        Ok(Change::new(Self { blocked_at: Some(at), ..self }, LoginEvent::LoginBlocked))
    }

    /// Unblocks it.
    pub fn unblock(self) -> Result<Change<Self>, LoginRefusal> {
        if self.blocked_at.is_none() {
            return Err(LoginRefusal::NotBlocked);
        }
        Ok(Change::new(Self { blocked_at: None, ..self }, LoginEvent::LoginUnblocked))
    }

    /// Sets the password through a link.
    pub fn set_password(self, hash: String) -> Result<Change<Self>, LoginRefusal> {
        self.must_be_issued()?;
        self.must_not_be_blocked()?;
        Ok(Change::new(Self { password_hash: hash, ..self }, LoginEvent::PasswordSet))
    }

    fn must_be_issued(&self) -> Result<(), LoginRefusal> {
        if self.issued { Ok(()) } else { Err(LoginRefusal::HoldersOwn) }
    }

    fn must_not_be_blocked(&self) -> Result<(), LoginRefusal> {
        if self.blocked_at.is_some() { Err(LoginRefusal::Blocked) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
