//! The bulk: a whole past written at once, by many rows a statement. What it writes stands as if every change had been
//! kept when it happened: rows, audit chains, and the errands that were owed and done.

mod rows;

use std::collections::BTreeSet;

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
use crate::domain::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId};
use crate::domain::organization::{Licence, Organization};
use crate::domain::statement::Statement;

/// Who issues the invoices of the past.
pub const BILLING: &str = "billing";

/// A change of the past: what the audit says of it and what it made us owe.
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
    /// What was owed.
    pub owed: Owed,
    /// What became of it.
    pub end: ErrandEnd,
}

/// What became of an errand.
#[derive(Debug)]
pub enum ErrandEnd {
    /// Its day has not come.
    Due,
    /// It was done.
    Done(DateTime<Utc>),
    /// It was left to a person.
    Dead {
        /// The words of the last failure.
        words: String,
        /// After how many attempts.
        attempts: i32,
    },
}

/// A stretch of the past, to be written in one transaction. Whatever it speaks of is in it or was written before.
#[derive(Debug, Default)]
pub struct Stretch {
    /// New ITS logins.
    pub logins: Vec<ItsLogin>,
    /// New subscribers, each with its identity and code.
    pub organizations: Vec<Organization>,
    /// The terms by which subscribers are found besides what their cards say.
    pub terms: BTreeSet<(String, OrganizationId)>,
    /// Applications as they stand in the end.
    pub applications: Vec<Application>,
    /// What the clients sent, by which login.
    pub originals: Vec<(ApplicationNumber, ItsLoginId, Original)>,
    /// The periods that were activated.
    pub licences: Vec<Licence>,
    /// The statements as they stand in the end, with their sums; an invoiced one brings its invoice.
    pub statements: Vec<Statement>,
    /// What was charged; a statement that is named is in this stretch.
    pub charges: Vec<Charge>,
    /// The errands that were owed.
    pub errands: Vec<Settled>,
    /// What happened, in its order.
    pub pasts: Vec<Past>,
}

/// Takes a change of the past apart: the thing as it was afterwards, what the audit will say, and what was owed.
pub fn past<T: Keepable>(keeper: Keeper, change: Change<T>) -> Result<(T, Past, Vec<Owed>), StoreError> {
    let (after, event) = change.into_parts();
    let owed = after.owed(&event, keeper.at);
    let subject = after.subject();
    let details = audit::of_event(&subject, &event)?.details;
    let past = Past { chain: after.chain(), subject, verb: event.verb(), details, keeper };
    Ok((after.after_writing(), past, owed))
}

/// Writes a stretch of the past, and leads the sequences of numbers behind it.
pub async fn write(tx: &Tx, stretch: &Stretch) -> Result<(), StoreError> {
    rows::write_logins(tx, &stretch.logins).await?;
    rows::write_organizations(tx, stretch).await?;
    rows::write_applications(tx, stretch).await?;
    rows::write_settlement(tx, stretch).await?;
    rows::write_errands(tx, &stretch.errands).await?;
    rows::write_audit(tx, &stretch.pasts).await?;
    rows::lead_numbers_on(tx).await
}

/// Lets the database look at how much it holds, as it does by itself when it is less hurried.
pub async fn take_stock(db: &super::Db) -> Result<(), StoreError> {
    use super::Reach as _;
    use sea_orm::ConnectionTrait as _;
    match db.engine() {
        super::Engine::Postgres => {
            db.on().execute_unprepared("vacuum (analyze)").await?;
        }
        // A file never looks by itself: its plans must be good without.
        super::Engine::Sqlite => {}
    }
    Ok(())
}

impl Past {
    fn note(&self) -> AuditNote<'_> {
        AuditNote { verb: self.verb, subject: &self.subject, details: self.details.clone() }
    }
}
