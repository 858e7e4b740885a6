//! The desk: who asks, with which rights, on whose rows, and when.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Failure, House};
use crate::domain::account::Account;
use crate::domain::ids::{ItsLoginId, OrganizationId, PartnerId, PersonId};
use crate::domain::role::{Role, Scope};
use crate::policy::{Permission, Rights};
use crate::store::logins::ItsLogin;
use crate::store::{Db, Keeper, StoreError, Tx, audit};

/// Who sits at a desk.
#[derive(Clone, Debug)]
pub struct Who {
    /// The name under which the audit knows them.
    pub actor: String,
    /// What people call them.
    pub name: String,
    /// The role in which they act.
    pub role: Role,
    /// The person, when it is one.
    pub person: Option<PersonId>,
    /// The ITS login, when it is one.
    pub its_login: Option<ItsLoginId>,
}

/// A desk: who asks, with which rights, on whose rows, and when. The first argument of every operation.
#[derive(Clone, Debug)]
pub struct Desk {
    house: Arc<House>,
    who: Who,
    rights: Rights,
    scope: Scope,
    now: DateTime<Utc>,
    request_id: String,
}

impl Desk {
    /// The desk of a person who is signed in.
    #[must_use]
    pub fn of_person(
        house: &Arc<House>,
        account: &Account,
        memberships: Vec<OrganizationId>,
        request_id: String,
    ) -> Self {
        let (role, partner) = (account.role(), account.house());
        // Only roles of the same house count: what somebody may in another one, or as a client, says nothing here.
        let roles = account.roles.iter().filter(|assigned| assigned.partner == partner);
        let roles = roles.map(|assigned| assigned.role).filter(|here| role == *here || *here != Role::Client);
        let who = Who {
            actor: account.login.clone(),
            name: account.called().to_owned(),
            role,
            person: Some(account.id),
            its_login: None,
        };
        let rights = house.policy.rights(roles);
        Self {
            house: Arc::clone(house),
            who,
            rights,
            scope: scope(role, partner, memberships),
            now: house.clock.now(),
            request_id,
        }
    }

    /// The desk of a client's program.
    #[must_use]
    pub fn of_its_login(house: &Arc<House>, login: &ItsLogin, request_id: String) -> Self {
        let who = Who {
            actor: format!("its:{}", login.login),
            name: login.login.clone(),
            role: Role::ItsLogin,
            person: None,
            its_login: Some(login.id),
        };
        Self::of(house, who, Scope::ItsLogin(login.id), request_id)
    }

    /// The desk of the worker.
    #[must_use]
    pub fn of_worker(house: &Arc<House>, request_id: String) -> Self {
        Self::of(house, process("worker", Role::Worker), Scope::Everything, request_id)
    }

    /// The desk of the one who runs commands on the machine.
    #[must_use]
    pub fn of_console(house: &Arc<House>, request_id: String) -> Self {
        Self::of(house, process("console", Role::Console), Scope::Everything, request_id)
    }

    fn of(house: &Arc<House>, who: Who, scope: Scope, request_id: String) -> Self {
        let rights = house.policy.rights([who.role]);
        Self { house: Arc::clone(house), who, rights, scope, now: house.clock.now(), request_id }
    }

    /// Who asks.
    #[must_use]
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// When.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// In which request.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Whether something is permitted: for showing what can be done.
    #[must_use]
    pub fn allows(&self, permission: Permission) -> bool {
        self.rights.include(permission)
    }

    /// The partner in whose house the desk stands, if it is one's.
    #[must_use]
    pub fn partner(&self) -> Option<PartnerId> {
        match &self.scope {
            Scope::Partner(partner) => Some(*partner),
            Scope::Everything | Scope::Organizations(_) | Scope::ItsLogin(_) => None,
        }
    }

    /// What all desks work with.
    #[must_use]
    pub fn house(&self) -> &Arc<House> {
        &self.house
    }

    /// On whose rows.
    pub(in crate::operations) fn scope(&self) -> &Scope {
        &self.scope
    }

    pub(in crate::operations) fn db(&self) -> &Db {
        &self.house.db
    }

    /// Asks whether something is permitted; a refusal is noted in the second stream.
    pub(in crate::operations) async fn may(&self, permission: Permission) -> Result<(), Failure> {
        if self.rights.include(permission) {
            return Ok(());
        }
        let (object, act) = permission.object_and_act();
        let refused = audit::Refused {
            at: self.now,
            kind: "forbidden",
            who: &self.who.actor,
            request_id: &self.request_id,
            details: &format!("{object} {act}"),
        };
        audit::note_refused(self.db(), &refused).await?;
        Err(Failure::Forbidden(self.house.policy.who_may(permission)))
    }

    pub(in crate::operations) async fn begin(&self) -> Result<Tx, StoreError> {
        self.db().begin().await
    }

    /// The same desk at the present instant. A transaction reads the clock after its locks: whoever waited for another
    /// acts later than that other, whenever the desk was taken. From then on only this desk tells the time.
    pub(in crate::operations) fn at_present(&self) -> Self {
        Self { now: self.house.clock.now(), ..self.clone() }
    }

    /// Begins a transaction that decides about the months of a partner, one after another: it holds the head of the
    /// partner's audit chain, the first of its locks on the settlement. Answers also with the desk at that instant.
    pub(in crate::operations) async fn begin_settling(
        &self,
        partner: PartnerId,
    ) -> Result<(Tx, Self), StoreError> {
        let tx = self.begin().await?;
        let desk = self.settling(&tx, partner).await?;
        Ok((tx, desk))
    }

    /// The same within a transaction that has locked what it is about.
    pub(in crate::operations) async fn settling(
        &self,
        tx: &Tx,
        partner: PartnerId,
    ) -> Result<Self, StoreError> {
        audit::queue_up_at(tx, partner).await?;
        Ok(self.at_present())
    }

    /// Commits, and rings for the worker.
    pub(in crate::operations) async fn commit(&self, tx: Tx) -> Result<(), StoreError> {
        tx.commit().await?;
        self.house.owed.notify_waiters();
        Ok(())
    }

    pub(in crate::operations) fn keeper(&self) -> Keeper {
        Keeper {
            actor: self.who.actor.clone(),
            role: self.who.role,
            request_id: self.request_id.clone(),
            at: self.now,
        }
    }

    pub(in crate::operations) fn person(&self) -> Result<PersonId, Failure> {
        self.who.person.ok_or(Failure::NotAPerson)
    }
}

fn process(name: &str, role: Role) -> Who {
    Who { actor: name.to_owned(), name: name.to_owned(), role, person: None, its_login: None }
}

fn scope(role: Role, partner: Option<PartnerId>, memberships: Vec<OrganizationId>) -> Scope {
    match (role, partner) {
        (Role::Support | Role::OperatorClerk | Role::OperatorBilling | Role::OperatorAdmin, _) => {
            Scope::Everything
        }
        (Role::PartnerStaff | Role::PartnerManager | Role::PartnerAdmin, Some(partner)) => {
            Scope::Partner(partner)
        }
        // Whoever has no tenant sees only what they are a member of: at the worst, nothing.
        (
            Role::PartnerStaff
            | Role::PartnerManager
            | Role::PartnerAdmin
            | Role::Client
            | Role::ItsLogin
            | Role::Worker
            | Role::Console,
            _,
        ) => Scope::Organizations(memberships),
    }
}
