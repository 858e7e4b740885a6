//! What happens to a person, as the audit keeps it.

use chrono::NaiveDate;

use crate::domain::password_link::Occasion;
use crate::domain::role::Role;

events! {
    /// What happened to a person.
    pub enum PersonEvent, named PersonEventName {
        /// A person was invited into a house.
        PersonInvited = "person_invited" {
            /// With which roles.
            roles: Vec<Role>,
        },
        /// A person was added from the console, with a password.
        PersonAdded = "person_added" {
            /// With which roles.
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
        /// A person was let in again.
        PersonEnabled = "person_enabled",
        /// Sessions of a person were ended by somebody.
        SessionsEnded = "sessions_ended" {
            /// How many.
            sessions: u64,
        },
        /// A first password was set by a link.
        PasswordSet = "password_set",
        /// A password was set anew by a link.
        PasswordReset = "password_reset",
        /// A person changed the password, knowing the old one.
        PasswordChanged = "password_changed",
    }
}

impl PersonEvent {
    /// The link that the person is owed after this, if one is owed: it goes out by letter.
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
            | Self::PasswordChanged => None,
        }
    }

    /// Whether a password that worked gave way to another one: its owner is told, whoever did it.
    #[must_use]
    pub fn replaces_password(&self) -> bool {
        matches!(self, Self::PasswordReset | Self::PasswordChanged)
    }
}
