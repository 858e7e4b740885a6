//! ITS logins, with which clients' programs send applications; a partner with the ITS contract issues them.

use chrono::{DateTime, NaiveDate, Utc};

use super::change::{Change, Subject};
use super::ids::{ItsLoginId, PartnerId};
use super::password_link::Occasion;

/// A login of the ITS portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItsLogin {
    /// Its identity.
    pub id: ItsLoginId,
    /// The login itself.
    pub login: String,
    /// The partner that issued it.
    pub partner: PartnerId,
    /// The password's hash; empty until the client sets one.
    pub password_hash: String,
    /// The client's e-mail address, to which links are mailed.
    pub email: String,
    /// The last day of its ITS contract; without one it may not send applications.
    pub contract_until: Option<NaiveDate>,
    /// When it was blocked.
    pub blocked_at: Option<DateTime<Utc>>,
    /// The version of the row; every change raises it.
    pub version: i32,
}

codes! {
    /// The state of an ITS login.
    pub enum LoginState {
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
}

events! {
    /// An event of an ITS login.
    pub enum LoginEvent, named LoginEventName {
        /// An ITS login was issued.
        LoginIssued = "login_issued" {
            /// The last day of its contract.
            contract_until: Option<NaiveDate>,
        },
        /// Another link was mailed to the client.
        LoginLinkSent = "login_link_sent",
        /// The last day of its contract was changed.
        LoginContractSet = "login_contract_set" {
            /// The former day.
            was: Option<NaiveDate>,
            /// The new day.
            until: NaiveDate,
        },
        /// It was blocked.
        LoginBlocked = "login_blocked",
        /// It was unblocked.
        LoginUnblocked = "login_unblocked",
        /// The client set the password through a link.
        PasswordSet = "password_set",
    }
}

impl LoginEvent {
    /// The link to be mailed to the client after this event, if any.
    #[must_use]
    pub fn link(&self) -> Option<Occasion> {
        match self {
            Self::LoginIssued { .. } | Self::LoginLinkSent => Some(Occasion::Issued),
            Self::LoginContractSet { .. } | Self::LoginBlocked | Self::LoginUnblocked | Self::PasswordSet => {
                None
            }
        }
    }
}

impl Subject for ItsLogin {
    type Event = LoginEvent;
}

impl ItsLogin {
    /// The state on a day.
    #[must_use]
    pub fn state(&self, today: NaiveDate) -> LoginState {
        let lapsed = self.contract_until.is_none_or(|until| until < today);
        match (self.blocked_at, self.password_hash.is_empty()) {
            (Some(_), _) => LoginState::Blocked,
            (None, true) => LoginState::Issued,
            (None, false) if lapsed => LoginState::Lapsed,
            (None, false) => LoginState::Working,
        }
    }

    /// Issues it; a link that sets the password is mailed to the client.
    pub fn issue(self) -> Change<Self> {
        let event = LoginEvent::LoginIssued { contract_until: self.contract_until };
        Change::new(self, event)
    }

    /// Mails another link to the client.
    pub fn send_link(self) -> Result<Change<Self>, LoginRefusal> {
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

    /// Blocks it: programs can no longer authenticate with it.
    pub fn block(self, at: DateTime<Utc>) -> Result<Change<Self>, LoginRefusal> {
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
        self.must_not_be_blocked()?;
        Ok(Change::new(Self { password_hash: hash, ..self }, LoginEvent::PasswordSet))
    }

    fn must_not_be_blocked(&self) -> Result<(), LoginRefusal> {
        if self.blocked_at.is_some() { Err(LoginRefusal::Blocked) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login() -> ItsLogin {
        ItsLogin {
            id: ItsLoginId(1),
            login: "its-demo".to_owned(),
            partner: PartnerId(1),
            password_hash: "hash".to_owned(),
            email: "its@forsait.example".to_owned(),
            contract_until: day("2026-12-31").into(),
            blocked_at: None,
            version: 1,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_login_works_until_the_last_day_of_its_contract() {
        let unset = ItsLogin { password_hash: String::new(), ..login() };
        assert_eq!(unset.state(day("2027-01-01")), LoginState::Issued);
        assert_eq!(login().state(day("2026-12-31")), LoginState::Working);
        assert_eq!(login().state(day("2027-01-01")), LoginState::Lapsed);
        assert_eq!(ItsLogin { contract_until: None, ..login() }.state(day("2026-01-01")), LoginState::Lapsed);
        let blocked = login().block("2026-11-18T09:00:00Z".parse().unwrap()).unwrap();
        assert_eq!(blocked.after().state(day("2026-12-31")), LoginState::Blocked);
    }

    #[test]
    fn a_contract_is_never_set_into_the_past_or_to_the_same_day() {
        let today = day("2026-11-18");
        let refused = |until: &str| login().set_contract(day(until), today).unwrap_err();
        assert_eq!(refused("2026-11-17"), LoginRefusal::DayOver);
        assert_eq!(refused("2026-12-31"), LoginRefusal::SameDay);
        let change = login().set_contract(today, today).unwrap();
        assert_eq!(change.after().contract_until, Some(today));
    }

    #[test]
    fn a_blocked_login_gets_no_link_and_no_password_until_it_is_unblocked() {
        let at = "2026-11-18T09:00:00Z".parse().unwrap();
        let blocked = login().block(at).unwrap().after().clone();
        assert_eq!(blocked.clone().block(at).unwrap_err(), LoginRefusal::Blocked);
        assert_eq!(blocked.clone().send_link().unwrap_err(), LoginRefusal::Blocked);
        assert_eq!(blocked.clone().set_password("new".to_owned()).unwrap_err(), LoginRefusal::Blocked);
        let again = blocked.unblock().unwrap().after().clone();
        assert_eq!(again.clone().unblock().unwrap_err(), LoginRefusal::NotBlocked);
        assert_eq!(again.set_password("new".to_owned()).unwrap().after().password_hash, "new");
    }
}
