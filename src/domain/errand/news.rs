//! The news of letters about applications, and of those about roles that were handed over.

codes! {
    /// The news of a letter.
    pub enum News {
        /// To the partner: a new application has come.
        NewApplication = "new_application",
        /// To the partner: a returned application was mended.
        MendedForPartner = "mended_partner",
        /// To the partner: a returned application was withdrawn.
        WithdrawnForPartner = "withdrawn_partner",
        /// To the partner: the client waits for it.
        NudgedForPartner = "nudged_partner",
        /// To the partner: the operator has given it back.
        BackForPartner = "back_partner",
        /// To the client: the application has come and waits for the partner.
        Accepted = "accepted",
        /// To the client: the application must be mended.
        Returned = "returned",
        /// To the client: the mended application has come.
        Mended = "mended",
        /// To the client: the operator works on it.
        Forwarded = "forwarded",
        /// To the client: the operator has given it back, and the partner reviews it again.
        Back = "back",
        /// To the client: it is rejected.
        Rejected = "rejected",
        /// To the client: it was withdrawn.
        Withdrawn = "withdrawn",
        /// To the client: it was not mended in time.
        Expired = "expired",
        /// To the client: the application is approved.
        Approved = "approved",
    }
}

codes! {
    /// The news of a letter about a standing in.
    pub enum StandingInNews {
        /// It begins.
        Begins = "begins",
        /// Its last day is over.
        Ends = "ends",
        /// It was ended before its time.
        EndedEarly = "ended_early",
    }
}
