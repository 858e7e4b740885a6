//! The seed: plays `seed-data/` into an empty database through the same operations that people use, on a clock that
//! is turned by hand, so that the demo's past has obeyed every rule and stands in the audit.

mod applications;
mod cells;
mod document;
mod errands;
pub(crate) mod files;
mod house;
mod leftover;
pub(crate) mod office;
mod performance;
mod plans;
mod report;
mod schedule;
mod settlement;
mod tariffs;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::gateways::ca::Authority;
use crate::operations::intake::IntakeFailure;
use crate::operations::{Failure, House};
use crate::store::{Db, StoreError, accounts, partners};
use errands::Errands;
use files::Files;
use performance::Performance;

pub use leftover::{WITH_DEMO_PASSWORD_MOST, with_demo_password};
pub use report::{SeedReport, SeededStatement};

/// The password of every account and ITS login of the demo.
pub const PASSWORD: &str = "demo-demo-demo";

/// Why the seed was not played to its end.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// There are partners or people already.
    #[error("the database is not empty: the seed is played into a new one only")]
    NotEmpty,
    /// The clock of the house cannot be turned.
    #[error("the seed needs a house whose clock stands until it is turned")]
    ClockRuns,
    /// A line of a file makes no sense.
    #[error("seed-data/{file}: {words}")]
    File {
        /// The file.
        file: &'static str,
        /// What is wrong, and in which line.
        words: String,
    },
    /// The intake did not take an application.
    #[error("the application {key} was not taken in: {failure}")]
    Intake {
        /// Its key in `applications.csv`.
        key: String,
        /// Why.
        failure: IntakeFailure,
    },
    /// An operation said no.
    #[error("{what}: {failure}")]
    Refused {
        /// What was to be done.
        what: String,
        /// Why it was not.
        failure: Failure,
    },
    /// The store failed.
    #[error("store: {0}")]
    Store(#[from] StoreError),
}

/// Plays the seed relative to a day, and answers with what is there afterwards.
///
/// The clock of the house must stand: it is turned from the beginning of the month before last to `today`. Letters of
/// that past link to `public_url` and are kept as sent, but go to nobody.
pub async fn play(
    house: &Arc<House>,
    authority: &Authority,
    public_url: &str,
    today: DateTime<Utc>,
) -> Result<SeedReport, SeedError> {
    if !is_empty(&house.db).await? {
        return Err(SeedError::NotEmpty);
    }
    let files = Files::read()?;
    let plan = schedule::plan(&files, &house.calendar, today)?;
    turn(&house.clock, schedule::begins(today))?;
    let office = office::found(house, &files).await?;
    let mut performance = Performance::new(Errands::new(house, authority, public_url), &files, office);
    for planned in plan {
        performance.reach(planned.at).await?;
        performance.play(&planned.step).await?;
    }
    performance.reach(today).await?;
    plans::make(house, &files, performance.office()).await?;
    house::settle(house, &files, performance.office()).await?;
    performance.reach(today).await?;
    office::join_clients(house, &files).await?;
    report::of(house, performance.numbers(), today).await
}

/// Whether nobody has put anything into the database yet.
pub async fn is_empty(db: &Db) -> Result<bool, StoreError> {
    Ok(partners::all(db).await?.is_empty() && accounts::count(db).await? == 0)
}

/// Turns the clock, which a real one does not let itself be.
pub(crate) fn turn(clock: &Clock, at: DateTime<Utc>) -> Result<(), SeedError> {
    clock.turn_to(at);
    let stands = (clock.now() - at).num_milliseconds() == 0;
    if stands { Ok(()) } else { Err(SeedError::ClockRuns) }
}

/// A file names something that another one does not have.
fn unknown(file: &'static str, name: &str) -> SeedError {
    SeedError::File { file, words: format!("there is no {name}") }
}
