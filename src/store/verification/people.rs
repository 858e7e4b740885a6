//! People and ITS logins: their roles, their doors and their contracts, as far as events tell of them.

mod door;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{EntityTrait as _, QuerySelect as _};

use door::Door;

use super::Invariant;
use super::opening::{DatedTerms, Opening, login_key};
use super::tales::Tale;
use super::tally::Tally;
use crate::domain::consent::ConsentDocument;
use crate::domain::ids::ItsLoginId;
use crate::domain::role::Role;
use crate::store::tables::{consent, its_login, organization, person, role_assignment};
use crate::store::{Reach, StoreError};

/// Roles by person and house.
type Roles = BTreeMap<(i64, i64), BTreeSet<String>>;

/// Everything that must hold of people and ITS logins.
#[derive(Debug)]
pub(super) struct People {
    persons: HashMap<i64, person::Model>,
    logins: HashMap<i64, its_login::Model>,
    roles: Roles,
    /// What each person accepted: the document and its version.
    consents: HashSet<(i64, String, NaiveDate)>,
    told_roles: BTreeMap<(i64, i64), Door>,
    /// The first person who was added from the console with an entry: whoever came later has one too.
    first_added: Option<i64>,
    begun: BTreeSet<i64>,
    /// The logins whose issuing is told, and those that are bound to a subscriber: what is made in bulk has no entry.
    issued: BTreeSet<i64>,
    bound: BTreeSet<i64>,
    /// When each person came, into one house or another.
    came: BTreeMap<i64, Vec<DateTime<Utc>>>,
    /// How many changes of each person were told, in all houses.
    changes: BTreeMap<i64, i32>,
    told: Tally,
    doors: Tally,
}

impl People {
    /// Reads who is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        let mut roles = Roles::new();
        for row in role_assignment::Entity::find().all(&reach.on()).await? {
            roles.entry((row.person_id, row.tenant)).or_default().insert(row.role);
        }
        let bound: Vec<i64> = organization::Entity::find()
            .select_only()
            .column(organization::Column::ItsLoginId)
            .into_tuple()
            .all(&reach.on())
            .await?;
        let people = person::Entity::find().all(&reach.on()).await?;
        let logins = its_login::Entity::find().all(&reach.on()).await?;
        let consents = consent::Entity::find().all(&reach.on()).await?;
        let mend = "give or end the role, disable or enable, as the audit tells; change the password";
        Ok(Self {
            persons: people.into_iter().map(|row| (row.id, row)).collect(),
            logins: logins.into_iter().map(|row| (row.id, row)).collect(),
            roles,
            consents: consents.into_iter().map(|row| (row.person_id, row.document, row.version)).collect(),
            told_roles: BTreeMap::new(),
            first_added: None,
            begun: BTreeSet::new(),
            issued: BTreeSet::new(),
            bound: bound.into_iter().collect(),
            came: BTreeMap::new(),
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
    pub(super) fn found(mut self, opening: &Opening) -> Vec<Invariant> {
        self.hold_roles(opening);
        for row in self.persons.values() {
            let told = self.changes.get(&row.id).copied().unwrap_or_default();
            self.told.look(row.version == told + 1, || format!("person:{} (count of changes)", row.id));
            let came = self.came.get(&row.id).is_none_or(|came| came.contains(&row.created_at));
            self.told.look(came, || format!("person:{} (when they came)", row.id));
        }
        for row in self.logins.values() {
            let listed =
                opening.listed().is_some_and(|listed| listed.contains_key(&login_key(ItsLoginId(row.id))));
            let came = self.issued.contains(&row.id) || listed || self.bound.contains(&row.id);
            let must = opening.is_listed() || self.issued.first().is_some_and(|first| *first < row.id);
            self.doors.look(came || !must, || format!("its_login:{} came from nowhere", row.id));
        }
        [self.told, self.doors].map(Tally::found).into()
    }

    fn person(&mut self, tale: &Tale, id: i64) {
        let told = Door::of(tale);
        *self.changes.entry(id).or_default() += told.changes;
        let Some(there) = self.persons.get(&id) else {
            return self.told.look(false, || format!("{} is gone", tale.subject));
        };
        let door = told.shut.last().is_none_or(|since| *since == there.disabled_at);
        let accepted = told.accepted.is_none_or(|accepted| {
            let kept = |(document, version): (ConsentDocument, NaiveDate)| {
                self.consents.contains(&(id, document.code().to_owned(), version))
            };
            accepted.all().into_iter().all(kept)
        });
        self.told.look(door && accepted, || tale.subject.clone());
        if !told.came.is_empty() {
            self.came.entry(id).or_default().extend(&told.came);
        }
        if told.added {
            self.first_added = Some(self.first_added.map_or(id, |first| first.min(id)));
        }
        if told.begun {
            self.begun.insert(id);
        }
        self.told_roles.insert((id, tale.chain), told);
    }

    /// Holds the roles of everybody in every house against what was told, and against the opening where nobody told how
    /// they came.
    fn hold_roles(&mut self, opening: &Opening) {
        let listed = opening.listed().map(listed_roles);
        // An account that a partner made came with its ITS login, as a client.
        let made: HashSet<i64> =
            self.logins.values().filter(|row| row.issued).map(|row| row.person_id).collect();
        let houses: BTreeSet<(i64, i64)> = self
            .roles
            .keys()
            .chain(self.told_roles.keys())
            .chain(listed.iter().flat_map(Roles::keys))
            .copied()
            .collect();
        for house in houses {
            let held = self.roles.remove(&house).unwrap_or_default();
            let told = self.told_roles.remove(&house).unwrap_or_default();
            let begun = self.begun.contains(&house.0)
                || self.first_added.is_some_and(|first| house.0 > first || house.0 < 1);
            let whole = begun || listed.is_some();
            let mut expected = if whole { BTreeSet::new() } else { held.clone() };
            expected.extend(listed.as_ref().and_then(|all| all.get(&house)).cloned().unwrap_or_default());
            if house.1 == 0 && made.contains(&house.0) {
                expected.insert(Role::Client.code().to_owned());
            }
            for (role, given) in told.roles {
                if given {
                    expected.insert(role.code().to_owned());
                } else {
                    expected.remove(role.code());
                }
            }
            self.told.look(held == expected, || format!("person:{} (roles in house {})", house.0, house.1));
        }
    }

    fn login(&mut self, tale: &Tale, id: i64) {
        let told = Door::of(tale);
        let Some(there) = self.logins.get(&id) else {
            return self.doors.look(false, || format!("{} is gone", tale.subject));
        };
        if told.begun {
            self.issued.insert(id);
        }
        let contract = told.contracts.last().is_none_or(|until| *until == there.contract_until);
        let door = told.shut.last().is_none_or(|since| *since == there.blocked_at);
        let rest = there.partner_id == tale.chain && there.version == told.changes + 1;
        self.doors.look(contract && door && rest, || tale.subject.clone());
    }
}

/// The roles that an opening lists.
fn listed_roles(terms: &DatedTerms) -> Roles {
    let mut roles = Roles::new();
    for matter in terms.keys().filter(|matter| matter.kind == "role") {
        let mut parts = matter.of.splitn(3, '/');
        let mut number = || parts.next().and_then(|part| part.parse().ok()).unwrap_or_default();
        let house = (number(), number());
        roles.entry(house).or_default().extend(parts.next().map(str::to_owned));
    }
    roles
}
