//! Grants: why a role has a permission, by the rows of the enforcer that was asked.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use casbin::{CoreApi as _, Enforcer, MgmtApi as _};

use super::{Permission, PolicyError};
use crate::domain::role::Role;

/// A cell of the policy's table: a role may do an act with an object. A policy of another day may name what this
/// program does not know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PolicyCell {
    /// The object.
    pub object: String,
    /// The act.
    pub act: String,
    /// The role.
    pub role: String,
}

/// A row of the policy that grants a permission, and how a role comes by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The row: `p, partner_manager, statement, agree`.
    pub row: String,
    /// The role that the row names.
    pub to: String,
    /// The rows by which the role that has the permission inherits it, its own first; none where the row names it.
    pub by: Vec<Heritage>,
}

/// A row of the policy by which a role has all that another one has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heritage {
    /// The row: `g, partner_admin, partner_manager`.
    pub row: String,
    /// The role that inherits.
    pub heir: String,
    /// The role from which it inherits.
    pub from: String,
}

/// Every cell of a policy with its grants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyRows(BTreeMap<PolicyCell, Vec<Grant>>);

impl PolicyRows {
    /// Asks an enforcer about every role, object and act of its rows and of this program. What the rows explain must be
    /// what it decides; an error counts as a no.
    pub(super) fn of(enforcer: &Enforcer) -> Result<Self, PolicyError> {
        let (rows, heritage) = (enforcer.get_policy(), heritage(enforcer));
        let mut cells = BTreeMap::new();
        for role in &roles(&rows, &heritage) {
            let ways = ways(role, &heritage);
            for (object, act) in &questions(&rows)? {
                let cell = PolicyCell { object: object.clone(), act: act.clone(), role: role.clone() };
                let grants = grants(&rows, &cell, &ways);
                let given = enforcer.enforce((role, object, act)).unwrap_or(false);
                if given == grants.is_empty() {
                    return Err(PolicyError(format!("the rows do not explain {role}, {object}, {act}")));
                }
                if given {
                    cells.insert(cell, grants);
                }
            }
        }
        Ok(Self(cells))
    }

    /// Every cell that is granted.
    pub fn cells(&self) -> impl Iterator<Item = &PolicyCell> {
        self.0.keys()
    }

    /// The rows that grant a cell; none when it is not granted.
    #[must_use]
    pub fn grants(&self, cell: &PolicyCell) -> &[Grant] {
        self.0.get(cell).map_or(&[], Vec::as_slice)
    }

    /// The rows that grant a permission to a role; none when it has it not.
    #[must_use]
    pub fn why(&self, role: Role, permission: Permission) -> &[Grant] {
        self.grants(&PolicyCell::of(role, permission))
    }
}

impl PolicyCell {
    /// The cell of a role and a permission.
    #[must_use]
    pub fn of(role: Role, permission: Permission) -> Self {
        let (object, act) = permission.object_and_act();
        Self { object: object.to_owned(), act: act.to_owned(), role: role.code().to_owned() }
    }
}

/// The roles of this program, and those of the rows.
fn roles(rows: &[Vec<String>], heritage: &[Heritage]) -> BTreeSet<String> {
    let known = Role::ALL.iter().map(|role| role.code().to_owned());
    let named = rows.iter().filter_map(|row| row.first().cloned());
    let kin = heritage.iter().flat_map(|one| [one.heir.clone(), one.from.clone()]);
    known.chain(named).chain(kin).collect()
}

/// The objects and acts of this program, and those of the rows.
fn questions(rows: &[Vec<String>]) -> Result<BTreeSet<(String, String)>, PolicyError> {
    let mut found: BTreeSet<(String, String)> = Permission::ALL
        .iter()
        .map(|permission| permission.object_and_act())
        .map(|(object, act)| (object.to_owned(), act.to_owned()))
        .collect();
    for row in rows {
        let [_, object, act] = row.as_slice() else {
            return Err(PolicyError(format!("a row of {} cells", row.len())));
        };
        found.insert((object.clone(), act.clone()));
    }
    Ok(found)
}

fn heritage(enforcer: &Enforcer) -> Vec<Heritage> {
    let read = |row: Vec<String>| {
        let text = format!("g, {}", row.join(", "));
        let [heir, from] = row.try_into().ok()?;
        Some(Heritage { row: text, heir, from })
    };
    enforcer.get_grouping_policy().into_iter().filter_map(read).collect()
}

/// How a role comes by each role whose rights it has: by being it, or by rows of inheritance, the shortest way first.
fn ways(role: &str, heritage: &[Heritage]) -> BTreeMap<String, Vec<Heritage>> {
    let mut found = BTreeMap::from([(role.to_owned(), Vec::new())]);
    let mut next = VecDeque::from([role.to_owned()]);
    while let Some(here) = next.pop_front() {
        for one in heritage.iter().filter(|one| one.heir == here) {
            if found.contains_key(&one.from) {
                continue;
            }
            let mut way = found.get(&here).cloned().unwrap_or_default();
            way.push(one.clone());
            found.insert(one.from.clone(), way);
            next.push_back(one.from.clone());
        }
    }
    found
}

fn grants(rows: &[Vec<String>], cell: &PolicyCell, ways: &BTreeMap<String, Vec<Heritage>>) -> Vec<Grant> {
    let granting = rows.iter().filter_map(|row| {
        let [to, object, act] = row.as_slice() else { return None };
        let way = ways.get(to).filter(|_| *object == cell.object && *act == cell.act)?;
        Some(Grant { row: format!("p, {}", row.join(", ")), to: to.clone(), by: way.clone() })
    });
    granting.collect()
}
