//! Cloud identities: each opens an account because its history says so, and what was unlinked is gone.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::EntityTrait as _;

use super::Invariant;
use super::tales::Tale;
use super::tally::Tally;
use crate::domain::cloud::CloudEvent;
use crate::store::audit::AnyEvent;
use crate::store::tables::cloud_identity;
use crate::store::{Reach, StoreError, cloud};

/// A person and what the audit calls one of their identities.
type Linked = (i64, String);

/// What must hold of cloud identities.
#[derive(Debug)]
pub(super) struct CloudLinks {
    /// What is there, and since when.
    there: HashMap<Linked, DateTime<Utc>>,
    /// What was told, in whichever houses: when, and whether it was linked then.
    told: BTreeMap<Linked, Vec<(DateTime<Utc>, bool)>>,
}

impl CloudLinks {
    /// Reads what is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        let rows = cloud_identity::Entity::find().all(&reach.on()).await?;
        let all = rows.into_iter().map(|row| cloud::read(row, None));
        let there = all.map(|found| ((found.person.0, found.account()), found.linked_at)).collect();
        Ok(Self { there, told: BTreeMap::new() })
    }

    /// Looks at those of these tales that are about cloud identities.
    pub(super) fn look(&mut self, tales: &[Tale]) {
        for tale in tales {
            let Ok(person) = tale.about().1.parse() else { continue };
            for (event, told) in tale.events() {
                let AnyEvent::Cloud(event) = event else { continue };
                let (account, linked) = match event {
                    CloudEvent::CloudLinked { account, .. } => (account, true),
                    CloudEvent::CloudUnlinked { account, .. } => (account, false),
                };
                self.told.entry((person, account.clone())).or_default().push((told.at, linked));
            }
        }
    }

    /// What was found, when all tales were told.
    pub(super) fn found(mut self) -> Invariant {
        let mut tally = Tally::of(
            "every cloud identity opens the account that its history tells, and no other does",
            "take away the rows that no entry tells of, and put the others back as a backup has them",
        );
        for ((person, account), mut told) in self.told {
            // A link and its end may stand at the same instant: the order of the entries is kept.
            told.sort_by_key(|(at, _)| *at);
            let last = told.pop().filter(|(_, linked)| *linked).map(|(at, _)| at);
            let there = self.there.remove(&(person, account.clone()));
            tally.look(there == last, || format!("person:{person} {account}"));
        }
        for (person, account) in self.there.into_keys() {
            tally.look(false, || format!("person:{person} {account} came from nowhere"));
        }
        tally.found()
    }
}
