//! Accounts: one per person, with roles in tenants.

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
    /// Full name.
    pub full_name: String,
    /// The password's hash.
    pub password_hash: String,
    /// Whether it may no longer sign in.
    pub disabled: bool,
    /// The roles.
    pub roles: Vec<Assignment>,
}
