//! A colleague: an account within one tenant, a partner or the operator, and the tenant's verbs over it.

mod event;
mod factors;
mod passkeys;
mod programs;
mod refusal;
mod standing_change;

use chrono::{DateTime, Utc};

use super::account::{Account, AccountState, Assignment};
use super::change::{Change, Subject};
use super::consent::Accepted;
use super::ids::{PartnerId, PersonId};
use super::registration::Profile;
use super::role::Role;

pub use event::{PersonEvent, PersonEventName};
pub use passkeys::may_hold_another_passkey;
pub use refusal::{PersonRefusal, ResetRefusal};
pub use standing_change::StandingChange;

/// An account within one tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The partner that is the tenant; `None` is the operator.
    pub house: Option<PartnerId>,
    /// The account, with its roles in all tenants.
    pub account: Account,
    /// When it was disabled.
    pub disabled_at: Option<DateTime<Utc>>,
    /// The version of the row; every change raises it.
    pub version: i32,
}

/// An administrator who manages a tenant's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steward {
    /// The person.
    pub person: PersonId,
    /// The administrator's role.
    pub role: Role,
}

impl Subject for Colleague {
    type Event = PersonEvent;
}

impl Colleague {
    /// The person's roles in this tenant, the highest first.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        self.account.roles_in(self.house)
    }

    /// Whether the person is an administrator of this tenant with a working account.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.account.state() == AccountState::Working
            && self.roles().contains(&Role::administrator(self.house))
    }

    /// Invites the person with the account's roles in this tenant; a link that sets the password is mailed.
    pub fn invite(self, by: Steward) -> Result<Change<Self>, PersonRefusal> {
        let roles = self.roles();
        if roles.is_empty() {
            return Err(PersonRefusal::RoleOfAnotherHouse);
        }
        self.must_have_email()?;
        for role in &roles {
            self.may_deal(*role, by)?;
        }
        Ok(Change::new(self, PersonEvent::PersonInvited { roles }))
    }

    /// The operator names a partner's first administrator; refused when there is one.
    pub fn name_first(self, administered: bool) -> Result<Change<Self>, PersonRefusal> {
        if administered {
            return Err(PersonRefusal::HasAdministrator);
        }
        self.must_have_email()?;
        let roles = self.roles();
        Ok(Change::new(self, PersonEvent::PersonInvited { roles }))
    }

    /// Adds the person from the console with a password, in any role.
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

    /// Gives the person a role, by somebody else.
    pub fn give(self, role: Role, by: Steward) -> Result<Change<Self>, PersonRefusal> {
        self.may_deal(role, by)?;
        if self.account.id == by.person {
            return Err(PersonRefusal::RoleForYourself);
        }
        self.must_have_email()?;
        if self.roles().contains(&role) {
            return Err(PersonRefusal::HasRole);
        }
        let mut account = self.account;
        account.roles.push(Assignment { role, partner: self.house });
        Ok(Change::new(Self { account, ..self }, PersonEvent::RoleGiven { role }))
    }

    /// Ends a role of the person; `others` is the number of other active administrators.
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

    /// Disables the person: ends all sessions and forbids signing in. What the person did stays.
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

    /// Enables the person again.
    pub fn enable(self, by: Steward) -> Result<Change<Self>, PersonRefusal> {
        self.must_be(AccountState::Disabled)?;
        self.may_deal_with_all(by)?;
        let account = Account { disabled: false, ..self.account };
        Ok(Change::new(Self { account, disabled_at: None, ..self }, PersonEvent::PersonEnabled))
    }

    /// Records that an administrator ended this many sessions of the person.
    pub fn end_sessions(self, sessions: u64) -> Change<Self> {
        Change::new(self, PersonEvent::SessionsEnded { sessions })
    }

    /// Sets the password through a link.
    pub fn set_password(self, hash: String) -> Result<Change<Self>, PersonRefusal> {
        let first = self.account.state() == AccountState::Invited;
        self.with_password(hash, if first { PersonEvent::PasswordSet } else { PersonEvent::PasswordReset })
    }

    /// Changes the password; the caller has verified the old one.
    pub fn change_password(self, hash: String) -> Result<Change<Self>, PersonRefusal> {
        self.must_be(AccountState::Working)?;
        self.with_password(hash, PersonEvent::PasswordChanged)
    }

    /// A client declines the ITS contract that a partner offered.
    pub fn decline(self, partner: PartnerId) -> Change<Self> {
        Change::new(self, PersonEvent::OfferDeclined { partner })
    }

    /// Changes what somebody of the portal says of themselves; these fields differ.
    pub fn describe(self, profile: &Profile, fields: Vec<String>) -> Change<Self> {
        let name = profile.full_name();
        let full_name = if name.is_empty() { self.account.login.clone() } else { name };
        let account = Account { full_name, ..self.account };
        Change::new(Self { account, ..self }, PersonEvent::ProfileChanged { fields })
    }

    /// Confirms the address of somebody who had none.
    pub fn confirm_email(self, email: String) -> Result<Change<Self>, PersonRefusal> {
        self.must_be(AccountState::Working)?;
        let account = Account { email, ..self.account };
        Ok(Change::new(Self { account, ..self }, PersonEvent::EmailConfirmed))
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

    /// An administrator cannot give or end a role above their own, or one of another tenant.
    fn may_deal(&self, role: Role, by: Steward) -> Result<(), PersonRefusal> {
        if !Role::of_house(self.house).contains(&role) {
            return Err(PersonRefusal::RoleOfAnotherHouse);
        }
        if role.rank() > by.role.rank() {
            return Err(PersonRefusal::RoleAboveYours);
        }
        Ok(())
    }

    /// Whoever confirmed a phone alone holds no role at a desk.
    fn must_have_email(&self) -> Result<(), PersonRefusal> {
        if self.account.email.is_empty() { Err(PersonRefusal::NoEmail) } else { Ok(()) }
    }

    /// Disabling or enabling concerns the whole account: the administrator's role must not be lower, and the account
    /// must belong to this tenant alone.
    fn may_deal_with_all(&self, by: Steward) -> Result<(), PersonRefusal> {
        if self.account.roles.iter().any(|assigned| !assigned.is_of(self.house)) {
            return Err(PersonRefusal::WorksElsewhere);
        }
        self.roles().into_iter().try_for_each(|role| self.may_deal(role, by))
    }
}

#[cfg(test)]
mod tests;
