//! Roles: what a person is in the office. What each may do is said in `policies/`.

use super::ids::PartnerId;

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

impl Role {
    /// What people of a partner can be, the least first.
    pub const OF_PARTNER: &'static [Self] = &[Self::PartnerStaff, Self::PartnerManager, Self::PartnerAdmin];
    /// What people of the operator can be, the administrator last.
    pub const OF_OPERATOR: &'static [Self] =
        &[Self::Support, Self::OperatorClerk, Self::OperatorBilling, Self::OperatorAdmin];

    /// What people of a house can be: of a partner, or of the operator when there is none.
    #[must_use]
    pub const fn of_house(house: Option<PartnerId>) -> &'static [Self] {
        match house {
            Some(_) => Self::OF_PARTNER,
            None => Self::OF_OPERATOR,
        }
    }

    /// Who keeps the people of a house.
    #[must_use]
    pub const fn administrator(house: Option<PartnerId>) -> Self {
        match house {
            Some(_) => Self::PartnerAdmin,
            None => Self::OperatorAdmin,
        }
    }

    /// How high it stands in its house; at the operator only the administrator stands above the others.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Client | Self::ItsLogin | Self::Worker | Self::Console => 0,
            Self::PartnerStaff | Self::Support | Self::OperatorClerk | Self::OperatorBilling => 1,
            Self::PartnerManager => 2,
            Self::PartnerAdmin | Self::OperatorAdmin => 3,
        }
    }
}

/// On whose rows somebody works; every query of the store takes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All partners: the operator and the support line.
    Everything,
    /// The rows of one partner.
    Partner(PartnerId),
    /// The rows of the organisations that a client belongs to.
    Organizations(Vec<super::ids::OrganizationId>),
    /// The applications that an ITS login sent or is bound to.
    ItsLogin(super::ids::ItsLoginId),
}
