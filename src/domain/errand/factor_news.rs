//! What the owner of an account is told of a change of their factors.

use serde::{Deserialize, Serialize};

use crate::domain::ids::FactorResetId;

/// What happened to the factors of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum FactorNews {
    /// An authenticator app was set up.
    AppSetUp,
    /// The authenticator app was removed.
    AppRemoved,
    /// Recovery codes were made.
    RecoveryCodesMade,
    /// A recovery code was used.
    RecoveryCodeUsed {
        /// How many are left.
        left: u64,
    },
    /// All were taken off, since the owner lost them.
    Reset,
}

/// The owner of an account is told that an administrator asked to take their second factors off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldReset {
    /// The request.
    pub reset: FactorResetId,
}
