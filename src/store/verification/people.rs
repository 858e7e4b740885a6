//! People and ITS logins: their roles, their doors and their contracts, as far as events tell of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::EntityTrait as _;

use super::Invariant;
use super::tales::Tale;
use super::tally::Tally;
use crate::domain::colleague::PersonEvent;
use crate::domain::consent::{Accepted, ConsentDocument};
use crate::domain::its_login::LoginEvent;
use crate::domain::role::Role;
use crate::store::audit::AnyEvent;
use crate::store::tables::{consent, its_login, person, role_assignment};
use crate::store::{Reach, StoreError};

/// Everything that must hold of people and ITS logins.
#[derive(Debug)]
pub(super) struct People {
    persons: HashMap<i64, person::Model>,
    logins: HashMap<i64, its_login::Model>,
    roles: BTreeMap<(i64, i64), BTreeSet<String>>,
    /// What each person accepted: the document and its version.
    consents: HashSet<(i64, String, NaiveDate)>,
    /// How many changes of each person were told, in all houses.
    changes: BTreeMap<i64, i32>,
    told: Tally,
    doors: Tally,
}

impl People {
    /// Reads who is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        let mut roles: BTreeMap<(i64, i64), BTreeSet<String>> = BTreeMap::new();
        for row in role_assignment::Entity::find().all(&reach.on()).await? {
            roles.entry((row.person_id, row.tenant)).or_default().insert(row.role);
        }
        let people = person::Entity::find().all(&reach.on()).await?;
        let logins = its_login::Entity::find().all(&reach.on()).await?;
        let consents = consent::Entity::find().all(&reach.on()).await?;
        let mend = "give or end the role, disable or enable, as the audit tells; change the password";
        Ok(Self {
            persons: people.into_iter().map(|row| (row.id, row)).collect(),
            logins: logins.into_iter().map(|row| (row.id, row)).collect(),
            roles,
            consents: consents.into_iter().map(|row| (row.person_id, row.document, row.version)).collect(),
            changes: BTreeMap::new(),
            told: Tally::of(
                "every person has the roles, the door and the consents that their history tells",
                mend,
            ),
            doors: Tally::of(
                "every ITS login has the contract and the door that its history tells",
                "set the contract, block or unblock, as the audit tells",
            ),
        })
    }

    /// Looks at those of these tales that are about people or ITS logins.
    pub(super) fn look(&mut self, tales: &[Tale]) {
        for tale in tales {
            match (tale.about(), tale.about().1.parse()) {
                (("person", _), Ok(id)) => self.person(tale, id),
                (("its_login", _), Ok(id)) => self.login(tale, id),
                _ => {}
            }
        }
    }

    /// What was found, when all tales were told.
    pub(super) fn found(mut self) -> Vec<Invariant> {
        for row in self.persons.values() {
            let told = self.changes.get(&row.id).copied().unwrap_or_default();
            self.told.look(row.version == told + 1, || format!("person:{} (count of changes)", row.id));
        }
        [self.told, self.doors].map(Tally::found).into()
    }

    fn person(&mut self, tale: &Tale, id: i64) {
        let told = Door::of(tale);
        *self.changes.entry(id).or_default() += told.changes;
        let Some(there) = self.persons.get(&id) else {
            return self.told.look(false, || format!("{} is gone", tale.subject));
        };
        let held = self.roles.get(&(id, tale.chain));
        let has = |role: &Role| held.is_some_and(|roles| roles.contains(role.code()));
        let roles = told.roles.iter().all(|(role, given)| has(role) == *given);
        let few = !told.begun
            || held.is_none_or(|roles| {
                let given = |code: &String| {
                    Role::from_code(code).is_some_and(|role| told.roles.get(&role) == Some(&true))
                };
                roles.iter().all(given)
            });
        let door = told.shut.is_none_or(|shut| shut == there.disabled_at.is_some());
        let accepted = told.accepted.is_none_or(|accepted| {
            let kept = |(document, version): (ConsentDocument, NaiveDate)| {
                self.consents.contains(&(id, document.code().to_owned(), version))
            };
            accepted.all().into_iter().all(kept)
        });
        self.told.look(roles && few && door && accepted, || tale.subject.clone());
    }

    fn login(&mut self, tale: &Tale, id: i64) {
        let told = Door::of(tale);
        let Some(there) = self.logins.get(&id) else {
            return self.doors.look(false, || format!("{} is gone", tale.subject));
        };
        let contract = told.contracts.last().is_none_or(|until| *until == there.contract_until);
        let door = told.shut.is_none_or(|shut| shut == there.blocked_at.is_some());
        let rest = there.partner_id == tale.chain && there.version == told.changes + 1;
        self.doors.look(contract && door && rest, || tale.subject.clone());
    }
}

/// What events tell of whoever has a door.
#[derive(Default)]
struct Door {
    changes: i32,
    /// Whether the history tells of the beginning, so that nothing came before it.
    begun: bool,
    /// The roles of which the history tells, and whether the last word gave them.
    roles: BTreeMap<Role, bool>,
    shut: Option<bool>,
    /// What was accepted at the registration.
    accepted: Option<Accepted>,
    /// The last day of the contract, as each change left it.
    contracts: Vec<Option<NaiveDate>>,
}

impl Door {
    fn of(tale: &Tale) -> Self {
        let mut door = Self::default();
        for (event, _) in tale.events() {
            door.changes += 1;
            if let AnyEvent::Person(event) = event {
                door.of_person(event);
            }
            if let AnyEvent::ItsLogin(event) = event {
                door.of_login(event);
            }
        }
        door
    }

    fn of_person(&mut self, event: &PersonEvent) {
        match event {
            PersonEvent::PersonInvited { roles } | PersonEvent::PersonAdded { roles } => {
                self.begun = true;
                self.roles.extend(roles.iter().map(|role| (*role, true)));
            }
            PersonEvent::PersonRegistered { agreement, personal_data } => {
                self.begun = true;
                self.accepted = Some(Accepted { agreement: *agreement, personal_data: *personal_data });
                self.roles.insert(Role::Client, true);
            }
            PersonEvent::RoleGiven { role } => {
                self.roles.insert(*role, true);
            }
            PersonEvent::RoleEnded { role } => {
                self.roles.insert(*role, false);
            }
            PersonEvent::PersonDisabled => self.shut = Some(true),
            PersonEvent::PersonEnabled => self.shut = Some(false),
            PersonEvent::InvitationRepeated
            | PersonEvent::SessionsEnded { .. }
            | PersonEvent::PasswordSet
            | PersonEvent::PasswordReset
            | PersonEvent::PasswordChanged => {}
        }
    }

    fn of_login(&mut self, event: &LoginEvent) {
        match event {
            LoginEvent::LoginIssued { contract_until } => {
                self.shut = Some(false);
                self.contracts.push(*contract_until);
            }
            LoginEvent::LoginContractSet { until, .. } => self.contracts.push(Some(*until)),
            LoginEvent::LoginBlocked => self.shut = Some(true),
            LoginEvent::LoginUnblocked => self.shut = Some(false),
            LoginEvent::LoginLinkSent | LoginEvent::PasswordSet => {}
        }
    }
}
