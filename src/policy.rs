//! The policy, which decides what a role may do: casbin over `policies/`, asked once for every role and permission,
//! then cached.

use std::collections::{BTreeMap, BTreeSet};

use casbin::{CoreApi as _, DefaultModel, Enforcer, StringAdapter};

use crate::domain::role::Role;
use crate::domain::stage::Verb;

const MODEL: &str = include_str!("../policies/model.conf");
const POLICY: &str = include_str!("../policies/policy.csv");

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
    /// Withdraw an application of the client's own organisations.
    WithdrawOwnApplication = ("own_application", "withdraw"),
    /// Finish the set-up of an application of the client's own organisations.
    CompleteOwnApplication = ("own_application", "complete"),
    /// See the organisations of the partner.
    ViewOrganization = ("organization", "view"),
    /// Look up any organisation, read-only; each look-up is recorded.
    LookUpOrganization = ("organization", "look_up"),
    /// Reveal personal data for a reason; each time is recorded.
    RevealPersonalData = ("personal_data", "reveal"),
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
    /// Manage the people of the person's own tenant: invitations, roles, sessions.
    ManagePeople = ("person", "manage"),
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
}

impl Permission {
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

/// The policy in force: the rights of every role.
#[derive(Clone, Debug)]
pub struct Policy(BTreeMap<Role, Rights>);

impl Policy {
    /// The policy that is built into the program.
    pub async fn built_in() -> Result<Self, PolicyError> {
        Self::read(MODEL, POLICY).await
    }

    /// Reads a policy and asks it about every role and permission. An error counts as a no. A policy that contradicts a
    /// golden decision is refused.
    pub async fn read(model: &str, policy: &str) -> Result<Self, PolicyError> {
        let fail = |error: casbin::Error| PolicyError(error.to_string());
        let model = DefaultModel::from_str(model).await.map_err(fail)?;
        let enforcer = Enforcer::new(model, StringAdapter::new(policy)).await.map_err(fail)?;
        let read = Self(Role::ALL.iter().map(|role| (*role, ask(&enforcer, *role))).collect());
        read.hold_golden_decisions()?;
        Ok(read)
    }

    /// The rights of a person with these roles.
    #[must_use]
    pub fn rights(&self, roles: impl IntoIterator<Item = Role>) -> Rights {
        let granted = roles.into_iter().filter_map(|role| self.0.get(&role));
        Rights(granted.flat_map(|rights| rights.0.iter().copied()).collect())
    }

    /// The roles that have a permission, for naming them to a person without it.
    #[must_use]
    pub fn who_may(&self, permission: Permission) -> Vec<Role> {
        self.0.iter().filter(|(_, rights)| rights.include(permission)).map(|(role, _)| *role).collect()
    }

    fn hold_golden_decisions(&self) -> Result<(), PolicyError> {
        for (role, permission, expected) in GOLDEN {
            let given = self.0.get(role).is_some_and(|rights| rights.include(*permission));
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
];

fn ask(enforcer: &Enforcer, role: Role) -> Rights {
    let may = |permission: &Permission| {
        let (object, act) = permission.object_and_act();
        enforcer.enforce((role.code(), object, act)).unwrap_or(false)
    };
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
    async fn an_empty_truncated_or_malformed_policy_never_comes_into_force() {
        for policy in ["", "p, partner_staff, application", "nonsense", "g, partner_staff, operator_admin"] {
            assert!(Policy::read(MODEL, policy).await.is_err(), "{policy}");
        }
        assert!(Policy::read("[request_definition]", POLICY).await.is_err());
    }
}
