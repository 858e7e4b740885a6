//! Passwords of programs: each was made by the person whose account it opens, and is good as long as the audit tells.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::EntityTrait as _;

use super::Invariant;
use super::tales::Tale;
use super::tally::Tally;
use crate::domain::colleague::PersonEvent;
use crate::store::audit::AnyEvent;
use crate::store::tables::program_password::{Entity, Model};
use crate::store::{Reach, StoreError};

/// What the audit tells of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ToldPassword {
    person: i64,
    made: Option<DateTime<Utc>>,
    ended: Option<DateTime<Utc>>,
}

/// Everything that must hold of passwords of programs.
#[derive(Debug)]
pub(super) struct Programs {
    rows: Vec<Model>,
    told: HashMap<i64, ToldPassword>,
}

impl Programs {
    /// Reads what is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        Ok(Self { rows: Entity::find().all(&reach.on()).await?, told: HashMap::new() })
    }

    /// Looks at those of these tales that are about people.
    pub(super) fn look(&mut self, tales: &[Tale]) {
        for tale in tales {
            let ("person", Ok(person)) = (tale.about().0, tale.about().1.parse()) else { continue };
            for (event, told) in tale.events() {
                let AnyEvent::Person(event) = event else { continue };
                let nothing = ToldPassword { person, made: None, ended: None };
                if let PersonEvent::ProgramPasswordMade { password } = event {
                    self.told.entry(password.0).or_insert(nothing).made = Some(told.at);
                } else if let PersonEvent::ProgramPasswordEnded { password } = event {
                    self.told.entry(password.0).or_insert(nothing).ended = Some(told.at);
                }
            }
        }
    }

    /// What was found, when all tales were told.
    pub(super) fn found(mut self) -> Invariant {
        let mut tally = Tally::of(
            "every password of a program was made by its owner and is good as long as the audit tells",
            "end the password on its owner's page, or put its row back as a backup has it",
        );
        for row in &self.rows {
            let there =
                ToldPassword { person: row.person_id, made: Some(row.created_at), ended: row.ended_at };
            let told = self.told.remove(&row.id);
            tally.look(told == Some(there), || format!("password {} of person:{}", row.id, row.person_id));
        }
        for (id, told) in self.told {
            tally.look(false, || format!("password {id} of person:{} is gone", told.person));
        }
        tally.found()
    }
}
