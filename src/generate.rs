//! The generator: plausible data of any size, written in bulk, for measuring. The data obeys the domain's rules, is in
//! the audit, and is the same for the same seed and day.

mod chance;
mod client;
mod course;
mod document;
mod founding;
mod history;
mod months;
mod numbers;
mod places;
mod plan;
mod shape;
mod words;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::application::ApplicationRefusal;
use crate::domain::statement::StatementRefusal;
use crate::domain::submission::Fault;
use crate::operations::House;
use crate::seed::SeedError;
use crate::store::{StoreError, bulk, reasons, tariffs};
use history::History;
use shape::Office;

pub use plan::{PlanFault, Size};

/// How many stretches wait to be written while the next one is made.
const AHEAD: usize = 2;

/// Why the generation failed.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The sizes contradict each other.
    #[error(transparent)]
    Plan(#[from] PlanFault),
    /// Partners, people or tariffs could not be written.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// A rule of the domain refused an application: a fault of the generator.
    #[error("the generator broke a rule of the office: {0}")]
    Rule(#[from] ApplicationRefusal),
    /// A rule of the domain refused a statement: a fault of the generator.
    #[error("the generator broke a rule of the office: {0}")]
    RuleOfMonths(#[from] StatementRefusal),
    /// The intake would refuse a document: a fault of the generator.
    #[error("the generator wrote a document that nobody would have taken: {0:?}")]
    Document(Vec<Fault>),
    /// The store failed.
    #[error("store: {0}")]
    Store(#[from] StoreError),
    /// The generating thread stopped.
    #[error("the generator has stopped half-way")]
    Stopped,
}

/// Fills an empty database with data of this size, as of an instant. The services' clock must be a standing one.
/// `written` is called with the number of applications written so far.
pub async fn fill(
    house: &Arc<House>,
    size: &Size,
    at: DateTime<Utc>,
    mut written: impl FnMut(usize) + Send,
) -> Result<(), GenerateError> {
    let plan = plan::Plan::of(size)?;
    let office = found(house, size, at).await?;
    let mut history = History::begin(office, plan, house.calendar.clone(), at);
    let (send, mut made) = tokio::sync::mpsc::channel(AHEAD);
    let making = tokio::task::spawn_blocking(move || {
        while let Some(stretch) = history.next_stretch()? {
            // A closed channel means that the writer failed; the writer reports the error.
            if send.blocking_send(stretch).is_err() {
                break;
            }
        }
        Ok::<(), GenerateError>(())
    });
    let mut done = 0;
    while let Some(stretch) = made.recv().await {
        let tx = house.db.begin().await?;
        bulk::write(&tx, &stretch).await?;
        tx.commit().await?;
        done += stretch.applications.len();
        written(done);
    }
    making.await.map_err(|_| GenerateError::Stopped)??;
    founding::join_client(house).await?;
    Ok(bulk::take_stock(&house.db).await?)
}

/// The partners with their people and tariffs: those of the demo and as many more as requested.
async fn found(house: &Arc<House>, size: &Size, at: DateTime<Utc>) -> Result<Office, GenerateError> {
    let since = shape::begins(at, size.months);
    let founded = founding::found(house, size.partners, since).await?;
    let mut offices = Vec::new();
    for (partner, people) in founded.houses() {
        let tariffs = tariffs::of_partner(&house.db, partner.id).await?;
        offices.push(shape::PartnerSetup { partner, people, tariffs });
    }
    let settings = house.settings().await?;
    let reasons = reasons::current(&house.db).await?;
    Ok(Office { houses: offices, password_hash: founded.password_hash().to_owned(), settings, reasons })
}
