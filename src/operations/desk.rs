//! The desk: actor, rights, scope and instant of an operation.

mod scope;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::lent::DeskRights;
use super::{Failure, House, Lacking};
use crate::domain::account::Account;
use crate::domain::colleague::Colleague;
use crate::domain::factor::PROVEN_FOR;
use crate::domain::ids::{ItsLoginId, OrganizationId, PartnerId, PersonId};
use crate::domain::role::{Role, Scope};
use crate::domain::standing_in::Lending;
use crate::policy::Permission;
use crate::store::logins::ItsLogin;
use crate::store::outbox::{self, Owed};
use crate::store::{Db, Keeper, StoreError, Tx, audit, colleagues, factors};

/// The actor of a desk.
#[derive(Clone, Debug)]
pub struct Who {
    /// The actor's name in the audit.
    pub actor: String,
    /// The actor's name for people.
    pub name: String,
    /// The role in which the actor acts.
    pub role: Role,
    /// The person, if the actor is one.
    pub person: Option<PersonId>,
    /// The ITS login, if the actor is one.
    pub its_login: Option<ItsLoginId>,
}

/// A desk: actor, rights, scope and instant. The first argument of every operation.
#[derive(Clone, Debug)]
pub struct Desk {
    house: Arc<House>,
    who: Who,
    rights: DeskRights,
    scope: Scope,
    now: DateTime<Utc>,
    request_id: String,
    /// When the person last proved who they are; `None` of a person whom nothing is known of.
    proven_at: Option<DateTime<Utc>>,
}

impl Desk {
    /// The desk of a signed-in person.
    #[must_use]
    pub fn of_person(
        house: &Arc<House>,
        account: &Account,
        memberships: Vec<OrganizationId>,
        request_id: String,
    ) -> Self {
        let (role, partner) = (account.role(), account.house());
        let who = Who {
            actor: account.login.clone(),
            name: account.called().to_owned(),
            role,
            person: Some(account.id),
            its_login: None,
        };
        let rights = DeskRights::own(house.policy.rights(account.in_force()));
        Self {
            house: Arc::clone(house),
            who,
            rights,
            scope: scope::scope(role, partner, account.id, memberships),
            now: house.clock.now(),
            request_id,
            proven_at: None,
        }
    }

    /// The same for a person who proved who they are at this instant.
    #[must_use]
    pub fn proven(self, at: DateTime<Utc>) -> Self {
        Self { proven_at: Some(at), ..self }
    }

    /// The same for whoever administers one of the subscribers, if they do.
    #[must_use]
    pub fn administering(self, administers: bool) -> Self {
        if !administers || self.who.role != Role::Client {
            return self;
        }
        let rights = DeskRights::own(self.house.policy.rights([Role::ClientAdmin]));
        Self { rights, ..self }
    }

    /// The same with the roles that colleagues have handed over.
    #[must_use]
    pub fn standing_in(self, lent: &[Lending]) -> Self {
        let rights = self.rights.clone().with(&self.house.policy, lent);
        Self { rights, ..self }
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

    /// The desk of a command run on the machine.
    #[must_use]
    pub fn of_console(house: &Arc<House>, request_id: String) -> Self {
        Self::of(house, process("console", Role::Console), Scope::Everything, request_id)
    }

    fn of(house: &Arc<House>, who: Who, scope: Scope, request_id: String) -> Self {
        let rights = DeskRights::own(house.policy.rights([who.role]));
        Self {
            house: Arc::clone(house),
            who,
            rights,
            scope,
            now: house.clock.now(),
            request_id,
            proven_at: None,
        }
    }

    /// The actor.
    #[must_use]
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The id of the request.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Whether the actor has a permission, for showing what can be done.
    #[must_use]
    pub fn allows(&self, permission: Permission) -> bool {
        self.rights.include(permission)
    }

    /// The partner that is the desk's tenant, if it is one's.
    #[must_use]
    pub fn partner(&self) -> Option<PartnerId> {
        match &self.scope {
            Scope::Partner(partner) => Some(*partner),
            Scope::Everything | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => None,
        }
    }

    /// The services.
    #[must_use]
    pub fn house(&self) -> &Arc<House> {
        &self.house
    }

    /// The scope.
    pub(in crate::operations) fn scope(&self) -> &Scope {
        &self.scope
    }

    pub(in crate::operations) fn db(&self) -> &Db {
        &self.house.db
    }

    /// Requires a permission; the second stream records a refusal.
    pub(in crate::operations) async fn may(&self, permission: Permission) -> Result<(), Failure> {
        if self.rights.decide(permission) {
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
        let lacking = Lacking::of(&self.house.policy, permission);
        let not_lent = self.rights.stand_in_for(&lacking.who_may);
        Err(Failure::Forbidden(Lacking { not_lent, ..lacking }))
    }

    /// Requires that the person proved within the last minutes who they are. Processes and programs prove it otherwise.
    pub(in crate::operations) async fn must_be_proven(&self) -> Result<(), Failure> {
        let Some(person) = self.who.person else { return Ok(()) };
        if self.proven_at.is_some_and(|at| self.now - at < PROVEN_FOR) {
            return Ok(());
        }
        Err(Failure::Unproven(factors::of_person(self.db(), person).await?))
    }

    pub(in crate::operations) async fn begin(&self) -> Result<Tx, StoreError> {
        self.db().begin().await
    }

    /// This desk at the present instant. A transaction takes the time after its locks, so that waiting for another
    /// transaction also means acting later. From then on this desk must be used.
    pub(in crate::operations) fn at_present(&self) -> Self {
        Self { now: self.house.clock.now(), ..self.clone() }
    }

    /// Begins a transaction that changes the viewer's own account, whose row it locks first. Also returns the desk at the
    /// instant after that.
    pub(in crate::operations) async fn begin_as_oneself(&self) -> Result<(Tx, Self, Colleague), Failure> {
        let tx = self.begin().await?;
        let colleague = colleagues::oneself(&tx, self.person()?).await?;
        Ok((tx, self.at_present(), colleague))
    }

    /// Begins a transaction that changes the months of a partner. It locks the head of the partner's chain, the first
    /// lock of the settlement, so that such transactions run one at a time. Also returns the desk at that instant.
    pub(in crate::operations) async fn begin_settling(
        &self,
        partner: PartnerId,
    ) -> Result<(Tx, Self), StoreError> {
        let tx = self.begin().await?;
        let desk = self.settling(&tx, partner).await?;
        Ok((tx, desk))
    }

    /// Like [`Self::begin_settling`], within a transaction that has locked its subject.
    pub(in crate::operations) async fn settling(
        &self,
        tx: &Tx,
        partner: PartnerId,
    ) -> Result<Self, StoreError> {
        audit::queue_up_at(tx, partner).await?;
        Ok(self.at_present())
    }

    /// Commits, and wakes the worker.
    pub(in crate::operations) async fn commit(&self, tx: Tx) -> Result<(), StoreError> {
        tx.commit().await?;
        self.house.owed.notify_waiters();
        Ok(())
    }

    /// Adds the errands that the calendar brings, unless they are known; returns how many were new. Usually all of them are
    /// known, and no transaction is needed.
    pub(in crate::operations) async fn owe_new(&self, owed: &[Owed]) -> Result<u64, StoreError> {
        let keys: Vec<String> = owed.iter().map(|owed| owed.key.clone()).collect();
        if outbox::known_keys(self.db(), &keys).await?.len() == keys.len() {
            return Ok(0);
        }
        let tx = self.begin().await?;
        let fresh = outbox::owe_all(&tx, owed).await?;
        self.commit(tx).await?;
        Ok(fresh)
    }

    pub(in crate::operations) fn keeper(&self) -> Keeper {
        Keeper {
            actor: self.who.actor.clone(),
            role: self.who.role,
            request_id: self.request_id.clone(),
            at: self.now,
            instead_of: self.rights.instead_of(),
        }
    }

    pub(in crate::operations) fn person(&self) -> Result<PersonId, Failure> {
        self.who.person.ok_or(Failure::NotAPerson)
    }
}

fn process(name: &str, role: Role) -> Who {
    Who { actor: name.to_owned(), name: name.to_owned(), role, person: None, its_login: None }
}
