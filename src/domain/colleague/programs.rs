//! A client's verbs over the passwords of their programs.

use super::{Colleague, PersonEvent, PersonRefusal};
use crate::domain::account::AccountState;
use crate::domain::change::Change;
use crate::domain::ids::ProgramPasswordId;
use crate::domain::program_password::LIVING_MOST;

impl Colleague {
    /// Makes a password for a program; `living` others are good.
    pub fn make_program_password(
        self,
        password: ProgramPasswordId,
        living: usize,
    ) -> Result<Change<Self>, PersonRefusal> {
        if self.account.disabled {
            return Err(PersonRefusal::AccountIs(AccountState::Disabled));
        }
        if living >= LIVING_MOST {
            return Err(PersonRefusal::TooManyProgramPasswords);
        }
        Ok(Change::new(self, PersonEvent::ProgramPasswordMade { password }))
    }

    /// Ends a password of a program.
    pub fn end_program_password(self, password: ProgramPasswordId) -> Change<Self> {
        Change::new(self, PersonEvent::ProgramPasswordEnded { password })
    }
}
