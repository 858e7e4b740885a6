//! What happens in a house to its people and to the ITS logins that it has issued.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Event;
use crate::domain::password_link::Occasion;
use crate::domain::role::Role;

/// What happened to a person or to an ITS login. The names are kept for ever, as those of other events are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "snake_case")]
pub enum HouseEvent {
    /// A person was invited into a house.
    PersonInvited {
        /// With which roles.
        roles: Vec<Role>,
    },
    /// A person was added from the console, with a password.
    PersonAdded {
        /// With which roles.
        roles: Vec<Role>,
    },
    /// The invitation was sent again.
    InvitationRepeated,
    /// A person was given a role.
    RoleGiven {
        /// The role.
        role: Role,
    },
    /// A role of a person was ended.
    RoleEnded {
        /// The role.
        role: Role,
    },
    /// A person was disabled.
    PersonDisabled,
    /// A person was let in again.
    PersonEnabled,
    /// Sessions of a person were ended by somebody.
    SessionsEnded {
        /// How many.
        sessions: u64,
    },
    /// A first password was set by a link.
    PasswordSet,
    /// A password was set anew by a link.
    PasswordReset,
    /// A person changed the password, knowing the old one.
    PasswordChanged,
    /// An ITS login was issued.
    LoginIssued {
        /// Until which day its contract runs.
        contract_until: Option<NaiveDate>,
    },
    /// Its client was sent another link.
    LoginLinkSent,
    /// Its contract runs until another day.
    LoginContractSet {
        /// The day as it was.
        was: Option<NaiveDate>,
        /// The day as it is.
        until: NaiveDate,
    },
    /// It was blocked.
    LoginBlocked,
    /// It works again.
    LoginUnblocked,
}

impl HouseEvent {
    /// The word under which the audit keeps it.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        match self {
            Self::PersonInvited { .. } => "person_invited",
            Self::PersonAdded { .. } => "person_added",
            Self::InvitationRepeated => "invitation_repeated",
            Self::RoleGiven { .. } => "role_given",
            Self::RoleEnded { .. } => "role_ended",
            Self::PersonDisabled => "person_disabled",
            Self::PersonEnabled => "person_enabled",
            Self::SessionsEnded { .. } => "sessions_ended",
            Self::PasswordSet => "password_set",
            Self::PasswordReset => "password_reset",
            Self::PasswordChanged => "password_changed",
            Self::LoginIssued { .. } => "login_issued",
            Self::LoginLinkSent => "login_link_sent",
            Self::LoginContractSet { .. } => "login_contract_set",
            Self::LoginBlocked => "login_blocked",
            Self::LoginUnblocked => "login_unblocked",
        }
    }

    /// The link that the office owes after this, if it owes one: to whom it happened gets it by letter.
    #[must_use]
    pub fn link(&self) -> Option<Occasion> {
        match self {
            Self::PersonInvited { .. } | Self::InvitationRepeated => Some(Occasion::Invited),
            Self::LoginIssued { .. } | Self::LoginLinkSent => Some(Occasion::Issued),
            Self::PersonAdded { .. }
            | Self::RoleGiven { .. }
            | Self::RoleEnded { .. }
            | Self::PersonDisabled
            | Self::PersonEnabled
            | Self::SessionsEnded { .. }
            | Self::PasswordSet
            | Self::PasswordReset
            | Self::PasswordChanged
            | Self::LoginContractSet { .. }
            | Self::LoginBlocked
            | Self::LoginUnblocked => None,
        }
    }
}

impl HouseEvent {
    /// Whether a password that worked gave way to another one: its owner is told, whoever did it.
    #[must_use]
    pub fn replaces_password(&self) -> bool {
        matches!(self, Self::PasswordReset | Self::PasswordChanged)
    }
}

impl From<HouseEvent> for Event {
    fn from(event: HouseEvent) -> Self {
        Self::House(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_of_the_house_are_kept_like_all_others() {
        let given = Event::from(HouseEvent::RoleGiven { role: Role::PartnerManager });
        let kept = serde_json::to_string(&given).unwrap();
        assert_eq!(kept, r#"{"verb":"role_given","role":"partner_manager"}"#);
        assert_eq!(serde_json::from_str::<Event>(&kept).unwrap(), given);
        let ended = Event::from(HouseEvent::PersonDisabled);
        let kept = serde_json::to_string(&ended).unwrap();
        assert_eq!(kept, r#"{"verb":"person_disabled"}"#);
        assert_eq!(serde_json::from_str::<Event>(&kept).unwrap(), ended);
        assert_eq!(serde_json::from_str::<Event>(r#"{"verb":"released"}"#).unwrap(), Event::Released);
    }
}
