//! The names of people and things that entries mention, read in bulk.

use std::collections::{BTreeSet, HashMap};

use crate::domain::ids::{ApplicationNumber, ItsLoginId, PartnerId, PersonId};
use crate::domain::standing_in::StandingInEvent;
use crate::operations::{Desk, Failure};
use crate::store::audit::{AnyEvent, AuditSubject, Entry};
use crate::store::{StoreError, accounts, applications, logins, organizations, partners};

/// How many names one query reads.
const AT_ONCE: usize = 1_000;

/// Names of what entries mention; what is outside of the viewer's scope is missing.
#[derive(Debug, Default)]
pub struct KnownNames {
    /// Full names of people by login, as the audit names those who act.
    pub actors: HashMap<String, String>,
    /// Full names of people by identity.
    pub people: HashMap<PersonId, String>,
    /// ITS logins by identity.
    pub its_logins: HashMap<ItsLoginId, String>,
    /// The organisation's name by application.
    pub applications: HashMap<ApplicationNumber, String>,
    /// Names of organisations by code.
    pub organizations: HashMap<String, String>,
    /// Names of partners by code; only the operator's journal mentions others.
    pub partners: HashMap<String, String>,
    /// The codes of partners by identity.
    pub codes: HashMap<PartnerId, String>,
}

/// What entries mention, without duplicates.
#[derive(Default)]
struct Mentions {
    actors: BTreeSet<String>,
    people: BTreeSet<PersonId>,
    its_logins: BTreeSet<ItsLoginId>,
    applications: BTreeSet<ApplicationNumber>,
    organizations: BTreeSet<String>,
}

/// The names of what these entries mention.
pub(super) async fn of(desk: &Desk, entries: &[Entry]) -> Result<KnownNames, Failure> {
    let mentioned = Mentions::in_entries(entries);
    let (db, scope) = (desk.db(), desk.scope());
    let mut known = KnownNames::default();
    for some in chunks(mentioned.actors) {
        known.actors.extend(accounts::names_of_logins(db, &some).await?);
    }
    for some in chunks(mentioned.people) {
        known.people.extend(accounts::names(db, &some).await?);
    }
    for some in chunks(mentioned.its_logins) {
        known
            .its_logins
            .extend(logins::with_ids(db, &some).await?.into_iter().map(|one| (one.id, one.login)));
    }
    for some in chunks(mentioned.applications) {
        known.applications.extend(applications::names(db, scope, &some).await?);
    }
    for some in chunks(mentioned.organizations) {
        known.organizations.extend(organizations::names(db, scope, &some).await?);
    }
    if desk.partner().is_none() {
        known.add_partners(desk).await?;
    }
    Ok(known)
}

fn chunks<T: Clone>(all: BTreeSet<T>) -> Vec<Vec<T>> {
    let all: Vec<T> = all.into_iter().collect();
    all.chunks(AT_ONCE).map(<[T]>::to_vec).collect()
}

impl KnownNames {
    async fn add_partners(&mut self, desk: &Desk) -> Result<(), StoreError> {
        for partner in partners::all(desk.db()).await? {
            self.codes.insert(partner.id, partner.code.clone());
            self.partners.insert(partner.code, partner.name);
        }
        Ok(())
    }
}

impl Mentions {
    fn in_entries(entries: &[Entry]) -> Self {
        let mut found = Self::default();
        for entry in entries {
            found.actors.extend(entry.logins());
            if let Some(AnyEvent::StandingIn(StandingInEvent::StandingInArranged { giver, deputy, .. })) =
                &entry.event
            {
                found.people.extend([*giver, *deputy]);
            }
            found.add_subject(AuditSubject::read(&entry.subject));
            if let Some(AnyEvent::Application(event)) = &entry.event {
                found.people.extend(event.reviewers());
            }
        }
        found
    }

    fn add_subject(&mut self, subject: AuditSubject) {
        match subject {
            AuditSubject::Application(number) | AuditSubject::Attachments(number) => {
                self.applications.insert(number);
            }
            AuditSubject::Person(person) | AuditSubject::Cloud(person) => {
                self.people.insert(person);
            }
            AuditSubject::ItsLogin(login) => {
                self.its_logins.insert(login);
            }
            AuditSubject::Organization(code)
            | AuditSubject::Documents(code)
            | AuditSubject::Reminder(code)
            | AuditSubject::Administrators(code) => {
                self.organizations.insert(code);
            }
            AuditSubject::Statement(..)
            | AuditSubject::ItsOffer(_)
            | AuditSubject::SavedFilter
            | AuditSubject::Journal
            | AuditSubject::Setting(_)
            | AuditSubject::Partner(_)
            | AuditSubject::Prices(_)
            | AuditSubject::Ground(..)
            | AuditSubject::Promotion(_)
            | AuditSubject::Reason(_)
            | AuditSubject::Deliveries(_)
            | AuditSubject::Product(_)
            | AuditSubject::Members(_)
            | AuditSubject::Archive(_)
            | AuditSubject::Subscription(_)
            | AuditSubject::Disowning(_)
            | AuditSubject::Question(_)
            | AuditSubject::FactorRule(_)
            | AuditSubject::Sale(_)
            | AuditSubject::Seller
            | AuditSubject::Payment(_)
            | AuditSubject::Search(_)
            | AuditSubject::StandingIn(_)
            | AuditSubject::Other(_) => {}
        }
    }
}
