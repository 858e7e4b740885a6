//! Identities of the things that the office keeps; each its own type, so that one is never taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    )+};
}

ids! {
    /// A partner: the organisation that serves clients; the tenant of the office.
    PartnerId,
    /// A person with an account.
    PersonId,
    /// A subscriber: an organisation or a sole proprietor that reports.
    OrganizationId,
    /// A login of the ITS portal, issued by a partner.
    ItsLoginId,
    /// The number of an application: decimal digits from one sequence, at most 11.
    ApplicationNumber,
    /// A month's statement of one partner.
    StatementId,
    /// A line of what is charged.
    ChargeId,
    /// What a month below zero left to its partner.
    CreditId,
    /// A piece of work that the worker owes.
    ErrandId,
    /// A link by which somebody sets a password.
    LinkId,
    /// A portal account that somebody has asked for.
    RegistrationId,
}
