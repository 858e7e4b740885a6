//! Tenures: who held which roles when. They are told backwards, from what is now, by the events since then.

use chrono::{DateTime, Utc};

use super::colleague::{PersonEvent, StandingChange};
use super::ids::PersonId;
use super::members::{MemberRole, MembersEvent, SubscriberMembers};
use super::role::Role;

/// A time in which somebody held the same roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The person.
    pub person: PersonId,
    /// The roles, if any.
    pub roles: Vec<Role>,
    /// Whether the person could sign in.
    pub working: bool,
    /// The beginning; `None` when it is older than what was told.
    pub since: Option<DateTime<Utc>>,
    /// The end, excluded; `None` when it lasts.
    pub until: Option<DateTime<Utc>>,
}

/// A stretch of time, its end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeStretch {
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The end.
    pub until: DateTime<Utc>,
}

/// Who gave somebody a role, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Giving {
    /// When.
    pub at: DateTime<Utc>,
    /// The actor's name in the audit.
    pub by: String,
}

/// How a person of a tenant stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentRoles {
    /// The person.
    pub person: PersonId,
    /// The roles in the tenant.
    pub roles: Vec<Role>,
    /// Whether a password is set.
    pub has_password: bool,
    /// Whether the account is disabled.
    pub disabled: bool,
}

/// An event with its instant.
pub type DatedEvent<'a, E> = (DateTime<Utc>, &'a E);

impl TimeStretch {
    /// The part that both have, if there is one.
    #[must_use]
    pub fn within(self, other: Self) -> Option<Self> {
        let both = Self { from: self.from.max(other.from), until: self.until.min(other.until) };
        (both.from < both.until).then_some(both)
    }
}

impl Tenure {
    /// The part of it that lies in a stretch of time, if any does.
    #[must_use]
    pub fn within(&self, stretch: TimeStretch) -> Option<TimeStretch> {
        let from = self.since.unwrap_or(stretch.from);
        stretch.within(TimeStretch { from, until: self.until.unwrap_or(stretch.until) })
    }
}

impl PresentRoles {
    /// The tenures of the person, the newest first, by the events of the tenant's chain, the newest first.
    #[must_use]
    pub fn tenures(mut self, events: &[DatedEvent<'_, PersonEvent>]) -> Vec<Tenure> {
        let (mut found, mut until) = (Vec::new(), None);
        for (at, event) in events {
            let after = self.clone();
            self.take_back(event);
            if self != after {
                found.push(after.tenure(Some(*at), until));
                until = Some(*at);
            }
        }
        found.push(self.tenure(None, until));
        found.retain(|tenure| tenure.since.is_none() || tenure.since != tenure.until);
        found
    }

    fn tenure(&self, since: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>) -> Tenure {
        let working = self.has_password && !self.disabled;
        Tenure { person: self.person, roles: self.roles.clone(), working, since, until }
    }

    /// Stands as before an event.
    fn take_back(&mut self, event: &PersonEvent) {
        match event.standing_change() {
            Some(StandingChange::Came { roles, .. }) => {
                self.roles.retain(|held| !roles.contains(held));
                self.has_password = false;
            }
            Some(StandingChange::RoleGiven(role)) => self.roles.retain(|held| *held != role),
            Some(StandingChange::RoleEnded(role)) => self.roles.push(role),
            Some(StandingChange::Disabled) => self.disabled = false,
            Some(StandingChange::Enabled) => self.disabled = true,
            Some(StandingChange::PasswordSet) => self.has_password = false,
            Some(StandingChange::Registered { .. }) | None => {}
        }
    }
}

/// The tenures of everybody who acts for a subscriber or did, by its events, the newest first.
#[must_use]
pub fn of_members(now: &SubscriberMembers, events: &[DatedEvent<'_, MembersEvent>]) -> Vec<Tenure> {
    let open =
        |person, role, until| Tenure { person, roles: vec![held(role)], working: true, since: None, until };
    let mut held_now: Vec<Tenure> =
        now.list.iter().map(|member| open(member.person, member.role, None)).collect();
    let mut found = Vec::new();
    for (place, (at, event)) in events.iter().enumerate() {
        let (person, before) = match event {
            MembersEvent::MemberJoined { person, .. } | MembersEvent::MemberAdded { person, .. } => {
                (*person, None)
            }
            MembersEvent::MemberPromoted { person, .. } => (*person, Some(MemberRole::Client)),
            MembersEvent::MemberEnded { person } => {
                (*person, Some(role_before(*person, &events[place + 1..])))
            }
            MembersEvent::ClientInvited { .. }
            | MembersEvent::InvitationWithdrawn
            | MembersEvent::MemberNamed { .. } => continue,
        };
        found.extend(
            held_now
                .extract_if(.., |tenure| tenure.person == person)
                .map(|tenure| Tenure { since: Some(*at), ..tenure }),
        );
        held_now.extend(before.map(|role| open(person, role, Some(*at))));
    }
    // Whoever joined by an approval has no event of joining, but the membership says since when.
    let since = |person| now.of(person).and_then(|member| member.since);
    let oldest = held_now.into_iter().map(|tenure| {
        let since = since(tenure.person).filter(|at| tenure.until.is_none_or(|until| *at < until));
        Tenure { since, ..tenure }
    });
    found.extend(oldest);
    found
}

/// As what somebody acted, as far as earlier events tell.
fn role_before(person: PersonId, earlier: &[DatedEvent<'_, MembersEvent>]) -> MemberRole {
    let told = earlier.iter().find_map(|(_, event)| match event {
        MembersEvent::MemberJoined { person: who, role, .. }
        | MembersEvent::MemberAdded { person: who, role } => (*who == person).then_some(*role),
        MembersEvent::MemberPromoted { person: who, .. } => {
            (*who == person).then_some(MemberRole::ClientAdmin)
        }
        MembersEvent::ClientInvited { .. }
        | MembersEvent::InvitationWithdrawn
        | MembersEvent::MemberEnded { .. }
        | MembersEvent::MemberNamed { .. } => None,
    });
    told.unwrap_or(MemberRole::Client)
}

/// The role of somebody who acts for a subscriber.
#[must_use]
pub const fn held(role: MemberRole) -> Role {
    match role {
        MemberRole::Client => Role::Client,
        MemberRole::ClientAdmin => Role::ClientAdmin,
    }
}

#[cfg(test)]
mod tests;
