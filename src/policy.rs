//! The policy, which decides what a role may do: casbin over `policies/`, asked once for every role and permission,
//! then cached together with the rows that explain each answer.

mod grants;
mod permission;

use std::collections::{BTreeMap, BTreeSet};

use casbin::{CoreApi as _, DefaultModel, Enforcer, StringAdapter};

pub use grants::{Grant, Heritage, PolicyCell, PolicyRows};
pub use permission::Permission;

use crate::domain::role::Role;
use crate::domain::stage::Verb;

const MODEL: &str = include_str!("../policies/model.conf");
const POLICY: &str = include_str!("../policies/policy.csv");

impl Permission {
    /// Whether a colleague who stands in has it too. Who works in a tenant is decided by whoever holds the role: what is lent
    /// for some days must not make anything lasting of itself.
    #[must_use]
    pub fn can_be_lent(self) -> bool {
        self != Self::AppointPeople
    }

    /// The permission for a verb.
    #[must_use]
    pub const fn of(verb: Verb) -> Self {
        match verb {
            Verb::Take => Self::Take,
            Verb::Release => Self::Release,
            Verb::HandOver => Self::HandOver,
            Verb::SetParameters => Self::SetParameters,
            Verb::Forward | Verb::Undo => Self::Forward,
            Verb::Return => Self::Return,
            Verb::Reject => Self::Reject,
            Verb::Hold | Verb::Wake => Self::Hold,
            Verb::Mend => Self::MendOwnApplication,
            Verb::Nudge => Self::NudgePartner,
            Verb::Withdraw => Self::WithdrawOwnApplication,
            Verb::Complete => Self::CompleteOwnApplication,
        }
    }
}

/// The permissions of a person: those of all their roles together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights(BTreeSet<Permission>);

impl Rights {
    /// Whether the permission is granted.
    #[must_use]
    pub fn include(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }
}

/// Why the policy cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the policy cannot be used: {0}")]
pub struct PolicyError(String);

/// The text of a policy, from which its decisions follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyText {
    /// The model: how a request is compared with the rows.
    pub model: String,
    /// The rows.
    pub rows: String,
}

/// A policy: the rights of every role, and why each of them has them.
#[derive(Clone, Debug)]
pub struct Policy {
    rights: BTreeMap<Role, Rights>,
    rows: PolicyRows,
    text: PolicyText,
}

impl Policy {
    /// The policy that is built into the program.
    pub async fn built_in() -> Result<Self, PolicyError> {
        Self::read(MODEL, POLICY).await
    }

    /// Reads a policy and asks it about every role and permission. A policy that contradicts a golden decision is refused.
    pub async fn read(model: &str, policy: &str) -> Result<Self, PolicyError> {
        let read = Self::recall(&PolicyText { model: model.to_owned(), rows: policy.to_owned() }).await?;
        read.hold_golden_decisions()?;
        Ok(read)
    }

    /// Reads a policy that was in force once, to tell what it decided.
    pub async fn recall(text: &PolicyText) -> Result<Self, PolicyError> {
        let fail = |error: casbin::Error| PolicyError(error.to_string());
        let model = DefaultModel::from_str(&text.model).await.map_err(fail)?;
        let enforcer = Enforcer::new(model, StringAdapter::new(&text.rows)).await.map_err(fail)?;
        let rows = PolicyRows::of(&enforcer)?;
        let rights = Role::ALL.iter().map(|role| (*role, rights(&rows, *role))).collect();
        Ok(Self { rights, rows, text: text.clone() })
    }

    /// The rights of a person with these roles.
    #[must_use]
    pub fn rights(&self, roles: impl IntoIterator<Item = Role>) -> Rights {
        let granted = roles.into_iter().filter_map(|role| self.rights.get(&role));
        Rights(granted.flat_map(|rights| rights.0.iter().copied()).collect())
    }

    /// The rights that a role gives to whoever it is lent: those that can be lent.
    #[must_use]
    pub fn lent_rights(&self, role: Role) -> Rights {
        let Rights(own) = self.rights([role]);
        Rights(own.into_iter().filter(|permission| permission.can_be_lent()).collect())
    }

    /// The roles that have a permission, for naming them to a person without it.
    #[must_use]
    pub fn who_may(&self, permission: Permission) -> Vec<Role> {
        self.rights.iter().filter(|(_, rights)| rights.include(permission)).map(|(role, _)| *role).collect()
    }

    /// The rows, with what each of them grants.
    #[must_use]
    pub fn rows(&self) -> &PolicyRows {
        &self.rows
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &PolicyText {
        &self.text
    }

    fn hold_golden_decisions(&self) -> Result<(), PolicyError> {
        for (role, permission, expected) in GOLDEN {
            let given = self.rights.get(role).is_some_and(|rights| rights.include(*permission));
            if given != *expected {
                return Err(PolicyError(format!(
                    "{role:?} and {permission:?}: {given} instead of {expected}"
                )));
            }
        }
        Ok(())
    }
}

/// Golden decisions: a policy that contradicts one of them is refused.
const GOLDEN: &[(Role, Permission, bool)] = &[
    (Role::PartnerStaff, Permission::Forward, true),
    (Role::PartnerStaff, Permission::AgreeStatement, false),
    (Role::PartnerManager, Permission::AgreeStatement, true),
    (Role::PartnerManager, Permission::InvoiceStatement, false),
    (Role::Support, Permission::Forward, false),
    (Role::PartnerStaff, Permission::RevealPersonalData, false),
    (Role::OperatorBilling, Permission::InvoiceStatement, true),
    (Role::OperatorBilling, Permission::AgreeStatement, false),
    (Role::Client, Permission::ViewApplication, false),
    (Role::PartnerManager, Permission::ManagePeople, false),
    (Role::PartnerAdmin, Permission::ManagePeople, true),
    (Role::PartnerManager, Permission::AppointPeople, false),
    (Role::PartnerAdmin, Permission::AppointPeople, true),
    (Role::PartnerManager, Permission::InviteAdministrator, false),
    (Role::OperatorAdmin, Permission::InviteAdministrator, false),
    (Role::PartnerAdmin, Permission::InviteAdministrator, true),
];

fn rights(rows: &PolicyRows, role: Role) -> Rights {
    let may = |permission: &Permission| !rows.why(role, *permission).is_empty();
    Rights(Permission::ALL.iter().copied().filter(may).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_permission_is_in_the_policy_and_every_row_is_a_permission() {
        let rows: BTreeSet<(String, String)> = POLICY
            .lines()
            .filter_map(|line| line.strip_prefix("p, "))
            .map(|row| {
                let cells: Vec<&str> = row.split(", ").collect();
                (cells[1].to_owned(), cells[2].to_owned())
            })
            .collect();
        let typed: BTreeSet<(String, String)> = Permission::ALL
            .iter()
            .map(|permission| permission.object_and_act())
            .map(|(object, act)| (object.to_owned(), act.to_owned()))
            .collect();
        assert_eq!(rows, typed);
    }

    #[tokio::test]
    async fn the_matrix_of_roles_and_permissions_is_the_agreed_one() {
        let policy = Policy::built_in().await.unwrap();
        let row = |permission: &Permission| {
            let roles: Vec<_> = policy.who_may(*permission).iter().map(|role| role.code()).collect();
            let (object, act) = permission.object_and_act();
            format!("{object} {act}: {}", roles.join(" "))
        };
        let matrix: Vec<String> = Permission::ALL.iter().map(row).collect();
        insta::assert_snapshot!(matrix.join("\n"));
    }

    #[tokio::test]
    async fn every_right_is_explained_by_rows_that_stand_in_the_file() {
        let policy = Policy::built_in().await.unwrap();
        for role in Role::ALL {
            for permission in Permission::ALL {
                let why = policy.rows().why(*role, *permission);
                assert_eq!(
                    why.is_empty(),
                    !policy.rights([*role]).include(*permission),
                    "{role:?} {permission:?}"
                );
                for grant in why {
                    let rows = grant.by.iter().map(|one| &one.row).chain([&grant.row]);
                    assert!(rows.clone().all(|row| POLICY.lines().any(|line| line == row)), "{grant:?}");
                    let (first, last) = (grant.by.first(), grant.by.last());
                    assert_eq!(first.map_or(grant.to.as_str(), |one| &one.heir), role.code());
                    assert_eq!(last.map_or(role.code(), |one| &one.from), grant.to);
                }
            }
        }
        let both = policy.rows().why(Role::OperatorAdmin, Permission::ResetErrand);
        assert_eq!(both.len(), 2, "by the support line and by the clerk: {both:?}");
    }

    #[tokio::test]
    async fn an_empty_truncated_or_malformed_policy_never_comes_into_force() {
        for policy in ["", "p, partner_staff, application", "nonsense", "g, partner_staff, operator_admin"] {
            assert!(Policy::read(MODEL, policy).await.is_err(), "{policy}");
        }
        assert!(Policy::read("[request_definition]", POLICY).await.is_err());
    }
}
