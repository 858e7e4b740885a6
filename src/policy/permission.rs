//! The permissions: the typed mirror of the objects and acts in `policies/policy.csv`.

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = ($object:literal, $act:literal)),+ $(,)?) => {
        /// A permission: the typed mirror of an object and an act in `policies/policy.csv`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Permission { $($(#[$doc])* $name),+ }

        impl Permission {
            /// Every permission.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The object and the act in the policy.
            #[must_use]
            pub const fn object_and_act(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($object, $act)),+ }
            }

            /// The permission with this object and act, if there is one.
            #[must_use]
            pub fn named(object: &str, act: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|permission| permission.object_and_act() == (object, act))
            }
        }
    };
}

permissions! {
    /// See whole applications.
    ViewApplication = ("application", "view"),
    /// Take an application for review.
    Take = ("application", "take"),
    /// Give it back to the queue.
    Release = ("application", "release"),
    /// Hand it over to a colleague.
    HandOver = ("application", "hand_over"),
    /// Set its connection parameters.
    SetParameters = ("application", "set_parameters"),
    /// Forward it to the operator, and undo that in time.
    Forward = ("application", "forward"),
    /// Return it to the client for correction.
    Return = ("application", "return"),
    /// Refuse it for good.
    Reject = ("application", "reject"),
    /// Put it aside until a day, and take it up again.
    Hold = ("application", "hold"),
    /// Write a note about it for the colleagues.
    WriteNote = ("application", "note"),
    /// Delete the team filters of the queue that colleagues saved.
    ManageTeamFilters = ("saved_filter", "manage"),
    /// Send an application from a client's program.
    Submit = ("application", "submit"),
    /// See applications of the client's own organisations.
    ViewOwnApplication = ("own_application", "view"),
    /// Mend a returned application of the client's own organisations, and send it again.
    MendOwnApplication = ("own_application", "mend"),
    /// Fill an application in the browser; nobody else sees the draft.
    FillDraft = ("draft", "fill"),
    /// Send an application that was filled in the browser.
    SendDraft = ("draft", "send"),
    /// Tell the partner that the client waits for an application.
    NudgePartner = ("own_application", "nudge"),
    /// Add files to an application of the client's own organisations, and remove them.
    AttachToOwnApplication = ("own_application", "attach"),
    /// Withdraw an application of the client's own organisations.
    WithdrawOwnApplication = ("own_application", "withdraw"),
    /// Finish the set-up of an application of the client's own organisations.
    CompleteOwnApplication = ("own_application", "complete"),
    /// Ask for archives of the documents of one's own organisations, and take them.
    RequestArchive = ("own_archive", "request"),
    /// Ask the partner a question, and read the answers to one's own.
    AskQuestion = ("own_question", "ask"),
    /// Read clients' questions, answer and close them.
    AnswerQuestion = ("question", "answer"),
    /// Look at the reconciliation acts that clients order, send and refuse them.
    CheckAct = ("reconciliation_act", "check"),
    /// Send a letter with documents again that did not reach its client.
    ResendArchive = ("client_archive", "resend"),
    /// See the organisations of the partner.
    ViewOrganization = ("organization", "view"),
    /// Invite administrators of the partner's organisations, and see who they are.
    InviteAdministrator = ("organization", "invite_administrator"),
    /// Remind an organisation of the partner of what expires.
    RemindOrganization = ("organization", "remind"),
    /// Look up any organisation, read-only; each look-up is recorded.
    LookUpOrganization = ("organization", "look_up"),
    /// Reveal personal data for a reason; each time is recorded.
    RevealPersonalData = ("personal_data", "reveal"),
    /// See the documents that 1С gave out for the partner's organisations.
    ViewDocument = ("document", "view"),
    /// See what the partner sells to its clients: sales, payments, prices.
    ViewSale = ("sale", "view"),
    /// Issue documents to clients, note their payments, keep the requisites and prices of the partner.
    IssueSale = ("sale", "issue"),
    /// Read the documentation.
    ViewDocumentation = ("documentation", "view"),
    /// See statements.
    ViewStatement = ("statement", "view"),
    /// Agree to a statement.
    AgreeStatement = ("statement", "agree"),
    /// Dispute lines of a statement.
    DisputeStatement = ("statement", "dispute"),
    /// Export the settlement.
    ExportStatement = ("statement", "export"),
    /// Form the statements of a month.
    FormStatement = ("statement", "form"),
    /// Publish a statement to the partner.
    PublishStatement = ("statement", "publish"),
    /// Answer disputed lines.
    ResolveStatement = ("statement", "resolve"),
    /// Issue an invoice.
    InvoiceStatement = ("statement", "invoice"),
    /// Close a statement with a sum of zero or less, without an invoice.
    CloseStatement = ("statement", "close"),
    /// See the partners with their contracts.
    ViewPartner = ("partner", "view"),
    /// Add partners; maintain their cards, contracts and discounts.
    ManageContract = ("contract", "manage"),
    /// Maintain the price list and the promotions.
    ManagePrices = ("price", "manage"),
    /// Word the canned reasons.
    ManageReasons = ("reason", "manage"),
    /// See how often each reason is given.
    CountReasons = ("reason", "count"),
    /// Change the business settings.
    ManageSettings = ("settings", "manage"),
    /// Transfer an organisation to another partner.
    TransferOrganization = ("organization", "transfer"),
    /// Count a statement as agreed when its partner did not answer in time.
    LapseStatement = ("statement", "lapse"),
    /// See the applications at the authority and the dead errands.
    ViewAuthority = ("authority", "view"),
    /// Retry a dead errand.
    ResendErrand = ("errand", "resend"),
    /// Drop the dead errands of an application.
    ResetErrand = ("errand", "reset"),
    /// Refuse an application at the authority.
    RefuseAtAuthority = ("authority", "refuse"),
    /// Run errands.
    RunErrand = ("errand", "run"),
    /// Manage the people of the person's own tenant: see them, send invitations again, end sessions.
    ManagePeople = ("person", "manage"),
    /// Decide who works in the person's own tenant and how they sign in: invite, give and end roles, disable and enable, lend
    /// colleagues' roles, require a second factor and have it taken off.
    AppointPeople = ("person", "appoint"),
    /// Add people of any tenant with a password, from the console.
    AddPerson = ("person", "add"),
    /// Accept another key of the training authority, from the console.
    AdoptAuthority = ("authority", "adopt"),
    /// Issue, prolong and block ITS logins.
    ManageItsLogins = ("its_login", "manage"),
    /// See one's own ITS contracts and what partners offer.
    ViewOwnContract = ("own_contract", "view"),
    /// Accept or decline what a partner offers.
    AnswerOffer = ("own_contract", "answer"),
    /// Make and end passwords of one's own programs.
    ManageProgramPasswords = ("program_password", "manage"),
    /// See one's own products.
    ViewOwnProduct = ("own_product", "view"),
    /// Register a product, or get a free one.
    RegisterProduct = ("own_product", "register"),
    /// See one's own subscriber: codes, people, organisations, profile.
    ViewOwnSubscriber = ("own_subscriber", "view"),
    /// Manage the people of a subscriber that one administers: invitations, endings, whom the ИНН opens.
    ManageOwnSubscriber = ("own_subscriber", "manage"),
    /// Accept an invitation to act for a subscriber.
    AcceptInvitation = ("invitation", "accept"),
    /// Change what one says of oneself.
    EditOwnProfile = ("own_profile", "edit"),
    /// Publish deliveries, whose PINs register products.
    ManageDeliveries = ("delivery", "manage"),
    /// Read the sublicense contracts of the person's own partner.
    ViewContract = ("contract", "view"),
    /// Read and export the journal of the person's own tenant.
    ViewJournal = ("journal", "view"),
    /// See who may do what, now and on a day that is past: of the own partner, the operator of everybody.
    ViewRights = ("rights", "view"),
    /// Read the policy, and how it has changed.
    ViewPolicy = ("policy", "view"),
    /// Keep the text of the policy in force.
    KeepPolicy = ("policy", "keep"),
}
