//! The multi-user mode as the client declares it; only the client may change the list of users.

use serde::{Deserialize, Serialize};

use super::directions::Authority;
use super::fault::Need;
use super::limits;
use super::members::Members;
use super::owners::SignatureRole;
use crate::domain::identity::{Email, Snils};

/// The client's declaration of the multi-user mode.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MultiUserDeclaration {
    /// Whether the client turned the mode on.
    pub enabled: bool,
    /// The people whom the client lists.
    pub users: Vec<User>,
}

/// A user of the multi-user mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The personal insurance number.
    pub snils: Snils,
    /// The person's e-mail address.
    pub email: Email,
    /// The uses of the person's signature.
    pub roles: Vec<SignatureRole>,
    /// The controlling bodies with which the person works.
    pub authorities: Vec<Authority>,
}

/// Parses the declaration; without one the mode is off.
pub(super) fn multi_user(root: &mut Members<'_>) -> MultiUserDeclaration {
    root.section("multi_user", Need::Optional, |declaration| {
        let enabled = declaration.flag("enabled", Need::Required);
        let mut seen = Vec::new();
        let users = declaration.each("users", 0..=limits::USERS, |user| {
            let snils = user.new_person(&mut seen);
            let email = user.identifier("email", Need::Required, Email::parse);
            let roles = user.codes("roles", Need::Optional, SignatureRole::ALL, SignatureRole::code);
            let authorities = user.codes("authorities", Need::Optional, Authority::ALL, Authority::code);
            Some(User { snils: snils?, email: email?, roles, authorities })
        });
        Some(MultiUserDeclaration { enabled: enabled?, users })
    })
    .unwrap_or_default()
}
