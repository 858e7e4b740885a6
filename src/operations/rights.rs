//! Rights: who may do something, and what somebody may, now or in a time that is past. A partner asks about its own people,
//! the operator about everybody.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::bearers::{
    Bearer, Claimant, Reign, RoleWay, bearers, givers, now, of_colleagues, of_house, of_subscriber, ways,
};
use super::{Desk, Failure, policies};
use crate::domain::account::Account;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::role::Scope;
use crate::domain::tenure::TimeStretch;
use crate::policy::Permission;
use crate::store::{StoreError, accounts, colleagues, organizations, partners};

/// What is asked about rights.
#[derive(Clone, Debug, Default)]
pub struct RightsQuestion {
    /// What somebody may do.
    pub permission: Option<Permission>,
    /// The code of the partner about whose people the operator asks; empty for its own.
    pub partner: String,
    /// The code of the subscriber about whose people the operator asks; empty for none.
    pub subscriber: String,
    /// When; `None` is now.
    pub when: Option<TimeStretch>,
}

impl RightsQuestion {
    /// Whether it is about the people of a subscriber.
    #[must_use]
    pub fn names_subscriber(&self) -> bool {
        !self.subscriber.is_empty()
    }
}

/// Who may do what was asked about.
#[derive(Debug)]
pub struct RightsBoard {
    /// Those who may.
    pub bearers: Vec<Bearer>,
    /// The roles that may, under the policy that was in force last in that time.
    pub ways: Vec<RoleWay>,
    /// Everybody of the house that was asked about, to choose from.
    pub people: Vec<Account>,
    /// The subscriber that was asked about.
    pub subscriber: Option<Organization>,
    /// The partners, for the operator to choose from.
    pub partners: Vec<Partner>,
    /// The names of those who gave roles, by login.
    pub names: HashMap<String, String>,
    /// Until when the policy is not known, and taken for the next that was kept.
    pub unknown_until: Option<DateTime<Utc>>,
}

/// What somebody may.
#[derive(Debug)]
pub struct PersonRights {
    /// The account.
    pub account: Account,
    /// The name of their partner; `None` is the operator, or nowhere for a client.
    pub at: Option<String>,
    /// Each permission that they have, and why.
    pub rights: Vec<(Permission, Bearer)>,
    /// The names of those who gave roles, by login.
    pub names: HashMap<String, String>,
    /// Until when the policy is not known, and taken for the next that was kept.
    pub unknown_until: Option<DateTime<Utc>>,
}

/// Who may do something.
pub async fn who(desk: &Desk, asked: &RightsQuestion) -> Result<RightsBoard, Failure> {
    desk.may(Permission::ViewRights).await?;
    let (subscriber, partners) = (subscriber(desk, asked).await?, houses(desk).await?);
    let house = house(desk, asked, &partners)?;
    let all = match &subscriber {
        Some(organization) => of_subscriber(desk.db(), organization).await?,
        None => of_house(desk.db(), house).await?,
    };
    let (reigns, unknown_until) = reigns(desk, asked.when).await?;
    let found = asked.permission.map(|permission| bearers(&all, &reigns, permission)).unwrap_or_default();
    let policy = reigns.first().map_or(&desk.house().policy, |reign| &reign.policy);
    Ok(RightsBoard {
        names: givers(desk, found.iter().flat_map(|bearer| &bearer.roles)).await?,
        bearers: found,
        ways: asked.permission.map(|permission| ways(policy, permission)).unwrap_or_default(),
        people: all.into_iter().map(|one| one.account).collect(),
        subscriber,
        partners,
        unknown_until,
    })
}

/// What somebody may: one of the partner's people, or for the operator anybody.
pub async fn of(desk: &Desk, id: PersonId, when: Option<TimeStretch>) -> Result<PersonRights, Failure> {
    desk.may(Permission::ViewRights).await?;
    let candidate = candidate(desk, id).await?;
    let (reigns, unknown_until) = reigns(desk, when).await?;
    let all = Permission::ALL.iter().copied();
    let rights: Vec<(Permission, Bearer)> =
        all.filter_map(|permission| Some((permission, candidate.bears(&reigns, permission)?))).collect();
    let names = givers(desk, rights.iter().flat_map(|(_, bearer)| &bearer.roles)).await?;
    let at = match candidate.account.house() {
        Some(partner) => Some(partners::open(desk.db(), partner).await?.name),
        None => None,
    };
    Ok(PersonRights { names, account: candidate.account, at, rights, unknown_until })
}

/// About whose people is asked.
fn house(desk: &Desk, asked: &RightsQuestion, partners: &[Partner]) -> Result<Option<PartnerId>, Failure> {
    match desk.scope() {
        Scope::Partner(partner) if asked.partner.is_empty() => Ok(Some(*partner)),
        Scope::Everything if asked.partner.is_empty() => Ok(None),
        Scope::Everything => {
            let found = partners.iter().find(|partner| partner.code == asked.partner);
            Ok(Some(found.ok_or(Failure::NotFound)?.id))
        }
        Scope::Partner(_) | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Err(Failure::NotFound)
        }
    }
}

async fn candidate(desk: &Desk, id: PersonId) -> Result<Claimant, Failure> {
    let house = match desk.scope() {
        Scope::Partner(partner) => Some(*partner),
        Scope::Everything => {
            let account = accounts::open(desk.db(), id).await?;
            if !account.is_of_desk() {
                return Ok(client(desk, account).await?);
            }
            account.house()
        }
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => return Err(Failure::NotFound),
    };
    let colleague = colleagues::open(desk.db(), house, id).await?.colleague;
    let mut found = of_colleagues(desk.db(), house, vec![colleague]).await?;
    found.pop().ok_or(Failure::NotFound)
}

/// A client with the times as a member of each subscriber.
async fn client(desk: &Desk, account: Account) -> Result<Claimant, StoreError> {
    let mut spells = Vec::new();
    let ids = accounts::memberships(desk.db(), account.id).await?;
    for organization in organizations::with_ids(desk.db(), &ids).await?.into_values() {
        let members = of_subscriber(desk.db(), &organization).await?;
        spells.extend(
            members.into_iter().filter(|one| one.account.id == account.id).flat_map(|one| one.spells),
        );
    }
    Ok(Claimant { account, spells })
}

async fn subscriber(desk: &Desk, asked: &RightsQuestion) -> Result<Option<Organization>, Failure> {
    if asked.subscriber.is_empty() {
        return Ok(None);
    }
    // A partner asks about its own people only: those of its clients are not its own.
    if *desk.scope() != Scope::Everything {
        return Err(Failure::NotFound);
    }
    Ok(Some(organizations::open(desk.db(), desk.scope(), &asked.subscriber).await?))
}

async fn houses(desk: &Desk) -> Result<Vec<Partner>, StoreError> {
    if *desk.scope() == Scope::Everything { partners::all(desk.db()).await } else { Ok(Vec::new()) }
}

async fn reigns(
    desk: &Desk,
    when: Option<TimeStretch>,
) -> Result<(Vec<Reign>, Option<DateTime<Utc>>), StoreError> {
    match when {
        Some(stretch) => policies::in_force(desk, stretch).await,
        None => Ok((vec![now(desk)], None)),
    }
}
