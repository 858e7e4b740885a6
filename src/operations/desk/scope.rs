//! The rows that an actor may reach, by role and tenant.

use crate::domain::ids::{OrganizationId, PartnerId, PersonId};
use crate::domain::role::{Role, Scope};

/// The scope of an account in this role.
pub(super) fn scope(
    role: Role,
    partner: Option<PartnerId>,
    account: PersonId,
    memberships: Vec<OrganizationId>,
) -> Scope {
    match (role, partner) {
        (Role::Support | Role::OperatorClerk | Role::OperatorBilling | Role::OperatorAdmin, _) => {
            Scope::Everything
        }
        (Role::PartnerStaff | Role::PartnerManager | Role::PartnerAdmin, Some(partner)) => {
            Scope::Partner(partner)
        }
        (Role::Client | Role::ClientAdmin, _) => Scope::Client { account, organizations: memberships },
        // An actor without a tenant sees only the organisations in which they are a member, or none.
        (
            Role::PartnerStaff
            | Role::PartnerManager
            | Role::PartnerAdmin
            | Role::ItsLogin
            | Role::Worker
            | Role::Console,
            _,
        ) => Scope::Organizations(memberships),
    }
}
