//! Bearers: who has a permission, when, by which role and which row of the policy. The policy answers as it answers a desk.

mod candidates;

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};

pub(super) use candidates::{of_colleagues, of_house, of_subscriber};

use super::Desk;
use crate::domain::account::Account;
use crate::domain::role::Role;
use crate::domain::tenure::{Giving, Tenure, TimeStretch};
use crate::policy::{Grant, Permission, Policy};
use crate::store::{StoreError, accounts};

/// Somebody who has a permission.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// The account.
    pub account: Account,
    /// The roles by which they have it.
    pub roles: Vec<HeldRole>,
    /// When they had it, within the time that was asked about.
    pub spans: Vec<TimeStretch>,
}

/// A role of somebody, and what it grants of what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// By what they hold it.
    pub through: Through,
    /// The rows of the policy that grant the permission to it.
    pub grants: Vec<Grant>,
}

/// By what somebody holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Through {
    /// An assignment in a tenant; who gave it and when, as far as the audit tells.
    Assignment(Option<Giving>),
    /// A membership of this subscriber.
    Membership(String),
    /// A role that this colleague has handed over, until a Moscow day.
    StandingIn(String, NaiveDate),
}

/// A role that has a permission, and the rows that grant it.
#[derive(Clone, Debug)]
pub struct RoleWay {
    /// The role.
    pub role: Role,
    /// The rows.
    pub grants: Vec<Grant>,
}

/// Somebody with the roles that they held one after another.
#[derive(Clone, Debug)]
pub(super) struct Claimant {
    pub(super) account: Account,
    pub(super) spells: Vec<Spell>,
}

/// A time in which somebody held the same roles, those that counted.
#[derive(Clone, Debug)]
pub(super) struct Spell {
    pub(super) tenure: Tenure,
    pub(super) roles: Vec<(Role, Through)>,
}

/// A policy, and when it was in force.
#[derive(Clone, Debug)]
pub(super) struct Reign {
    pub(super) policy: Policy,
    pub(super) stretch: TimeStretch,
}

/// This instant, and the policy in force.
pub(super) fn now(desk: &Desk) -> Reign {
    let stretch = TimeStretch { from: desk.now(), until: desk.now() + Duration::microseconds(1) };
    Reign { policy: desk.house().policy.clone(), stretch }
}

/// The roles that have a permission under a policy, each with its rows.
pub(super) fn ways(policy: &Policy, permission: Permission) -> Vec<RoleWay> {
    let way = |role: Role| RoleWay { role, grants: policy.rows().why(role, permission).to_vec() };
    policy.who_may(permission).into_iter().map(way).collect()
}

/// Those of the candidates who have a permission, with the time and the reason.
pub(super) fn bearers(all: &[Claimant], reigns: &[Reign], permission: Permission) -> Vec<Bearer> {
    all.iter().filter_map(|one| one.bears(reigns, permission)).collect()
}

impl Claimant {
    /// The roles that count now.
    pub(super) fn current(&self) -> impl Iterator<Item = &(Role, Through)> {
        self.spells.iter().filter(|spell| spell.tenure.until.is_none()).flat_map(|spell| &spell.roles)
    }

    /// When and why somebody has a permission, if ever.
    pub(super) fn bears(&self, reigns: &[Reign], permission: Permission) -> Option<Bearer> {
        let mut found = Bearer { account: self.account.clone(), roles: Vec::new(), spans: Vec::new() };
        for spell in &self.spells {
            for reign in reigns {
                let Some(span) = spell.tenure.within(reign.stretch) else { continue };
                let granting = spell.granting(&reign.policy, permission);
                if granting.is_empty() {
                    continue;
                }
                found.spans.push(span);
                for held in granting {
                    if !found.roles.contains(&held) {
                        found.roles.push(held);
                    }
                }
            }
        }
        found.spans = joined(found.spans);
        (!found.spans.is_empty()).then_some(found)
    }
}

impl HeldRole {
    /// A role of which it is not told yet what grants it anything.
    pub(super) fn plain(role: Role, through: Through) -> Self {
        Self { role, through, grants: Vec::new() }
    }

    /// The same with the rows of a policy that grant a permission to it. A role that is lent grants only what can be lent.
    pub(super) fn under(self, policy: &Policy, permission: Permission) -> Self {
        let granted = self.is_own() || permission.can_be_lent();
        let grants = if granted { policy.rows().why(self.role, permission).to_vec() } else { Vec::new() };
        Self { grants, ..self }
    }

    /// Whether it is not lent.
    #[must_use]
    pub fn is_own(&self) -> bool {
        !matches!(self.through, Through::StandingIn(..))
    }
}

impl Spell {
    fn granting(&self, policy: &Policy, permission: Permission) -> Vec<HeldRole> {
        let held = self.roles.iter().map(|(role, through)| HeldRole::plain(*role, through.clone()));
        held.map(|held| held.under(policy, permission)).filter(|held| !held.grants.is_empty()).collect()
    }
}

/// Stretches in their order, those that touch as one.
fn joined(mut spans: Vec<TimeStretch>) -> Vec<TimeStretch> {
    spans.sort_by_key(|span| span.from);
    let mut found: Vec<TimeStretch> = Vec::new();
    for span in spans {
        match found.last_mut() {
            Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
            Some(_) | None => found.push(span),
        }
    }
    found
}

/// The names of those who gave roles, by login.
pub(super) async fn givers<'a>(
    desk: &Desk,
    held: impl Iterator<Item = &'a HeldRole>,
) -> Result<HashMap<String, String>, StoreError> {
    let logins = held.filter_map(|held| match &held.through {
        Through::Assignment(giving) => giving.as_ref().map(|giving| giving.by.clone()),
        Through::Membership(_) | Through::StandingIn(..) => None,
    });
    accounts::names_of_logins(desk.db(), &logins.collect::<Vec<_>>()).await
}
