//! A colleague: an account as one house sees it, that of a partner or of the operator, and what may be done to it there.

mod event;

use chrono::{DateTime, Utc};

use super::account::{Account, AccountState, Assignment};
use super::change::{Change, Subject};
use super::consent::Accepted;
use super::ids::{PartnerId, PersonId};
use super::role::Role;

pub use event::{PersonEvent, PersonEventName};

/// An account as one house sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The partner whose house it is; without one it is the operator's.
    pub house: Option<PartnerId>,
    /// The account, with its roles in all houses.
    pub account: Account,
    /// Since when it is disabled.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: i32,
}

/// Who keeps the people of a house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steward {
    /// The person.
    pub person: PersonId,
    /// In which role.
    pub role: Role,
}

/// Why a verb of a colleague cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonRefusal {
    /// Nobody else would be left to keep the people of the house.
    #[error("the last administrator")]
    LastAdministrator,
    /// The role stands above that of who gives or ends it.
    #[error("a role above one's own")]
    RoleAboveYours,
    /// There is no such role in this house.
    #[error("no role of this house")]
    RoleOfAnotherHouse,
    /// The person has the role.
    #[error("has the role")]
    HasRole,
    /// The person has not the role.
    #[error("has not the role")]
    HasNotRole,
    /// It is the only role of the person here.
    #[error("the only role")]
    OnlyRole,
    /// Nobody disables themselves.
    #[error("oneself")]
    Yourself,
    /// The person works in another house too.
    #[error("works elsewhere too")]
    WorksElsewhere,
    /// The house has somebody who keeps its people.
    #[error("has an administrator")]
    HasAdministrator,
    /// The account stands elsewhere.
    #[error("the account is {0:?}")]
    AccountIs(AccountState),
}

impl Subject for Colleague {
    type Event = PersonEvent;
}

impl Colleague {
    /// What the person is in this house, the greatest first.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        self.account.roles_in(self.house)
    }

    /// Whether the person keeps the people of this house and can do so.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.account.state() == AccountState::Working
            && self.roles().contains(&Role::administrator(self.house))
    }

    /// Invites the person with the roles that the account has here; a link that sets the password goes out.
    pub fn invite(self, by: Steward) -> Result<Change<Self>, PersonRefusal> {
        let roles = self.roles();
        if roles.is_empty() {
            return Err(PersonRefusal::RoleOfAnotherHouse);
        }
        for role in &roles {
            self.may_deal(*role, by)?;
        }
        Ok(Change::new(self, PersonEvent::PersonInvited { roles }))
    }

    /// The operator names the first of those who keep the people of a partner, unless there is one.
    pub fn name_first(self, administered: bool) -> Result<Change<Self>, PersonRefusal> {
        if administered {
            return Err(PersonRefusal::HasAdministrator);
        }
        let roles = self.roles();
        Ok(Change::new(self, PersonEvent::PersonInvited { roles }))
    }

    /// The person is added from the console with a password, whatever the role.
    pub fn add_with_password(self, hash: String) -> Change<Self> {
        let roles = self.account.roles.iter().map(|assigned| assigned.role).collect();
        let account = Account { password_hash: hash, ..self.account };
        Change::new(Self { account, ..self }, PersonEvent::PersonAdded { roles })
    }

    /// The person registered in the portal, having accepted these versions.
    pub fn register(self, accepted: Accepted) -> Change<Self> {
        let Accepted { agreement, personal_data } = accepted;
        Change::new(self, PersonEvent::PersonRegistered { agreement, personal_data })
    }

    /// Sends the invitation again.
    pub fn invite_again(self) -> Result<Change<Self>, PersonRefusal> {
        self.must_be(AccountState::Invited)?;
        Ok(Change::new(self, PersonEvent::InvitationRepeated))
    }

    /// Gives the person a role.
    pub fn give(self, role: Role, by: Steward) -> Result<Change<Self>, PersonRefusal> {
        self.may_deal(role, by)?;
        if self.roles().contains(&role) {
            return Err(PersonRefusal::HasRole);
        }
        let mut account = self.account;
        account.roles.push(Assignment { role, partner: self.house });
        Ok(Change::new(Self { account, ..self }, PersonEvent::RoleGiven { role }))
    }

    /// Ends a role of the person; `others` are the other administrators who can act.
    pub fn end(self, role: Role, by: Steward, others: u64) -> Result<Change<Self>, PersonRefusal> {
        self.may_deal(role, by)?;
        let roles = self.roles();
        if !roles.contains(&role) {
            return Err(PersonRefusal::HasNotRole);
        }
        if role == Role::administrator(self.house) {
            self.must_not_be_last(others)?;
        }
        if roles.len() == 1 {
            return Err(PersonRefusal::OnlyRole);
        }
        let mut account = self.account;
        account.roles.retain(|assigned| !(assigned.role == role && assigned.partner == self.house));
        Ok(Change::new(Self { account, ..self }, PersonEvent::RoleEnded { role }))
    }

    /// Disables the person: no session lives on, nobody signs in. What the person did stays.
    pub fn disable(self, by: Steward, others: u64, at: DateTime<Utc>) -> Result<Change<Self>, PersonRefusal> {
        if self.account.id == by.person {
            return Err(PersonRefusal::Yourself);
        }
        self.may_deal_with_all(by)?;
        if self.account.disabled {
            return Err(PersonRefusal::AccountIs(AccountState::Disabled));
        }
        self.must_not_be_last(others)?;
        let account = Account { disabled: true, ..self.account };
        Ok(Change::new(Self { account, disabled_at: Some(at), ..self }, PersonEvent::PersonDisabled))
    }

    /// Lets the person in again.
    pub fn enable(self, by: Steward) -> Result<Change<Self>, PersonRefusal> {
        self.must_be(AccountState::Disabled)?;
        self.may_deal_with_all(by)?;
        let account = Account { disabled: false, ..self.account };
        Ok(Change::new(Self { account, disabled_at: None, ..self }, PersonEvent::PersonEnabled))
    }

    /// Notes that so many sessions of the person were ended by somebody.
    pub fn end_sessions(self, sessions: u64) -> Change<Self> {
        Change::new(self, PersonEvent::SessionsEnded { sessions })
    }

    /// The person sets a password by a link.
    pub fn set_password(self, hash: String) -> Result<Change<Self>, PersonRefusal> {
        let first = self.account.state() == AccountState::Invited;
        self.with_password(hash, if first { PersonEvent::PasswordSet } else { PersonEvent::PasswordReset })
    }

    /// The person changes the password, knowing the old one.
    pub fn change_password(self, hash: String) -> Result<Change<Self>, PersonRefusal> {
        self.must_be(AccountState::Working)?;
        self.with_password(hash, PersonEvent::PasswordChanged)
    }

    fn with_password(self, hash: String, event: PersonEvent) -> Result<Change<Self>, PersonRefusal> {
        if self.account.disabled {
            return Err(PersonRefusal::AccountIs(AccountState::Disabled));
        }
        let account = Account { password_hash: hash, ..self.account };
        Ok(Change::new(Self { account, ..self }, event))
    }

    fn must_be(&self, state: AccountState) -> Result<(), PersonRefusal> {
        let is = self.account.state();
        if is == state { Ok(()) } else { Err(PersonRefusal::AccountIs(is)) }
    }

    fn must_not_be_last(&self, others: u64) -> Result<(), PersonRefusal> {
        if self.administers() && others == 0 {
            return Err(PersonRefusal::LastAdministrator);
        }
        Ok(())
    }

    /// Nobody gives or takes what stands above them, or what is of another house.
    fn may_deal(&self, role: Role, by: Steward) -> Result<(), PersonRefusal> {
        if !Role::of_house(self.house).contains(&role) {
            return Err(PersonRefusal::RoleOfAnotherHouse);
        }
        if role.rank() > by.role.rank() {
            return Err(PersonRefusal::RoleAboveYours);
        }
        Ok(())
    }

    /// An account is closed or opened as a whole: only by whoever stands as high, and only when it is this house's alone.
    fn may_deal_with_all(&self, by: Steward) -> Result<(), PersonRefusal> {
        if self.account.roles.iter().any(|assigned| !assigned.is_of(self.house)) {
            return Err(PersonRefusal::WorksElsewhere);
        }
        self.roles().into_iter().try_for_each(|role| self.may_deal(role, by))
    }
}

#[cfg(test)]
mod tests;
