//! ITS logins: with which a client's program sends applications, issued by a partner with the ITS contract.

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
    /// The client's address: links go there.
    pub email: String,
    /// Until which day its ITS contract runs; without one it may not send applications.
    pub contract_until: Option<NaiveDate>,
    /// Since when it is blocked.
    pub blocked_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: i32,
}

codes! {
    /// Where an ITS login stands.
    pub enum LoginState {
        /// The client has not set a password yet.
        Issued = "issued",
        /// In use.
        Working = "working",
        /// Its contract is over, or there is none.
        Lapsed = "lapsed",
        /// Blocked by the partner.
        Blocked = "blocked",
    }
}

/// Why a verb of an ITS login cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginRefusal {
    /// It is blocked.
    #[error("the login is blocked")]
    Blocked,
    /// It is not blocked.
    #[error("the login is not blocked")]
    NotBlocked,
    /// The contract already runs until that day.
    #[error("the contract already runs until that day")]
    SameDay,
    /// That day is over.
    #[error("that day is over")]
    DayOver,
}

events! {
    /// What happened to an ITS login.
    pub enum LoginEvent, named LoginEventName {
        /// An ITS login was issued.
        LoginIssued = "login_issued" {
            /// Until which day its contract runs.
            contract_until: Option<NaiveDate>,
        },
        /// Its client was sent another link.
        LoginLinkSent = "login_link_sent",
        /// Its contract runs until another day.
        LoginContractSet = "login_contract_set" {
            /// The day as it was.
            was: Option<NaiveDate>,
            /// The day as it is.
            until: NaiveDate,
        },
        /// It was blocked.
        LoginBlocked = "login_blocked",
        /// It works again.
        LoginUnblocked = "login_unblocked",
        /// A first password was set by a link.
        PasswordSet = "password_set",
    }
}

impl LoginEvent {
    /// The link that the client is owed after this, if one is owed: it goes out by letter.
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
    /// Where it stands on a day.
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

    /// Issues it; the client gets a link that sets the password.
    pub fn issue(self) -> Change<Self> {
        let event = LoginEvent::LoginIssued { contract_until: self.contract_until };
        Change::new(self, event)
    }

    /// Sends the client another link.
    pub fn send_link(self) -> Result<Change<Self>, LoginRefusal> {
        self.must_not_be_blocked()?;
        Ok(Change::new(self, LoginEvent::LoginLinkSent))
    }

    /// Says until which day its contract runs; a day that is over would be a way to block it.
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

    /// Blocks it: no program signs with it any longer.
    pub fn block(self, at: DateTime<Utc>) -> Result<Change<Self>, LoginRefusal> {
        self.must_not_be_blocked()?;
        Ok(Change::new(Self { blocked_at: Some(at), ..self }, LoginEvent::LoginBlocked))
    }

    /// Lets it work again.
    pub fn unblock(self) -> Result<Change<Self>, LoginRefusal> {
        if self.blocked_at.is_none() {
            return Err(LoginRefusal::NotBlocked);
        }
        Ok(Change::new(Self { blocked_at: None, ..self }, LoginEvent::LoginUnblocked))
    }

    /// The client sets the password by a link.
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
