//! What events tell of whoever may come in.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::colleague::{PersonEvent, StandingChange};
use crate::domain::consent::Accepted;
use crate::domain::its_login::LoginEvent;
use crate::domain::role::Role;
use crate::store::audit::AnyEvent;
use crate::store::verification::tales::Tale;

/// What events tell of whoever has a door.
#[derive(Debug, Default)]
pub(super) struct Door {
    /// How often it changed.
    pub(super) changes: i32,
    /// Whether the history tells of the beginning, so that nothing came before it.
    pub(super) begun: bool,
    /// Whether that was at the console.
    pub(super) added: bool,
    /// When the person came.
    pub(super) came: Vec<DateTime<Utc>>,
    /// The roles of which the history tells, and whether the last word gave them.
    pub(super) roles: BTreeMap<Role, bool>,
    /// Since when it is shut, as each change left it.
    pub(super) shut: Vec<Option<DateTime<Utc>>>,
    /// What was accepted at the registration.
    pub(super) accepted: Option<Accepted>,
    /// The last day of the contract, as each change left it.
    pub(super) contracts: Vec<Option<NaiveDate>>,
}

impl Door {
    /// Reads a history.
    pub(super) fn of(tale: &Tale) -> Self {
        let mut door = Self::default();
        for (event, told) in tale.events() {
            door.changes += 1;
            if let AnyEvent::Person(event) = event {
                door.of_person(event, told.at);
            }
            if let AnyEvent::ItsLogin(event) = event {
                door.of_login(event, told.at);
            }
        }
        door
    }

    fn of_person(&mut self, event: &PersonEvent, at: DateTime<Utc>) {
        match event.standing_change() {
            Some(StandingChange::Came { roles, added }) => {
                self.begun = true;
                self.added = added;
                self.came.push(at);
                self.roles.extend(roles.iter().map(|role| (*role, true)));
            }
            Some(StandingChange::Registered { agreement, personal_data }) => {
                self.begun = true;
                self.came.push(at);
                self.accepted = Some(Accepted { agreement, personal_data });
                self.roles.insert(Role::Client, true);
            }
            Some(StandingChange::RoleGiven(role)) => {
                self.roles.insert(role, true);
            }
            Some(StandingChange::RoleEnded(role)) => {
                self.roles.insert(role, false);
            }
            Some(StandingChange::Disabled) => self.shut.push(Some(at)),
            Some(StandingChange::Enabled) => self.shut.push(None),
            Some(StandingChange::PasswordSet) | None => {}
        }
    }

    fn of_login(&mut self, event: &LoginEvent, at: DateTime<Utc>) {
        match event {
            LoginEvent::LoginIssued { contract_until } | LoginEvent::LoginAccepted { contract_until } => {
                self.begun = true;
                self.shut.push(None);
                self.contracts.push(*contract_until);
            }
            LoginEvent::LoginContractSet { until, .. } => self.contracts.push(Some(*until)),
            LoginEvent::LoginBlocked => self.shut.push(Some(at)),
            LoginEvent::LoginUnblocked => self.shut.push(None),
            LoginEvent::LoginLinkSent | LoginEvent::PasswordSet => {}
        }
    }
}
