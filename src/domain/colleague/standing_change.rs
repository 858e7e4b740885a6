//! What an event tells of how somebody stands in a house: whether they may sign in there, and with which roles.

use chrono::NaiveDate;

use super::event::PersonEvent;
use crate::domain::role::Role;

/// How an event changed the standing of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingChange<'a> {
    /// Invited, or added at the console with a password.
    Came {
        /// The roles.
        roles: &'a [Role],
        /// Whether at the console.
        added: bool,
    },
    /// Registered in the portal.
    Registered {
        /// The edition of the agreement that was accepted.
        agreement: NaiveDate,
        /// The edition of the consent to keep personal data.
        personal_data: NaiveDate,
    },
    /// Got a role.
    RoleGiven(Role),
    /// Lost a role.
    RoleEnded(Role),
    /// Was disabled.
    Disabled,
    /// Was enabled again.
    Enabled,
    /// Set the first password.
    PasswordSet,
}

impl PersonEvent {
    /// What it changed of the standing; `None` when nothing.
    #[must_use]
    pub fn standing_change(&self) -> Option<StandingChange<'_>> {
        match self {
            Self::PersonInvited { roles } => Some(StandingChange::Came { roles, added: false }),
            Self::PersonAdded { roles } => Some(StandingChange::Came { roles, added: true }),
            Self::PersonRegistered { agreement, personal_data } => {
                Some(StandingChange::Registered { agreement: *agreement, personal_data: *personal_data })
            }
            Self::RoleGiven { role } => Some(StandingChange::RoleGiven(*role)),
            Self::RoleEnded { role } => Some(StandingChange::RoleEnded(*role)),
            Self::PersonDisabled => Some(StandingChange::Disabled),
            Self::PersonEnabled => Some(StandingChange::Enabled),
            Self::PasswordSet => Some(StandingChange::PasswordSet),
            Self::InvitationRepeated
            | Self::SessionsEnded { .. }
            | Self::PasswordReset
            | Self::PasswordChanged
            | Self::ProfileChanged { .. }
            | Self::EmailConfirmed
            | Self::AppSetUp
            | Self::AppRemoved
            | Self::RecoveryCodesMade
            | Self::RecoveryCodeUsed { .. }
            | Self::FactorResetAsked { .. }
            | Self::FactorResetConfirmed
            | Self::FactorResetCancelled { .. }
            | Self::FactorsReset
            | Self::PasskeyAdded { .. }
            | Self::PasskeyRenamed { .. }
            | Self::PasskeyRemoved { .. }
            | Self::PasskeySuspended { .. }
            | Self::ProgramPasswordMade { .. }
            | Self::ProgramPasswordEnded { .. }
            | Self::OfferDeclined { .. } => None,
        }
    }
}
