//! The journal: by what kind of act, and by whose hand, its entries are looked for.

use super::role::Role;

codes! {
    /// A kind of act that people look for in the journal.
    pub enum Act {
        /// Everything that happened to applications.
        Applications = "applications",
        /// What was returned to clients and refused.
        Decisions = "decisions",
        /// What was forwarded to the operator, and taken back.
        Forwarding = "forwarding",
        /// Looks of the support line, and personal data that was shown to it.
        Looks = "looks",
        /// The months: agreed, disputed, invoiced.
        Settlement = "settlement",
        /// People, their roles and passwords.
        People = "people",
        /// ITS logins.
        Logins = "logins",
        /// Files that were taken away.
        Exports = "exports",
        /// The terms of the office: settings, prices, partners, reasons.
        Terms = "terms",
        /// Organisations that went from partner to partner.
        Transfers = "transfers",
        /// What the support line searched for.
        Searches = "searches",
    }
}

impl Act {
    /// What a partner's chain has, in the order of its list.
    pub const OF_PARTNER: &'static [Self] = &[
        Self::Looks,
        Self::Applications,
        Self::Decisions,
        Self::Forwarding,
        Self::Settlement,
        Self::People,
        Self::Logins,
        Self::Exports,
    ];
    /// What the operator's chain has.
    pub const OF_OPERATOR: &'static [Self] =
        &[Self::Terms, Self::Transfers, Self::People, Self::Searches, Self::Exports];

    /// The kinds of subject that such acts are about: what stands before the colon of a subject's name.
    #[must_use]
    pub const fn subjects(self) -> &'static [&'static str] {
        match self {
            Self::Applications | Self::Decisions | Self::Forwarding => &["application"],
            Self::Looks | Self::Transfers => &["organization"],
            Self::Settlement => &["statement"],
            Self::People => &["person"],
            Self::Logins => &["its_login", "its_offer"],
            Self::Exports => &["statement", "journal"],
            Self::Terms => &["setting", "prices", "zones", "bands", "vat", "promotion", "partner", "reason"],
            Self::Searches => &["search"],
        }
    }

    /// The verbs that count; all of them when none is named.
    #[must_use]
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Decisions => &["returned", "rejected"],
            Self::Forwarding => &["forwarded", "forwarding_undone", "submitted"],
            Self::Looks => &["looked_up", "revealed"],
            Self::Exports => &["exported", "journal_exported"],
            Self::Applications
            | Self::Settlement
            | Self::People
            | Self::Logins
            | Self::Terms
            | Self::Transfers
            | Self::Searches => &[],
        }
    }
}

codes! {
    /// A group of those who act.
    pub enum Hand {
        /// The support line.
        Support = "support",
        /// The operator's people.
        Operator = "operator",
        /// Clients' programs.
        Programs = "programs",
        /// The service by itself.
        Service = "service",
        /// Whoever runs commands on the machine.
        Console = "console",
    }
}

impl Hand {
    /// The roles in which this group acts.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Support => &[Role::Support],
            Self::Operator => &[Role::OperatorClerk, Role::OperatorBilling, Role::OperatorAdmin],
            Self::Programs => &[Role::ItsLogin],
            Self::Service => &[Role::Worker],
            Self::Console => &[Role::Console],
        }
    }
}
