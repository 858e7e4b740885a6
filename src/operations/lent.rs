//! The rights of a desk: one's own, and those of roles that colleagues have handed over for some days.

use std::sync::{Arc, OnceLock};

use crate::domain::role::Role;
use crate::domain::standing_in::Lending;
use crate::policy::{Permission, Policy, Rights};

/// The rights of a desk.
#[derive(Clone, Debug, Default)]
pub(super) struct DeskRights {
    own: Rights,
    lent: Vec<LentRights>,
    /// By whose lent right something was decided at this desk, if anything was. Copies of the desk share it.
    under: Arc<OnceLock<String>>,
}

/// The rights of a role that is lent, without those that stay with whoever holds it.
#[derive(Clone, Debug)]
struct LentRights {
    /// The login of whoever handed it over.
    giver: String,
    role: Role,
    rights: Rights,
}

impl DeskRights {
    /// The actor's own.
    pub(super) fn own(own: Rights) -> Self {
        Self { own, ..Self::default() }
    }

    /// The same, and what is lent.
    pub(super) fn with(self, policy: &Policy, lent: &[Lending]) -> Self {
        let lent = lent.iter().map(|lending| LentRights {
            giver: lending.giver.login.clone(),
            role: lending.standing.role,
            rights: policy.lent_rights(lending.standing.role),
        });
        Self { lent: lent.collect(), ..self }
    }

    /// Whether they include a permission, for showing what can be done.
    pub(super) fn include(&self, permission: Permission) -> bool {
        self.own.include(permission) || self.lent.iter().any(|lent| lent.rights.include(permission))
    }

    /// Whether they include a permission, for doing it. Where it comes from a lent role alone, whatever is kept at this desk
    /// from now on is done in the giver's place.
    pub(super) fn decide(&self, permission: Permission) -> bool {
        if self.own.include(permission) {
            return true;
        }
        let lent = self.lent.iter().find(|lent| lent.rights.include(permission));
        if let Some(lent) = lent {
            self.under.get_or_init(|| lent.giver.clone());
        }
        lent.is_some()
    }

    /// Whether one of these roles is lent, whatever it gives here.
    pub(super) fn stand_in_for(&self, roles: &[Role]) -> bool {
        self.lent.iter().any(|lent| roles.contains(&lent.role))
    }

    /// The login of whoever's lent right decided something at this desk.
    pub(super) fn instead_of(&self) -> Option<String> {
        self.under.get().cloned()
    }
}
