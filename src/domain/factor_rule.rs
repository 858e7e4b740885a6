//! Requirements of a second factor: for everybody, for a role, for the people of a partner; from a day on.

use chrono::{DateTime, NaiveDate, Utc};

use super::account::Account;
use super::change::{Change, Subject};
use super::ids::{FactorRuleId, PartnerId};
use super::role::Role;
use super::standing_in::Lending;

/// A requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorRule {
    /// Its identity.
    pub id: FactorRuleId,
    /// The partner whose people it concerns; `None` concerns all.
    pub partner: Option<PartnerId>,
    /// The role that it concerns; `None` concerns all. A client is whoever works at no desk.
    pub role: Option<Role>,
    /// From which Moscow day on.
    pub from: NaiveDate,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The version of the row; every change raises it.
    pub version: i32,
}

events! {
    /// What happened to a requirement of a second factor.
    pub enum FactorRuleEvent, named FactorRuleEventName {
        /// It was made.
        FactorRequired = "factor_required" {
            /// The partner whose people it concerns, if it is one.
            partner: Option<PartnerId>,
            /// The role that it concerns, if it is one.
            role: Option<Role>,
            /// From which day on.
            from: NaiveDate,
        },
        /// It was ended.
        FactorRequirementEnded = "factor_requirement_ended",
    }
}

/// Why a verb of a requirement is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactorRuleRefusal {
    /// It was ended before.
    #[error("ended before")]
    EndedBefore,
}

impl Subject for FactorRule {
    type Event = FactorRuleEvent;
}

impl FactorRule {
    /// The roles that may be named.
    pub const ROLES: &'static [Role] = &[
        Role::Client,
        Role::PartnerStaff,
        Role::PartnerManager,
        Role::PartnerAdmin,
        Role::Support,
        Role::OperatorClerk,
        Role::OperatorBilling,
        Role::OperatorAdmin,
    ];

    /// Requires a second factor.
    pub fn require(self) -> Change<Self> {
        let Self { partner, role, from, .. } = self;
        Change::new(self, FactorRuleEvent::FactorRequired { partner, role, from })
    }

    /// Ends the requirement.
    pub fn end(self, at: DateTime<Utc>) -> Result<Change<Self>, FactorRuleRefusal> {
        if self.ended_at.is_some() {
            return Err(FactorRuleRefusal::EndedBefore);
        }
        Ok(Change::new(Self { ended_at: Some(at), ..self }, FactorRuleEvent::FactorRequirementEnded))
    }

    /// Whether it concerns an account, with the roles that it holds and those that are lent to it.
    #[must_use]
    pub fn concerns(&self, account: &Account, lent: &[Lending]) -> bool {
        if self.ended_at.is_some() {
            return false;
        }
        if self.partner.is_none() && self.role.is_none() {
            return true;
        }
        if self.role == Some(Role::Client) {
            return self.partner.is_none() && !account.is_of_desk();
        }
        let mut held = account.roles.iter().copied().chain(lent.iter().map(Lending::assignment));
        held.any(|assigned| {
            let there = self.partner.is_none_or(|partner| assigned.partner == Some(partner));
            there && self.role.is_none_or(|role| assigned.role == role) && assigned.role != Role::Client
        })
    }

    /// The day from which on an account needs a second factor, by these requirements.
    #[must_use]
    pub fn earliest(rules: &[Self], account: &Account, lent: &[Lending]) -> Option<NaiveDate> {
        rules.iter().filter(|rule| rule.concerns(account, lent)).map(|rule| rule.from).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::Assignment;
    use crate::domain::ids::PersonId;

    fn account(roles: &[(Role, Option<i64>)]) -> Account {
        let assigned = |(role, partner): &(Role, Option<i64>)| Assignment {
            role: *role,
            partner: partner.map(PartnerId),
        };
        Account {
            id: PersonId(1),
            login: String::new(),
            email: String::new(),
            full_name: String::new(),
            password_hash: "hash".to_owned(),
            disabled: false,
            roles: roles.iter().map(assigned).collect(),
        }
    }

    fn rule(partner: Option<i64>, role: Option<Role>, day: u32) -> FactorRule {
        let from = NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        let partner = partner.map(PartnerId);
        FactorRule { id: FactorRuleId(1), partner, role, from, ended_at: None, version: 1 }
    }

    #[test]
    fn a_requirement_concerns_whom_it_names() {
        let staff = account(&[(Role::PartnerStaff, Some(1))]);
        let (billing, client) = (account(&[(Role::OperatorBilling, None)]), account(&[]));
        for (partner, role, of_staff, of_billing, of_client) in [
            (None, None, true, true, true),
            (Some(1), None, true, false, false),
            (Some(2), None, false, false, false),
            (None, Some(Role::PartnerStaff), true, false, false),
            (Some(1), Some(Role::PartnerAdmin), false, false, false),
            (None, Some(Role::OperatorBilling), false, true, false),
            (None, Some(Role::Client), false, false, true),
            (Some(1), Some(Role::Client), false, false, false),
        ] {
            let rule = rule(partner, role, 1);
            let found = [&staff, &billing, &client].map(|account| rule.concerns(account, &[]));
            assert_eq!(found, [of_staff, of_billing, of_client], "{partner:?} {role:?}");
        }
    }

    #[test]
    fn the_earliest_that_is_not_ended_holds() {
        let staff = account(&[(Role::PartnerStaff, Some(1))]);
        let ended = FactorRule { ended_at: Some(DateTime::UNIX_EPOCH), ..rule(None, None, 1) };
        let rules = [ended, rule(None, None, 9), rule(Some(1), None, 5), rule(Some(2), None, 2)];
        assert_eq!(FactorRule::earliest(&rules, &staff, &[]), NaiveDate::from_ymd_opt(2026, 12, 5));
        assert_eq!(FactorRule::earliest(&[], &staff, &[]), None);
    }
}
