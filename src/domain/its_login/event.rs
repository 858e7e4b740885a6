//! What happens to an ITS login, as the audit keeps it.

use chrono::NaiveDate;

use crate::domain::password_link::Occasion;

events! {
    /// What happened to an ITS login.
    pub enum LoginEvent, named LoginEventName {
        /// An ITS login was issued.
        LoginIssued = "login_issued" {
            /// Until which day its contract runs.
            contract_until: Option<NaiveDate>,
        },
        /// The holder of an account accepted the contract.
        LoginAccepted = "login_accepted" {
            /// Until which day it runs.
            contract_until: Option<NaiveDate>,
        },
        /// Its client was sent another link.
        LoginLinkSent = "login_link_sent",
        /// Its contract runs until another day.
        LoginContractSet = "login_contract_set" {
            /// The day as it was.
            was: Option<NaiveDate>,
            /// The day as it is.
            until: NaiveDate,
        },
        /// It was blocked.
        LoginBlocked = "login_blocked",
        /// It works again.
        LoginUnblocked = "login_unblocked",
        /// A first password was set by a link.
        PasswordSet = "password_set",
    }
}

impl LoginEvent {
    /// The link that the client is owed after this, if one is owed: it goes out by letter.
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
