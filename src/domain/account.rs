//! Accounts: one per person, with roles in tenants.

use std::cmp::Reverse;

use super::ids::{PartnerId, PersonId};
use super::role::Role;

/// A person's role in a tenant; without a partner, in the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The role.
    pub role: Role,
    /// The partner that is the role's tenant.
    pub partner: Option<PartnerId>,
}

/// A person's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its identity.
    pub id: PersonId,
    /// The login.
    pub login: String,
    /// The e-mail address.
    pub email: String,
    /// Full name; empty where nobody gave one.
    pub full_name: String,
    /// The password's hash.
    pub password_hash: String,
    /// Whether signing in is forbidden.
    pub disabled: bool,
    /// The roles.
    pub roles: Vec<Assignment>,
}

codes! {
    /// The state of an account.
    pub enum AccountState {
        /// Invited; no password is set yet.
        Invited = "invited",
        /// Working: the person can sign in.
        Working = "working",
        /// Disabled: all sessions are ended and signing in is forbidden.
        Disabled = "disabled",
    }
}

impl Account {
    /// The state.
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

    /// The highest of the person's roles, in which they act.
    #[must_use]
    pub fn role(&self) -> Role {
        self.roles.iter().map(|assigned| assigned.role).max().unwrap_or(Role::Client)
    }

    /// The tenant in which the person acts; `None` is the operator. Of several the one with the lowest id counts.
    #[must_use]
    pub fn house(&self) -> Option<PartnerId> {
        let role = self.role();
        let houses = self.roles.iter().filter(|assigned| assigned.role == role);
        houses.map(|assigned| assigned.partner).min_by_key(|house| house.map(|partner| partner.0)).flatten()
    }

    /// The roles that grant rights: those in the tenant in which the person acts. Roles in another tenant grant none, nor
    /// does being a client beside a desk.
    #[must_use]
    pub fn in_force(&self) -> Vec<Role> {
        let (role, house) = (self.role(), self.house());
        let here = self.roles.iter().filter(|assigned| assigned.partner == house);
        here.map(|assigned| assigned.role).filter(|here| role == *here || *here != Role::Client).collect()
    }

    /// The person's roles in a tenant, the highest first.
    #[must_use]
    pub fn roles_in(&self, house: Option<PartnerId>) -> Vec<Role> {
        let here = self.roles.iter().filter(|assigned| assigned.is_of(house));
        let mut roles: Vec<Role> = here.map(|assigned| assigned.role).collect();
        roles.sort_unstable_by_key(|role| Reverse((role.rank(), *role)));
        roles
    }
}

impl Assignment {
    /// Whether this role makes the person one of the tenant's people; a client belongs to no tenant.
    #[must_use]
    pub fn is_of(&self, house: Option<PartnerId>) -> bool {
        self.partner == house && Role::of_house(house).contains(&self.role)
    }
}
