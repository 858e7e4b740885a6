//! Roles: what a person is in the office. What each may do is said in `policies/`.

codes! {
    /// The role of a person in a tenant.
    pub enum Role {
        /// A person of a subscriber.
        Client = "client",
        /// Сотрудник партнера.
        PartnerStaff = "partner_staff",
        /// Менеджер партнера.
        PartnerManager = "partner_manager",
        /// Администратор партнера.
        PartnerAdmin = "partner_admin",
        /// Линия поддержки.
        Support = "support",
        /// Обработка заявлений у оператора.
        OperatorClerk = "operator_clerk",
        /// Расчеты с партнерами.
        OperatorBilling = "operator_billing",
        /// Администратор оператора.
        OperatorAdmin = "operator_admin",
        /// A client's program that signs with an ITS login; not a person's role.
        ItsLogin = "its_login",
        /// The worker that runs errands; not a person's role.
        Worker = "worker",
        /// The one who runs commands on the machine itself; not a person's role.
        Console = "console",
    }
}

/// On whose rows somebody works; every query of the store takes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All partners: the operator and the support line.
    Everything,
    /// The rows of one partner.
    Partner(super::ids::PartnerId),
    /// The rows of the organisations that a client belongs to.
    Organizations(Vec<super::ids::OrganizationId>),
    /// The applications that an ITS login sent or is bound to.
    ItsLogin(super::ids::ItsLoginId),
}
