//! The events of a person, as the audit stores them.

use chrono::NaiveDate;

use crate::domain::errand::FactorNews;
use crate::domain::factor_reset::ResetOutcome;
use crate::domain::ids::{PartnerId, PasskeyId, ProgramPasswordId};
use crate::domain::passkey::PasskeyNews;
use crate::domain::password_link::Occasion;
use crate::domain::role::Role;

events! {
    /// An event of a person.
    pub enum PersonEvent, named PersonEventName {
        /// A person was invited into a tenant.
        PersonInvited = "person_invited" {
            /// The roles.
            roles: Vec<Role>,
        },
        /// A person was added from the console, with a password.
        PersonAdded = "person_added" {
            /// The roles.
            roles: Vec<Role>,
        },
        /// A person registered in the portal and followed the link of the letter.
        PersonRegistered = "person_registered" {
            /// Which version of the user agreement was accepted.
            agreement: NaiveDate,
            /// Which version of the consent to the processing of personal data.
            personal_data: NaiveDate,
        },
        /// The invitation was sent again.
        InvitationRepeated = "invitation_repeated",
        /// A person was given a role.
        RoleGiven = "role_given" {
            /// The role.
            role: Role,
        },
        /// A role of a person was ended.
        RoleEnded = "role_ended" {
            /// The role.
            role: Role,
        },
        /// A person was disabled.
        PersonDisabled = "person_disabled",
        /// A person was enabled again.
        PersonEnabled = "person_enabled",
        /// An administrator ended a person's sessions.
        SessionsEnded = "sessions_ended" {
            /// How many there were.
            sessions: u64,
        },
        /// A person set the first password through a link.
        PasswordSet = "password_set",
        /// A person reset the password through a link.
        PasswordReset = "password_reset",
        /// A person changed the password and knew the old one.
        PasswordChanged = "password_changed",
        /// A client changed what they say of themselves; the audit keeps no personal data.
        ProfileChanged = "profile_changed" {
            /// Which fields.
            fields: Vec<String>,
        },
        /// Somebody who had no address confirmed one; the audit keeps no personal data.
        EmailConfirmed = "email_confirmed",
        /// A person set up an authenticator app, or another one.
        AppSetUp = "app_set_up",
        /// A person removed the authenticator app.
        AppRemoved = "app_removed",
        /// A person had recovery codes made; earlier ones are void.
        RecoveryCodesMade = "recovery_codes_made",
        /// A recovery code was used instead of a lost factor.
        RecoveryCodeUsed = "recovery_code_used" {
            /// How many are left.
            left: u64,
        },
        /// An administrator asked to take the second factors off somebody who lost them.
        FactorResetAsked = "factor_reset_asked" {
            /// How it is known who asks.
            reason: String,
        },
        /// Another administrator agreed.
        FactorResetConfirmed = "factor_reset_confirmed",
        /// It was called off, before anything was taken off.
        FactorResetCancelled = "factor_reset_cancelled" {
            /// By whom.
            outcome: ResetOutcome,
        },
        /// The second factors were taken off.
        FactorsReset = "factors_reset",
        /// A person added a passkey. Its name may be personal, so the audit keeps its number alone.
        PasskeyAdded = "passkey_added" {
            /// The passkey.
            passkey: PasskeyId,
        },
        /// A person gave a passkey another name.
        PasskeyRenamed = "passkey_renamed" {
            /// The passkey.
            passkey: PasskeyId,
        },
        /// A person removed a passkey.
        PasskeyRemoved = "passkey_removed" {
            /// The passkey.
            passkey: PasskeyId,
        },
        /// A passkey whose counter went backwards was suspended.
        PasskeySuspended = "passkey_suspended" {
            /// The passkey.
            passkey: PasskeyId,
        },
        /// A client declined the ITS contract that a partner offered.
        OfferDeclined = "offer_declined" {
            /// The partner.
            partner: PartnerId,
        },
        /// A client made a password for a program; its name, which is free text, stands with the password alone.
        ProgramPasswordMade = "program_password_made" {
            /// The password.
            password: ProgramPasswordId,
        },
        /// A client ended a password of a program.
        ProgramPasswordEnded = "program_password_ended" {
            /// The password.
            password: ProgramPasswordId,
        },
    }
}

impl PersonEvent {
    /// The link to be mailed to the person after this event, if any.
    #[must_use]
    pub fn link(&self) -> Option<Occasion> {
        match self {
            Self::PersonInvited { .. } | Self::InvitationRepeated => Some(Occasion::Invited),
            Self::PersonAdded { .. }
            | Self::PersonRegistered { .. }
            | Self::RoleGiven { .. }
            | Self::RoleEnded { .. }
            | Self::PersonDisabled
            | Self::PersonEnabled
            | Self::SessionsEnded { .. }
            | Self::PasswordSet
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

    /// What a letter tells the owner of the account of a change of their factors, if this is one.
    #[must_use]
    pub fn of_factors(&self) -> Option<FactorNews> {
        match self {
            Self::AppSetUp => Some(FactorNews::AppSetUp),
            Self::AppRemoved => Some(FactorNews::AppRemoved),
            Self::RecoveryCodesMade => Some(FactorNews::RecoveryCodesMade),
            Self::RecoveryCodeUsed { left } => Some(FactorNews::RecoveryCodeUsed { left: *left }),
            Self::FactorsReset => Some(FactorNews::Reset),
            Self::PersonInvited { .. }
            | Self::PersonAdded { .. }
            | Self::PersonRegistered { .. }
            | Self::InvitationRepeated
            | Self::RoleGiven { .. }
            | Self::RoleEnded { .. }
            | Self::PersonDisabled
            | Self::PersonEnabled
            | Self::SessionsEnded { .. }
            | Self::PasswordSet
            | Self::PasswordReset
            | Self::PasswordChanged
            | Self::ProfileChanged { .. }
            | Self::EmailConfirmed
            | Self::FactorResetAsked { .. }
            | Self::FactorResetConfirmed
            | Self::FactorResetCancelled { .. }
            | Self::PasskeyAdded { .. }
            | Self::PasskeyRenamed { .. }
            | Self::PasskeyRemoved { .. }
            | Self::PasskeySuspended { .. }
            | Self::ProgramPasswordMade { .. }
            | Self::ProgramPasswordEnded { .. }
            | Self::OfferDeclined { .. } => None,
        }
    }

    /// What the account's owner is told of a passkey, and of which.
    #[must_use]
    pub fn of_passkey(&self) -> Option<(PasskeyId, PasskeyNews)> {
        if let Self::PasskeyAdded { passkey } = self {
            Some((*passkey, PasskeyNews::Added))
        } else if let Self::PasskeyRemoved { passkey } = self {
            Some((*passkey, PasskeyNews::Removed))
        } else if let Self::PasskeySuspended { passkey } = self {
            Some((*passkey, PasskeyNews::Suspended))
        } else {
            None
        }
    }

    /// The program password that was made, of which the owner is told.
    #[must_use]
    pub fn program_password(&self) -> Option<ProgramPasswordId> {
        if let Self::ProgramPasswordMade { password } = self { Some(*password) } else { None }
    }

    /// Whether a working password was replaced: the account's owner is notified.
    #[must_use]
    pub fn replaces_password(&self) -> bool {
        matches!(self, Self::PasswordReset | Self::PasswordChanged)
    }
}
