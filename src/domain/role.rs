//! Roles of people in tenants. Their permissions are in `policies/`.

use super::ids::PartnerId;

codes! {
    /// The role of a person in a tenant.
    pub enum Role {
        /// A client: a member of a subscriber.
        Client = "client",
        /// The administrator of a subscriber; held by a membership, not by an assignment.
        ClientAdmin = "client_admin",
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
        /// A client's program that authenticates with an ITS login; not a person's role.
        ItsLogin = "its_login",
        /// The worker that runs errands; not a person's role.
        Worker = "worker",
        /// Commands run on the machine; not a person's role.
        Console = "console",
    }
}

impl Role {
    /// The roles in a partner, the lowest first.
    pub const OF_PARTNER: &'static [Self] = &[Self::PartnerStaff, Self::PartnerManager, Self::PartnerAdmin];
    /// The roles in the operator, the administrator last.
    pub const OF_OPERATOR: &'static [Self] =
        &[Self::Support, Self::OperatorClerk, Self::OperatorBilling, Self::OperatorAdmin];

    /// The roles in a tenant: of a partner, or of the operator without one.
    #[must_use]
    pub const fn of_house(house: Option<PartnerId>) -> &'static [Self] {
        match house {
            Some(_) => Self::OF_PARTNER,
            None => Self::OF_OPERATOR,
        }
    }

    /// The role that manages a tenant's people.
    #[must_use]
    pub const fn administrator(house: Option<PartnerId>) -> Self {
        match house {
            Some(_) => Self::PartnerAdmin,
            None => Self::OperatorAdmin,
        }
    }

    /// The rank within the tenant; in the operator only the administrator ranks above the others.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Client | Self::ClientAdmin | Self::ItsLogin | Self::Worker | Self::Console => 0,
            Self::PartnerStaff | Self::Support | Self::OperatorClerk | Self::OperatorBilling => 1,
            Self::PartnerManager => 2,
            Self::PartnerAdmin | Self::OperatorAdmin => 3,
        }
    }
}

/// The rows that an actor may see and change; every query of the store takes a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything: the operator and the support line.
    Everything,
    /// The rows of one partner.
    Partner(PartnerId),
    /// The rows of the organisations in which a client is a member.
    Organizations(Vec<super::ids::OrganizationId>),
    /// The same, and the applications of the account's ITS contracts: whoever connects an organisation is no member before that is
    /// approved.
    Client {
        /// The account.
        account: super::ids::PersonId,
        /// The organisations in which it is a member.
        organizations: Vec<super::ids::OrganizationId>,
    },
    /// The applications that an ITS login sent or is bound to.
    ItsLogin(super::ids::ItsLoginId),
}
