//! The codes of stages, with who must act and which verbs are open in each.

codes! {
    /// A stage without its data, as lists and filters name it.
    pub enum StageCode {
        /// It has come; nobody has taken it.
        Received = "received",
        /// An employee of the partner inspects it.
        InReview = "in_review",
        /// The client must mend it.
        NeedsClient = "needs_client",
        /// The partner has forwarded it; it can still be undone for a moment.
        Forwarded = "forwarded",
        /// The authority issues certificates.
        CertRequest = "cert_request",
        /// It is being registered with the controlling bodies.
        Registering = "registering",
        /// Done on our side; the client finishes the set-up.
        Approved = "approved",
        /// The client has finished the set-up.
        Completed = "completed",
        /// Refused for good.
        Rejected = "rejected",
        /// Taken back by the client.
        Withdrawn = "withdrawn",
        /// The client did not mend it in time.
        Expired = "expired",
    }
}

codes! {
    /// Who must act now.
    pub enum Ball {
        /// The client.
        Client = "client",
        /// The partner.
        Partner = "partner",
        /// The operator.
        Operator = "operator",
        /// Nobody: it is over.
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
    /// What a person of the partner, or the client, can do with an application.
    pub enum Verb {
        /// Take it for inspection.
        Take = "take",
        /// Give it back to the queue.
        Release = "release",
        /// Hand it over to a colleague.
        HandOver = "hand_over",
        /// Set the connection parameters.
        SetParameters = "set_parameters",
        /// Forward it to the operator.
        Forward = "forward",
        /// Return it to the client, who mends it and keeps its number.
        Return = "return",
        /// Refuse it for good.
        Reject = "reject",
        /// Put it aside until a day.
        Hold = "hold",
        /// Take it up again before that day.
        Wake = "wake",
        /// Take the forwarding back while the undo window lasts.
        Undo = "undo",
        /// The client mends it and sends it again.
        Mend = "mend",
        /// The client takes it back.
        Withdraw = "withdraw",
        /// The client finishes the set-up.
        Complete = "complete",
    }
}

impl StageCode {
    /// The stages in which an application still moves.
    pub const OPEN: &'static [Self] = &[
        Self::Received,
        Self::InReview,
        Self::NeedsClient,
        Self::Forwarded,
        Self::CertRequest,
        Self::Registering,
    ];

    /// The stages in which it waits for the operator or the authority.
    pub const AT_OPERATOR: &'static [Self] = &[Self::Forwarded, Self::CertRequest, Self::Registering];

    /// The stages in which nothing more is done by the partner.
    pub const FINISHED: &'static [Self] =
        &[Self::Approved, Self::Completed, Self::Rejected, Self::Withdrawn, Self::Expired];

    /// The verbs that are open in this stage: buttons, permissions and refusals all come from here.
    #[must_use]
    pub const fn verbs(self) -> &'static [Verb] {
        match self {
            Self::Received => &[Verb::Take],
            Self::InReview => &[
                Verb::Forward,
                Verb::Return,
                Verb::Reject,
                Verb::Hold,
                Verb::Wake,
                Verb::SetParameters,
                Verb::Release,
                Verb::HandOver,
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

    /// Who must act now.
    #[must_use]
    pub const fn ball(self) -> Ball {
        match self {
            Self::Received | Self::InReview => Ball::Partner,
            Self::NeedsClient | Self::Approved => Ball::Client,
            Self::Forwarded | Self::CertRequest | Self::Registering => Ball::Operator,
            Self::Completed | Self::Rejected | Self::Withdrawn | Self::Expired => Ball::Nobody,
        }
    }

    /// What the client's program reads.
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
