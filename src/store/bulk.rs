//! Bulk writing of a whole past, with many rows a statement. The result equals that of keeping every change when it
//! happened: rows, audit chains, and errands with their ends.

mod rows;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::applications::Original;
use super::audit::{self, AuditNote};
use super::keep::Keepable;
use super::logins::ItsLogin;
use super::outbox::Owed;
use super::{Keeper, StoreError, Tx};
use crate::domain::application::Application;
use crate::domain::change::{Change, Event as _};
use crate::domain::charge::Charge;
use crate::domain::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId, PersonId};
use crate::domain::organization::{Licence, Organization};
use crate::domain::statement::Statement;

/// The actor that issues the invoices of the past.
pub const BILLING: &str = "billing";

/// A change of the past: its audit entry, without the row and the errands.
#[derive(Debug)]
pub struct Past {
    keeper: Keeper,
    chain: PartnerId,
    subject: String,
    verb: &'static str,
    details: String,
}

impl Past {
    /// When it happened.
    #[must_use]
    pub fn at(&self) -> DateTime<Utc> {
        self.keeper.at
    }
}

/// An errand of the past.
#[derive(Debug)]
pub struct Settled {
    /// The errand.
    pub owed: Owed,
    /// How it ended.
    pub end: ErrandEnd,
}

/// How an errand of the past ended.
#[derive(Debug)]
pub enum ErrandEnd {
    /// It is not due yet.
    Due,
    /// It was done at this instant.
    Done(DateTime<Utc>),
    /// It is dead.
    Dead {
        /// The message of the last failure.
        words: String,
        /// The number of attempts.
        attempts: i32,
    },
}

/// A stretch of the past, to be written in one transaction. Every row that it refers to is in it or was written before.
#[derive(Debug, Default)]
pub struct Stretch {
    /// New ITS logins, each with its account.
    pub logins: Vec<ItsLogin>,
    /// Who acts for which subscriber since it was connected.
    pub memberships: Vec<(PersonId, OrganizationId)>,
    /// New subscribers, each with its identity and code.
    pub organizations: Vec<Organization>,
    /// Search terms of subscribers beyond those of their cards.
    pub terms: BTreeMap<OrganizationId, (Organization, BTreeSet<String>)>,
    /// Applications in their final state.
    pub applications: Vec<Application>,
    /// The originals that clients sent, each with the login that sent it.
    pub originals: Vec<(ApplicationNumber, ItsLoginId, Original)>,
    /// The periods that were activated.
    pub licences: Vec<Licence>,
    /// The statements in their final state, with their sums; an invoiced one includes its invoice.
    pub statements: Vec<Statement>,
    /// The charges; a statement that a charge names is in this stretch.
    pub charges: Vec<Charge>,
    /// The errands.
    pub errands: Vec<Settled>,
    /// The changes, in the order of time.
    pub pasts: Vec<Past>,
}

/// Splits a change of the past: the subject after it, its audit entry, and its errands.
pub fn past<T: Keepable>(keeper: Keeper, change: Change<T>) -> Result<(T, Past, Vec<Owed>), StoreError> {
    let (after, event) = change.into_parts();
    let owed = after.owed(&event, keeper.at);
    let subject = after.subject();
    let details = audit::of_event(&subject, &event)?.details;
    let past = Past { chain: after.chain(), subject, verb: event.verb(), details, keeper };
    Ok((after.after_writing(), past, owed))
}

/// Writes a stretch of the past and moves the sequences of numbers past it.
pub async fn write(tx: &Tx, stretch: &Stretch) -> Result<(), StoreError> {
    rows::write_logins(tx, &stretch.logins).await?;
    rows::write_organizations(tx, stretch).await?;
    rows::write_memberships(tx, &stretch.memberships).await?;
    rows::write_applications(tx, stretch).await?;
    rows::write_settlement(tx, stretch).await?;
    rows::write_errands(tx, &stretch.errands).await?;
    rows::write_audit(tx, &stretch.pasts).await?;
    rows::lead_numbers_on(tx).await
}

/// Updates planner statistics after a bulk load (PostgreSQL: `VACUUM ANALYZE`).
pub async fn take_stock(db: &super::Db) -> Result<(), StoreError> {
    use super::Reach as _;
    use sea_orm::ConnectionTrait as _;
    match db.engine() {
        super::Engine::Postgres => {
            db.on().execute_unprepared("vacuum (analyze)").await?;
        }
        // SQLite is not analysed: its plans must be good without statistics.
        super::Engine::Sqlite => {}
    }
    Ok(())
}

impl Past {
    fn note(&self) -> AuditNote<'_> {
        AuditNote { verb: self.verb, subject: &self.subject, details: self.details.clone() }
    }
}
