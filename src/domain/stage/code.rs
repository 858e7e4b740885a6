//! The codes of stages, with who must act and which verbs are allowed in each.

codes! {
    /// A stage without its data, for lists and filters.
    pub enum StageCode {
        /// Received; without a reviewer.
        Received = "received",
        /// A reviewer of the partner inspects it.
        InReview = "in_review",
        /// The client must mend it.
        NeedsClient = "needs_client",
        /// The partner has forwarded it; the undo window is open.
        Forwarded = "forwarded",
        /// The authority issues certificates.
        CertRequest = "cert_request",
        /// It is being registered with the controlling bodies.
        Registering = "registering",
        /// Approved; the client finishes the set-up.
        Approved = "approved",
        /// The client has finished the set-up.
        Completed = "completed",
        /// Rejected for good.
        Rejected = "rejected",
        /// Withdrawn by the client.
        Withdrawn = "withdrawn",
        /// The client did not mend it in time.
        Expired = "expired",
    }
}

codes! {
    /// The party that must act.
    pub enum Ball {
        /// The client.
        Client = "client",
        /// The partner.
        Partner = "partner",
        /// The operator.
        Operator = "operator",
        /// No one: the application has ended.
        Nobody = "nobody",
    }
}

codes! {
    /// The status that the client's program reads; it knows only these.
    pub enum ClientStatus {
        /// «Отправлено».
        Sent = "sent",
        /// «Одобрено».
        Approved = "approved",
        /// «Отклонено».
        Rejected = "rejected",
    }
}

codes! {
    /// An action of the partner or the client on an application.
    pub enum Verb {
        /// Take it for review.
        Take = "take",
        /// Release it to the queue.
        Release = "release",
        /// Hand it over to another reviewer.
        HandOver = "hand_over",
        /// Set the connection parameters.
        SetParameters = "set_parameters",
        /// Forward it to the operator.
        Forward = "forward",
        /// Return it to the client, who mends it; it keeps its number.
        Return = "return",
        /// Reject it for good.
        Reject = "reject",
        /// Put it on hold until a day.
        Hold = "hold",
        /// End the hold before that day.
        Wake = "wake",
        /// Undo the forwarding while the window is open.
        Undo = "undo",
        /// The client mends it and sends it again.
        Mend = "mend",
        /// The client tells the partner that it waits.
        Nudge = "nudge",
        /// The client withdraws it.
        Withdraw = "withdraw",
        /// The client finishes the set-up.
        Complete = "complete",
    }
}

impl StageCode {
    /// The stages of open applications.
    pub const OPEN: &'static [Self] = &[
        Self::Received,
        Self::InReview,
        Self::NeedsClient,
        Self::Forwarded,
        Self::CertRequest,
        Self::Registering,
    ];

    /// The stages at the operator or the authority.
    pub const AT_OPERATOR: &'static [Self] = &[Self::Forwarded, Self::CertRequest, Self::Registering];

    /// The stages in which the partner has nothing left to do.
    pub const FINISHED: &'static [Self] =
        &[Self::Approved, Self::Completed, Self::Rejected, Self::Withdrawn, Self::Expired];

    /// The verbs allowed in this stage; buttons, permissions and refusals all follow from this table.
    #[must_use]
    pub const fn verbs(self) -> &'static [Verb] {
        match self {
            Self::Received => &[Verb::Take, Verb::Nudge],
            Self::InReview => &[
                Verb::Forward,
                Verb::Return,
                Verb::Reject,
                Verb::Hold,
                Verb::Wake,
                Verb::SetParameters,
                Verb::Release,
                Verb::HandOver,
                Verb::Nudge,
            ],
            Self::NeedsClient => &[Verb::Mend, Verb::Withdraw],
            Self::Forwarded => &[Verb::Undo],
            Self::Approved => &[Verb::Complete],
            Self::CertRequest
            | Self::Registering
            | Self::Completed
            | Self::Rejected
            | Self::Withdrawn
            | Self::Expired => &[],
        }
    }

    /// The party that must act.
    #[must_use]
    pub const fn ball(self) -> Ball {
        match self {
            Self::Received | Self::InReview => Ball::Partner,
            Self::NeedsClient | Self::Approved => Ball::Client,
            Self::Forwarded | Self::CertRequest | Self::Registering => Ball::Operator,
            Self::Completed | Self::Rejected | Self::Withdrawn | Self::Expired => Ball::Nobody,
        }
    }

    /// The status that the client's program reads.
    #[must_use]
    pub const fn client_status(self) -> ClientStatus {
        match self {
            Self::Received
            | Self::InReview
            | Self::NeedsClient
            | Self::Forwarded
            | Self::CertRequest
            | Self::Registering => ClientStatus::Sent,
            Self::Approved | Self::Completed => ClientStatus::Approved,
            Self::Rejected | Self::Withdrawn | Self::Expired => ClientStatus::Rejected,
        }
    }

    /// Whether the terms still hold that were fixed at the forwarding: an application that was undone, refused or reset
    /// is priced anew.
    #[must_use]
    pub const fn keeps_terms(self) -> bool {
        match self {
            Self::Forwarded | Self::CertRequest | Self::Registering | Self::Approved | Self::Completed => {
                true
            }
            Self::Received
            | Self::InReview
            | Self::NeedsClient
            | Self::Rejected
            | Self::Withdrawn
            | Self::Expired => false,
        }
    }

    /// How far it has come, of six steps; nothing when it ended without approval.
    #[must_use]
    pub const fn step(self) -> Option<u8> {
        match self {
            Self::Received => Some(1),
            Self::InReview | Self::NeedsClient => Some(2),
            Self::Forwarded => Some(3),
            Self::CertRequest => Some(4),
            Self::Registering => Some(5),
            Self::Approved | Self::Completed => Some(6),
            Self::Rejected | Self::Withdrawn | Self::Expired => None,
        }
    }
}
