//! What becomes of a person's passkeys.

use super::{AccountState, Change, Colleague, PersonEvent, PersonRefusal};
use crate::domain::ids::PasskeyId;
use crate::domain::passkey::PASSKEYS_MOST;

/// Whether whoever holds so many passkeys may add another one.
pub fn may_hold_another_passkey(held: usize) -> Result<(), PersonRefusal> {
    if held < PASSKEYS_MOST { Ok(()) } else { Err(PersonRefusal::PasskeysFull) }
}

impl Colleague {
    /// The person adds a passkey beside those that they hold.
    pub fn add_passkey(self, passkey: PasskeyId, held: usize) -> Result<Change<Self>, PersonRefusal> {
        self.must_be(AccountState::Working)?;
        may_hold_another_passkey(held)?;
        Ok(Change::new(self, PersonEvent::PasskeyAdded { passkey }))
    }

    /// The person gives a passkey another name.
    pub fn rename_passkey(self, passkey: PasskeyId) -> Change<Self> {
        Change::new(self, PersonEvent::PasskeyRenamed { passkey })
    }

    /// The person removes a passkey.
    pub fn remove_passkey(self, passkey: PasskeyId) -> Change<Self> {
        Change::new(self, PersonEvent::PasskeyRemoved { passkey })
    }

    /// A passkey is suspended: its counter went backwards, so there seems to be a copy of it.
    pub fn suspend_passkey(self, passkey: PasskeyId) -> Change<Self> {
        Change::new(self, PersonEvent::PasskeySuspended { passkey })
    }
}
