//! Why: what lets roles do something, what the reader has, and who can. Everybody may ask that about themselves.

use std::collections::HashMap;

use super::bearers::{
    Bearer, Claimant, HeldRole, RoleWay, Through, bearers, givers, now, of_house, of_subscriber, ways,
};
use super::{Desk, Failure};
use crate::domain::account::Account;
use crate::domain::ids::PartnerId;
use crate::domain::role::{Role, Scope};
use crate::policy::Permission;
use crate::store::{StoreError, accounts, organizations, partners};

/// Why the reader may do something or not, and who may.
#[derive(Debug)]
pub struct Explained {
    /// What was asked about.
    pub permission: Permission,
    /// Whether the reader's desk has the right.
    pub has: bool,
    /// The roles that have it.
    pub ways: Vec<RoleWay>,
    /// The roles of the reader.
    pub own: Vec<OwnRole>,
    /// Whom the reader may ask: colleagues at a desk.
    pub bearers: Vec<Bearer>,
    /// The administrators of the reader's house, who give roles; whoever stands in for one gives none.
    pub stewards: Vec<Account>,
    /// The subscribers for which a client acts.
    pub subscribers: Vec<OwnSubscriber>,
    /// The names of those who gave roles, by login.
    pub names: HashMap<String, String>,
}

/// A role of the reader.
#[derive(Debug)]
pub struct OwnRole {
    /// The role, by what it is held, and what grants the right to it.
    pub held: HeldRole,
    /// Where: the partner's name; `None` is the operator, or nowhere for a client.
    pub at: Option<String>,
    /// Whether it counts: roles in another house grant nothing here.
    pub counts: bool,
}

/// A subscriber for which a client acts.
#[derive(Debug)]
pub struct OwnSubscriber {
    /// Its name.
    pub name: String,
    /// The name of the partner that serves it.
    pub partner: String,
    /// Those of its people who may.
    pub bearers: Vec<Bearer>,
}

/// Explains a permission to the reader.
pub async fn explain(desk: &Desk, permission: Permission) -> Result<Explained, Failure> {
    let account = accounts::open(desk.db(), desk.person()?).await?;
    let explained = Explained {
        permission,
        has: desk.allows(permission),
        ways: ways(&desk.house().policy, permission),
        own: Vec::new(),
        bearers: Vec::new(),
        stewards: Vec::new(),
        subscribers: Vec::new(),
        names: HashMap::new(),
    };
    let explained = if account.is_of_desk() {
        at_desk(desk, &account, explained).await?
    } else {
        of_client(desk, &account, explained).await?
    };
    let held = explained.own.iter().map(|own| &own.held);
    let names = givers(desk, held.chain(explained.bearers.iter().flat_map(|bearer| &bearer.roles))).await?;
    Ok(Explained { names, ..explained })
}

async fn at_desk(desk: &Desk, account: &Account, explained: Explained) -> Result<Explained, StoreError> {
    let (permission, present) = (explained.permission, [now(desk)]);
    let all = of_house(desk.db(), house(desk)).await?;
    let mut own = own(desk, account, permission).await?;
    let mine = all.iter().filter(|one| one.account.id == account.id).flat_map(Claimant::current);
    for (role, through) in mine {
        for one in own.iter_mut().filter(|one| one.counts && one.held.role == *role) {
            one.held.through = through.clone();
        }
    }
    let mine = all.iter().filter(|one| one.account.id == account.id).flat_map(|one| &one.spells);
    for spell in mine.filter(|spell| spell.tenure.within(present[0].stretch).is_some()) {
        let lent = spell.roles.iter().filter(|(_, through)| matches!(through, Through::StandingIn(..)));
        own.extend(
            lent.map(|(role, through)| own_role(desk, permission, HeldRole::plain(*role, through.clone()))),
        );
    }
    let stewards = bearers(&all, &present, Permission::AppointPeople);
    Ok(Explained {
        own,
        bearers: bearers(&all, &present, permission),
        stewards: stewards.into_iter().map(|one| one.account).collect(),
        ..explained
    })
}

async fn of_client(desk: &Desk, account: &Account, explained: Explained) -> Result<Explained, StoreError> {
    let (permission, present) = (explained.permission, [now(desk)]);
    let (mut own, mut subscribers) = (Vec::new(), Vec::new());
    own.extend(as_client(desk, account, permission));
    for organization in organizations::whole(desk.db(), desk.scope()).await? {
        let all = of_subscriber(desk.db(), &organization).await?;
        for (role, through) in
            all.iter().filter(|one| one.account.id == account.id).flat_map(Claimant::current)
        {
            own.push(own_role(desk, permission, HeldRole::plain(*role, through.clone())));
        }
        subscribers.push(OwnSubscriber {
            bearers: bearers(&all, &present, permission),
            partner: partners::open(desk.db(), organization.partner).await?.name,
            name: organization.requisites.short_name,
        });
    }
    Ok(Explained { own, subscribers, ..explained })
}

fn house(desk: &Desk) -> Option<PartnerId> {
    match desk.scope() {
        Scope::Partner(partner) => Some(*partner),
        Scope::Everything | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => None,
    }
}

/// Being a client, which is an assignment of its own beside the memberships.
fn as_client(desk: &Desk, account: &Account, permission: Permission) -> Option<OwnRole> {
    let client = account.in_force().contains(&Role::Client);
    client.then(|| own_role(desk, permission, HeldRole::plain(Role::Client, Through::Assignment(None))))
}

/// The assignments of somebody at a desk, also those that count nothing here.
async fn own(desk: &Desk, account: &Account, permission: Permission) -> Result<Vec<OwnRole>, StoreError> {
    let (house, counting) = (account.house(), account.in_force());
    let mut found = Vec::new();
    for assigned in &account.roles {
        let at = match assigned.partner {
            Some(partner) => Some(partners::open(desk.db(), partner).await?.name),
            None => None,
        };
        let counts = assigned.partner == house && counting.contains(&assigned.role);
        let held = HeldRole::plain(assigned.role, Through::Assignment(None));
        found.push(OwnRole { at, counts, ..own_role(desk, permission, held) });
    }
    Ok(found)
}

fn own_role(desk: &Desk, permission: Permission, held: HeldRole) -> OwnRole {
    OwnRole { held: held.under(&desk.house().policy, permission), at: None, counts: true }
}
