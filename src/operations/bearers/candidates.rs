//! Those whose rights are asked about, with the roles that they held one after another, as the audit tells.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Claimant, Spell, Through};
use crate::domain::account::{Account, AccountState, Assignment};
use crate::domain::colleague::{Colleague, PersonEvent, PersonEventName, StandingChange};
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::members::{MembersEventName, SubscriberMembers};
use crate::domain::organization::Organization;
use crate::domain::role::Role;
use crate::domain::standing_in::StandingIn;
use crate::domain::tenure::{Giving, PresentRoles, Tenure, TimeStretch, of_members};
use crate::store::audit::Entry;
use crate::store::{Reach, StoreError, accounts, audit, colleagues, members, standing_in};

/// The events that change what somebody of a tenant may.
const OF_PEOPLE: [PersonEventName; 7] = [
    PersonEventName::PersonInvited,
    PersonEventName::PersonAdded,
    PersonEventName::RoleGiven,
    PersonEventName::RoleEnded,
    PersonEventName::PersonDisabled,
    PersonEventName::PersonEnabled,
    PersonEventName::PasswordSet,
];

/// The events that change who acts for a subscriber.
const OF_MEMBERS: [MembersEventName; 4] = [
    MembersEventName::MemberJoined,
    MembersEventName::MemberPromoted,
    MembersEventName::MemberAdded,
    MembersEventName::MemberEnded,
];

/// Everybody who has a role in a tenant, disabled or not, by name.
pub(in crate::operations) async fn of_house(
    reach: &impl Reach,
    house: Option<PartnerId>,
) -> Result<Vec<Claimant>, StoreError> {
    let people: Vec<Colleague> =
        colleagues::all(reach, house).await?.into_iter().map(|listed| listed.colleague).collect();
    of_colleagues(reach, house, people).await
}

/// These people of a tenant.
pub(in crate::operations) async fn of_colleagues(
    reach: &impl Reach,
    house: Option<PartnerId>,
    people: Vec<Colleague>,
) -> Result<Vec<Claimant>, StoreError> {
    let subjects: Vec<String> = people.iter().map(|one| audit::person_subject(one.account.id)).collect();
    let verbs = OF_PEOPLE.map(PersonEventName::code);
    let chain = colleagues::chain(house);
    let mut told: HashMap<String, Vec<Entry<PersonEvent>>> = HashMap::new();
    for entry in audit::history_of_all::<Colleague>(reach, chain, &subjects, &verbs).await? {
        told.entry(entry.subject.clone()).or_default().push(entry);
    }
    let candidate = |one: Colleague| {
        let entries = told.remove(&audit::person_subject(one.account.id)).unwrap_or_default();
        of_colleague(house, &one, &entries)
    };
    let ids: Vec<PersonId> = people.iter().map(|one| one.account.id).collect();
    let since = accounts::since(reach, &ids).await?;
    let mut found: Vec<Claimant> = people.into_iter().map(candidate).collect();
    for one in &mut found {
        one.begin_with(since.get(&one.account.id).copied());
    }
    let lent = standing_in::of_house(reach, house).await?;
    let givers: Vec<PersonId> = lent.iter().map(|one| one.giver).collect();
    let givers = accounts::several(reach, &givers).await?;
    for one in &mut found {
        let own = lent.iter().filter(|lent| lent.deputy == one.account.id);
        let spells: Vec<Spell> = own
            .filter_map(|lent| Some((lent, givers.get(&lent.giver)?)))
            .flat_map(|(lent, giver)| one.stood_in(lent, giver))
            .collect();
        one.spells.extend(spells);
    }
    Ok(found)
}

impl Claimant {
    /// A role that somebody had from the beginning began with the account.
    fn begin_with(&mut self, account: Option<DateTime<Utc>>) {
        for spell in &mut self.spells {
            spell.tenure.since = spell.tenure.since.or(account);
        }
    }

    /// The times in which somebody stood in for a colleague and could sign in.
    fn stood_in(&self, lent: &StandingIn, giver: &Account) -> Vec<Spell> {
        let stretch = TimeStretch { from: lent.begins(), until: lent.ends() };
        let through = Through::StandingIn(giver.called().to_owned(), lent.last);
        let working = self.spells.iter().filter(|spell| !spell.roles.is_empty());
        let spell = |own: &Spell| {
            let span = own.tenure.within(stretch)?;
            let tenure = Tenure {
                roles: vec![lent.role],
                since: Some(span.from),
                until: Some(span.until),
                ..own.tenure.clone()
            };
            Some(Spell { tenure, roles: vec![(lent.role, through.clone())] })
        };
        working.filter_map(spell).collect()
    }
}

fn of_colleague(house: Option<PartnerId>, colleague: &Colleague, entries: &[Entry<PersonEvent>]) -> Claimant {
    let account = colleague.account.clone();
    let present = PresentRoles {
        person: account.id,
        roles: colleague.roles(),
        has_password: !account.password_hash.is_empty(),
        disabled: account.disabled,
    };
    let events: Vec<_> =
        entries.iter().filter_map(|entry| entry.event.as_ref().map(|event| (entry.at, event))).collect();
    let spell = |tenure: Tenure| {
        let given = |role| Through::Assignment(giving(entries, role, tenure.until));
        let roles = in_force(&account, house, &tenure).into_iter().map(|role| (role, given(role))).collect();
        Spell { tenure, roles }
    };
    let spells = present.tenures(&events).into_iter().map(spell).collect();
    Claimant { account, spells }
}

/// The roles of a tenure that granted rights, as they do for a desk.
fn in_force(account: &Account, house: Option<PartnerId>, tenure: &Tenure) -> Vec<Role> {
    if tenure.roles.is_empty() || !tenure.working {
        return Vec::new();
    }
    let elsewhere = account.roles.iter().filter(|assigned| !assigned.is_of(house)).copied();
    let here = tenure.roles.iter().map(|role| Assignment { role: *role, partner: house });
    let then = Account { roles: elsewhere.chain(here).collect(), ..account.clone() };
    if then.house() == house { then.in_force() } else { Vec::new() }
}

/// Who gave somebody a role that they held until an instant, and when.
fn giving(entries: &[Entry<PersonEvent>], role: Role, until: Option<DateTime<Utc>>) -> Option<Giving> {
    let gives = |event: &PersonEvent| match event.standing_change() {
        Some(StandingChange::Came { roles, .. }) => roles.contains(&role),
        Some(StandingChange::RoleGiven(given)) => given == role,
        Some(
            StandingChange::Registered { .. }
            | StandingChange::RoleEnded(_)
            | StandingChange::Disabled
            | StandingChange::Enabled
            | StandingChange::PasswordSet,
        )
        | None => false,
    };
    let before = entries.iter().filter(|entry| until.is_none_or(|until| entry.at < until));
    let mut giving = before.filter(|entry| entry.event.as_ref().is_some_and(gives));
    giving.next().map(|entry| Giving { at: entry.at, by: entry.actor.clone() })
}

/// Everybody who acts for a subscriber or did.
pub(in crate::operations) async fn of_subscriber(
    reach: &impl Reach,
    organization: &Organization,
) -> Result<Vec<Claimant>, StoreError> {
    let now = members::of(reach, organization).await?;
    let subjects = [audit::members_subject(&now.code)];
    let verbs = OF_MEMBERS.map(MembersEventName::code);
    let entries =
        audit::history_of_all::<SubscriberMembers>(reach, audit::OPERATOR_CHAIN, &subjects, &verbs).await?;
    let events: Vec<_> =
        entries.iter().filter_map(|entry| entry.event.as_ref().map(|event| (entry.at, event))).collect();
    let tenures = of_members(&now, &events);
    let mut people: Vec<PersonId> = tenures.iter().map(|tenure| tenure.person).collect();
    people.sort_unstable();
    people.dedup();
    let accounts = accounts::several(reach, &people).await?;
    let name = &organization.requisites.short_name;
    let candidate = |id: &PersonId| {
        let account = accounts.get(id)?.clone();
        let spells =
            tenures.iter().filter(|tenure| tenure.person == *id).map(|tenure| member(&account, tenure, name));
        Some(Claimant { spells: spells.collect(), account })
    };
    Ok(people.iter().filter_map(candidate).collect())
}

/// A time as a member: it counts for whoever is a client and may sign in.
fn member(account: &Account, tenure: &Tenure, organization: &str) -> Spell {
    let client = account.in_force().contains(&Role::Client) && account.state() == AccountState::Working;
    let through = |role: &Role| (*role, Through::Membership(organization.to_owned()));
    let roles = if client { tenure.roles.iter().map(through).collect() } else { Vec::new() };
    Spell { tenure: tenure.clone(), roles }
}
