//! Accounts: one per person, with roles in tenants.

use std::cmp::Reverse;

use super::ids::{PartnerId, PersonId};
use super::role::Role;

/// A role of a person in a tenant; without a partner it is a role at the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The role.
    pub role: Role,
    /// The partner in whose house it holds.
    pub partner: Option<PartnerId>,
}

/// A person's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its identity.
    pub id: PersonId,
    /// What the person signs in with.
    pub login: String,
    /// Where letters go.
    pub email: String,
    /// Full name; empty where nobody gave one.
    pub full_name: String,
    /// The password's hash.
    pub password_hash: String,
    /// Whether it may no longer sign in.
    pub disabled: bool,
    /// The roles.
    pub roles: Vec<Assignment>,
}

codes! {
    /// Where an account stands.
    pub enum AccountState {
        /// Invited; no password is set yet.
        Invited = "invited",
        /// In use.
        Working = "working",
        /// Closed: no session, no sign-in.
        Disabled = "disabled",
    }
}

impl Account {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> AccountState {
        match (self.disabled, self.password_hash.is_empty()) {
            (true, _) => AccountState::Disabled,
            (false, true) => AccountState::Invited,
            (false, false) => AccountState::Working,
        }
    }

    /// What the person is called; whoever gave no name is called by the login.
    #[must_use]
    pub fn called(&self) -> &str {
        if self.full_name.is_empty() { &self.login } else { &self.full_name }
    }

    /// Whether somebody works at a desk of a partner or of the operator with it. All others are on the client's side: no
    /// account is on both.
    #[must_use]
    pub fn is_of_desk(&self) -> bool {
        self.roles.iter().any(|assigned| assigned.role != Role::Client)
    }

    /// The role in which the person acts: the greatest of all.
    #[must_use]
    pub fn role(&self) -> Role {
        self.roles.iter().map(|assigned| assigned.role).max().unwrap_or(Role::Client)
    }

    /// The partner in whose house the person acts, if it is one's: of several the one that came to us first.
    #[must_use]
    pub fn house(&self) -> Option<PartnerId> {
        let role = self.role();
        let houses = self.roles.iter().filter(|assigned| assigned.role == role);
        houses.map(|assigned| assigned.partner).min_by_key(|house| house.map(|partner| partner.0)).flatten()
    }

    /// What the person is in a house, the greatest first.
    #[must_use]
    pub fn roles_in(&self, house: Option<PartnerId>) -> Vec<Role> {
        let here = self.roles.iter().filter(|assigned| assigned.is_of(house));
        let mut roles: Vec<Role> = here.map(|assigned| assigned.role).collect();
        roles.sort_unstable_by_key(|role| Reverse((role.rank(), *role)));
        roles
    }
}

impl Assignment {
    /// Whether it makes somebody one of the people of this house; a client is nobody's.
    #[must_use]
    pub fn is_of(&self, house: Option<PartnerId>) -> bool {
        self.partner == house && Role::of_house(house).contains(&self.role)
    }
}
