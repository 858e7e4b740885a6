//! The verbs of a person's second factors.

use super::{Colleague, PersonEvent, PersonRefusal};
use crate::domain::account::AccountState;
use crate::domain::change::Change;
use crate::domain::factor_reset::ResetOutcome;

impl Colleague {
    /// Sets up an authenticator app.
    pub fn set_up_app(self) -> Result<Change<Self>, PersonRefusal> {
        self.must_be(AccountState::Working)?;
        Ok(Change::new(self, PersonEvent::AppSetUp))
    }

    /// Removes the authenticator app.
    pub fn remove_app(self) -> Change<Self> {
        Change::new(self, PersonEvent::AppRemoved)
    }

    /// Has recovery codes made.
    pub fn make_recovery_codes(self) -> Result<Change<Self>, PersonRefusal> {
        self.must_be(AccountState::Working)?;
        Ok(Change::new(self, PersonEvent::RecoveryCodesMade))
    }

    /// Records that a recovery code was used, and how many are left.
    pub fn use_recovery_code(self, left: u64) -> Change<Self> {
        Change::new(self, PersonEvent::RecoveryCodeUsed { left })
    }

    /// An administrator asks to take the second factors off.
    pub fn ask_reset(self, reason: String) -> Change<Self> {
        Change::new(self, PersonEvent::FactorResetAsked { reason })
    }

    /// Another one agrees.
    pub fn confirm_reset(self) -> Change<Self> {
        Change::new(self, PersonEvent::FactorResetConfirmed)
    }

    /// It is called off.
    pub fn cancel_reset(self, outcome: ResetOutcome) -> Change<Self> {
        Change::new(self, PersonEvent::FactorResetCancelled { outcome })
    }

    /// The second factors are taken off.
    pub fn lose_factors(self) -> Change<Self> {
        Change::new(self, PersonEvent::FactorsReset)
    }
}
