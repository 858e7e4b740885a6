//! The seed: plays `seed-data/` into an empty database through the operations, on a clock that it sets by hand. The
//! demo's past therefore obeys every rule and is in the audit.

mod acts;
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
mod products;
mod questions;
mod report;
mod sales;
mod schedule;
mod settlement;
mod tariffs;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::domain::month::Month;
use crate::gateways::ca::Authority;
use crate::operations::intake::IntakeFailure;
use crate::operations::{Failure, House};
use crate::store::{Db, StoreError, accounts, partners};
use errands::Errands;
use files::Files;
use performance::Performance;

pub use leftover::{WITH_DEMO_PASSWORD_MOST, with_demo_password};
pub use products::{UnusedPair, unused_pair};
pub use report::{SeedReport, SeededStatement};

/// The password of every account and ITS login of the demo.
pub const PASSWORD: &str = "demo-demo-demo";

/// Why the seed failed.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The database has partners or people.
    #[error("the database is not empty: the seed is played into a new one only")]
    NotEmpty,
    /// The clock cannot be set.
    #[error("the seed needs a house whose clock stands until it is turned")]
    ClockRuns,
    /// A line of a file is invalid.
    #[error("seed-data/{file}: {words}")]
    File {
        /// The file.
        file: &'static str,
        /// The fault and its line.
        words: String,
    },
    /// The intake refused an application.
    #[error("the application {key} was not taken in: {failure}")]
    Intake {
        /// Its key in `applications.csv`.
        key: String,
        /// The failure.
        failure: IntakeFailure,
    },
    /// An operation failed.
    #[error("{what}: {failure}")]
    Refused {
        /// The step that was attempted.
        what: String,
        /// The failure.
        failure: Failure,
    },
    /// The store failed.
    #[error("store: {0}")]
    Store(#[from] StoreError),
}

/// Plays the seed relative to a day, and reports what the database then contains.
///
/// The services' clock must be a standing one: it is moved from the month of the first application to `today`.
/// Letters of that past link to `public_url`; they are stored as sent but not delivered. The digests of PINs are keyed by
/// `secret`.
pub async fn play(
    house: &Arc<House>,
    authority: &Authority,
    public_url: &str,
    secret: &[u8],
    today: DateTime<Utc>,
) -> Result<SeedReport, SeedError> {
    if !is_empty(&house.db).await? {
        return Err(SeedError::NotEmpty);
    }
    let files = Files::read()?;
    let plan = schedule::plan(&files, &house.calendar, today)?;
    turn(&house.clock, schedule::begins(&files, today))?;
    let office = office::found(house, &files).await?;
    sales::begin(house, &office).await?;
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
    products::publish(house, &files, performance.office(), secret).await?;
    questions::ask(house, performance.office()).await?;
    acts::order(house).await?;
    performance.reach(today).await?;
    let months = schedule::closed_months(&files, today).into_iter().chain([Month::of(today)]).collect();
    report::of(house, performance.numbers(), months).await
}

/// Whether the database has no partner and no person.
pub async fn is_empty(db: &Db) -> Result<bool, StoreError> {
    Ok(partners::all(db).await?.is_empty() && accounts::count(db).await? == 0)
}

/// Sets the clock; an error for a real one.
pub(crate) fn turn(clock: &Clock, at: DateTime<Utc>) -> Result<(), SeedError> {
    clock.turn_to(at);
    let stands = (clock.now() - at).num_milliseconds() == 0;
    if stands { Ok(()) } else { Err(SeedError::ClockRuns) }
}

/// The error for a reference to a missing row of another file.
fn unknown(file: &'static str, name: &str) -> SeedError {
    SeedError::File { file, words: format!("there is no {name}") }
}
