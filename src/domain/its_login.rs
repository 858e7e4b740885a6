//! ITS logins: with which a client's program sends applications, issued by a partner with the ITS contract.

use chrono::{DateTime, NaiveDate, Utc};

use super::change::Change;
use super::event::HouseEvent;
use super::ids::{ItsLoginId, PartnerId};
use super::refusal::Refusal;

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
        let event = HouseEvent::LoginIssued { contract_until: self.contract_until };
        Change::new(self, event.into())
    }

    /// Sends the client another link.
    pub fn send_link(self) -> Result<Change<Self>, Refusal> {
        self.must_not_be_blocked()?;
        Ok(Change::new(self, HouseEvent::LoginLinkSent.into()))
    }

    /// Says until which day its contract runs; a day that is over would be a way to block it.
    pub fn set_contract(self, until: NaiveDate, today: NaiveDate) -> Result<Change<Self>, Refusal> {
        if until < today {
            return Err(LoginRefusal::DayOver.into());
        }
        if self.contract_until == Some(until) {
            return Err(LoginRefusal::SameDay.into());
        }
        let event = HouseEvent::LoginContractSet { was: self.contract_until, until };
        Ok(Change::new(Self { contract_until: Some(until), ..self }, event.into()))
    }

    /// Blocks it: no program signs with it any longer.
    pub fn block(self, at: DateTime<Utc>) -> Result<Change<Self>, Refusal> {
        self.must_not_be_blocked()?;
        Ok(Change::new(Self { blocked_at: Some(at), ..self }, HouseEvent::LoginBlocked.into()))
    }

    /// Lets it work again.
    pub fn unblock(self) -> Result<Change<Self>, Refusal> {
        if self.blocked_at.is_none() {
            return Err(LoginRefusal::NotBlocked.into());
        }
        Ok(Change::new(Self { blocked_at: None, ..self }, HouseEvent::LoginUnblocked.into()))
    }

    /// The client sets the password by a link.
    pub fn set_password(self, hash: String) -> Result<Change<Self>, Refusal> {
        self.must_not_be_blocked()?;
        Ok(Change::new(Self { password_hash: hash, ..self }, HouseEvent::PasswordSet.into()))
    }

    fn must_not_be_blocked(&self) -> Result<(), Refusal> {
        if self.blocked_at.is_some() { Err(LoginRefusal::Blocked.into()) } else { Ok(()) }
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
        assert_eq!(refused("2026-11-17"), LoginRefusal::DayOver.into());
        assert_eq!(refused("2026-12-31"), LoginRefusal::SameDay.into());
        let change = login().set_contract(today, today).unwrap();
        assert_eq!(change.after().contract_until, Some(today));
    }

    #[test]
    fn a_blocked_login_gets_no_link_and_no_password_until_it_is_unblocked() {
        let at = "2026-11-18T09:00:00Z".parse().unwrap();
        let blocked = login().block(at).unwrap().after().clone();
        assert_eq!(blocked.clone().block(at).unwrap_err(), LoginRefusal::Blocked.into());
        assert_eq!(blocked.clone().send_link().unwrap_err(), LoginRefusal::Blocked.into());
        assert_eq!(blocked.clone().set_password("new".to_owned()).unwrap_err(), LoginRefusal::Blocked.into());
        let again = blocked.unblock().unwrap().after().clone();
        assert_eq!(again.clone().unblock().unwrap_err(), LoginRefusal::NotBlocked.into());
        assert_eq!(again.set_password("new".to_owned()).unwrap().after().password_hash, "new");
    }
}
