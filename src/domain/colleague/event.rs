//! The events of a person, as the audit stores them.

use chrono::NaiveDate;

use crate::domain::ids::{PartnerId, ProgramPasswordId};
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
            | Self::OfferDeclined { .. }
            | Self::ProgramPasswordMade { .. }
            | Self::ProgramPasswordEnded { .. } => None,
        }
    }

    /// Whether a working password was replaced: the account's owner is notified.
    #[must_use]
    pub fn replaces_password(&self) -> bool {
        matches!(self, Self::PasswordReset | Self::PasswordChanged)
    }
}
