//! The filters of the journal: kinds of acts and groups of actors.

use super::role::Role;

codes! {
    /// A kind of act.
    pub enum Act {
        /// Applications.
        Applications = "applications",
        /// Returned and rejected applications.
        Decisions = "decisions",
        /// Forwarded applications, and undone forwardings.
        Forwarding = "forwarding",
        /// Look-ups by the support line, and personal data disclosed to it.
        Looks = "looks",
        /// Settlement: months agreed, disputed, invoiced.
        Settlement = "settlement",
        /// People, their roles and passwords.
        People = "people",
        /// ITS logins.
        Logins = "logins",
        /// Clients' questions.
        Questions = "questions",
        /// What the partner sells to clients: documents, payments, prices.
        Sales = "sales",
        /// Archives of documents that clients asked for.
        Archives = "archives",
        /// Exported files.
        Exports = "exports",
        /// Terms: settings, prices, partners, reasons.
        Terms = "terms",
        /// Organisations transferred to another partner.
        Transfers = "transfers",
        /// Searches by the support line.
        Searches = "searches",
    }
}

impl Act {
    /// The kinds of acts in a partner's chain, in the order of the list.
    pub const OF_PARTNER: &'static [Self] = &[
        Self::Looks,
        Self::Applications,
        Self::Decisions,
        Self::Forwarding,
        Self::Settlement,
        Self::People,
        Self::Logins,
        Self::Questions,
        Self::Sales,
        Self::Archives,
        Self::Exports,
    ];
    /// The kinds of acts in the operator's chain.
    pub const OF_OPERATOR: &'static [Self] =
        &[Self::Terms, Self::Transfers, Self::People, Self::Searches, Self::Exports];

    /// The kinds of subjects of these acts: the part of a subject's name before the colon.
    #[must_use]
    pub const fn subjects(self) -> &'static [&'static str] {
        match self {
            Self::Applications | Self::Decisions | Self::Forwarding => &["application", "attachment"],
            Self::Looks | Self::Transfers => &["organization"],
            Self::Settlement => &["statement"],
            Self::People => &["person", "factor_rule", "cloud", "standing_in"],
            Self::Logins => &["its_login", "its_offer"],
            Self::Questions => &["question", "disowning"],
            Self::Sales => &["sale", "seller", "payment"],
            Self::Archives => &["archive", "document", "subscription"],
            Self::Exports => &["statement", "journal", "seller"],
            Self::Terms => &[
                "setting",
                "prices",
                "zones",
                "bands",
                "vat",
                "promotion",
                "partner",
                "reason",
                "deliveries",
            ],
            Self::Searches => &["search"],
        }
    }

    /// The verbs of these acts; an empty list means all.
    #[must_use]
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Decisions => &["returned", "rejected"],
            Self::Forwarding => &["forwarded", "forwarding_undone", "submitted"],
            Self::Looks => &["looked_up", "revealed"],
            Self::Exports => &["exported", "journal_exported", "book_exported"],
            Self::Applications
            | Self::Settlement
            | Self::People
            | Self::Logins
            | Self::Questions
            | Self::Sales
            | Self::Archives
            | Self::Terms
            | Self::Transfers
            | Self::Searches => &[],
        }
    }
}

codes! {
    /// A group of actors.
    pub enum Hand {
        /// The support line.
        Support = "support",
        /// The operator's people.
        Operator = "operator",
        /// Clients' programs.
        Programs = "programs",
        /// The worker.
        Service = "service",
        /// The commands run on the machine.
        Console = "console",
    }
}

impl Hand {
    /// The roles of this group.
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
