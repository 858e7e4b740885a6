//! The connection parameters: what the partner sets before the application goes on.

use serde::{Deserialize, Serialize};

use crate::domain::billing::Basis;
use crate::domain::multi_user::{ModeChoice, Tier};

/// What the partner may correct: never the list of users, which is the client's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionParameters {
    /// Whether the multi-user mode is to be on.
    pub enabled: bool,
    /// The kind of the extension; the partner's choice decides.
    pub tier: Option<Tier>,
    /// On what ground the licence is given.
    pub basis: Basis,
    /// The band of the group of companies by its smallest number of organisations, when the basis is a group.
    pub group_band: Option<u32>,
}

impl ConnectionParameters {
    /// What the client's own declaration suggests, before the partner has looked.
    #[must_use]
    pub fn suggested(enabled: bool, users: u32) -> Self {
        let users = usize::try_from(users).unwrap_or(usize::MAX);
        Self {
            enabled,
            tier: Tier::suggested(users).filter(|_| enabled),
            basis: Basis::Paid,
            group_band: None,
        }
    }

    /// The same with another choice of the multi-user mode.
    #[must_use]
    pub fn with_mode(&self, choice: ModeChoice) -> Self {
        let tier = choice.tier();
        Self { enabled: tier.is_some(), tier, ..self.clone() }
    }
}
