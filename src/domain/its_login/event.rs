//! The events of an ITS login, as the audit stores them.

use chrono::NaiveDate;

use crate::domain::password_link::Occasion;

events! {
    /// An event of an ITS login.
    pub enum LoginEvent, named LoginEventName {
        /// An ITS login was issued.
        LoginIssued = "login_issued" {
            /// The last day of its contract.
            contract_until: Option<NaiveDate>,
        },
        /// The holder of an account accepted the contract.
        LoginAccepted = "login_accepted" {
            /// Its last day.
            contract_until: Option<NaiveDate>,
        },
        /// Another link was mailed to the client.
        LoginLinkSent = "login_link_sent",
        /// The last day of its contract was changed.
        LoginContractSet = "login_contract_set" {
            /// The former day.
            was: Option<NaiveDate>,
            /// The new day.
            until: NaiveDate,
        },
        /// It was blocked.
        LoginBlocked = "login_blocked",
        /// It was unblocked.
        LoginUnblocked = "login_unblocked",
        /// The client set the password through a link.
        PasswordSet = "password_set",
    }
}

impl LoginEvent {
    /// The link to be mailed to the client after this event, if any.
    #[must_use]
    pub fn link(&self) -> Option<Occasion> {
        match self {
            Self::LoginIssued { .. } | Self::LoginLinkSent => Some(Occasion::Issued),
            Self::LoginAccepted { .. }
            | Self::LoginContractSet { .. }
            | Self::LoginBlocked
            | Self::LoginUnblocked
            | Self::PasswordSet => None,
        }
    }
}
