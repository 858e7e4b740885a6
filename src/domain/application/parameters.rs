//! The connection parameters, which the partner sets before it forwards an application.

use serde::{Deserialize, Serialize};

use crate::domain::billing::Basis;
use crate::domain::multi_user::{ModeChoice, Tier};

/// The values that the partner may correct. The list of users is the client's and not among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionParameters {
    /// Whether the multi-user mode is on.
    pub enabled: bool,
    /// The tier of the extension, as the partner chose it.
    pub tier: Option<Tier>,
    /// The basis of the licence.
    pub basis: Basis,
    /// The band of the group of companies, by its smallest number of organisations; for the group basis only.
    pub group_band: Option<u32>,
}

impl ConnectionParameters {
    /// The parameters suggested by the client's own declaration.
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

    /// These parameters with another choice of the multi-user mode.
    #[must_use]
    pub fn with_mode(&self, choice: ModeChoice) -> Self {
        let tier = choice.tier();
        Self { enabled: tier.is_some(), tier, ..self.clone() }
    }
}
