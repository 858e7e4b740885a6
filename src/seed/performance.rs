//! The performance: each step is done by the person whose task it is, through the operations.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::applications::{Row, SeededEnd};
use super::errands::Errands;
use super::files::Files;
use super::office::SeededOffice;
use super::schedule::{Act, SeedStep};
use super::{SeedError, document, sales, settlement, turn};
use crate::domain::application::{Application, ApplicationRefusal};
use crate::domain::ids::ApplicationNumber;
use crate::domain::month::moscow_day;
use crate::domain::role::Scope;
use crate::operations::decisions::{self, GivenReason};
use crate::operations::review::Sent;
use crate::operations::{Desk, Failure, House, Refusal, cabinet, intake, review};
use crate::store::applications;

/// The length of a hold, in days.
const HELD_DAYS: i64 = 6;

/// The state of the performance: the services, the people and what was sent so far.
pub(super) struct Performance<'a> {
    house: &'a Arc<House>,
    errands: Errands<'a>,
    files: &'a Files,
    office: SeededOffice,
    numbers: Vec<Option<ApplicationNumber>>,
}

impl<'a> Performance<'a> {
    /// Before the first step.
    pub(super) fn new(errands: Errands<'a>, files: &'a Files, office: SeededOffice) -> Self {
        let numbers = vec![None; files.applications.len()];
        Self { house: errands.house(), errands, files, office, numbers }
    }

    /// The numbers of the applications sent so far.
    pub(super) fn numbers(&self) -> impl Iterator<Item = ApplicationNumber> {
        self.numbers.iter().copied().flatten()
    }

    /// Who is there to act.
    pub(super) fn office(&self) -> &SeededOffice {
        &self.office
    }

    /// Moves the clock to an instant; errands that fall due before it are run when they are due.
    pub(super) async fn reach(&self, at: DateTime<Utc>) -> Result<(), SeedError> {
        let clock = &self.house.clock;
        while let Some(due) = self.errands.next(at).await? {
            turn(clock, due.max(clock.now()))?;
            self.errands.run().await?;
        }
        turn(clock, at.max(clock.now()))
    }

    /// Does a step now.
    pub(super) async fn play(&mut self, step: &SeedStep) -> Result<(), SeedError> {
        match *step {
            SeedStep::Send(place) => self.send(place).await,
            SeedStep::Review(place, act) => self.review(place, act).await,
            SeedStep::Complete(place) => self.complete(place).await,
            SeedStep::Publish(month) => settlement::publish(self.house, &self.office, month).await,
            SeedStep::Agree { month, everybody } => {
                settlement::agree(self.house, &self.office, month, everybody).await
            }
            SeedStep::Invoice(month) => {
                settlement::invoice(self.house, &self.office, month).await?;
                sales::issue(self.house, &self.office).await
            }
        }
    }

    async fn send(&mut self, place: usize) -> Result<(), SeedError> {
        let row = &self.files.applications[place];
        let body = document::of(row)?;
        let key = format!("seed-{}", row.key);
        let taken = intake::receive(&self.client(row)?, Some(&key), &body).await;
        let (number, _) = taken.map_err(|failure| SeedError::Intake { key: row.key.clone(), failure })?;
        self.numbers[place] = Some(number);
        if row.stage == SeededEnd::Stuck {
            self.errands.expect_silence(number);
        }
        Ok(())
    }

    async fn review(&self, place: usize, act: Act) -> Result<(), SeedError> {
        let row = &self.files.applications[place];
        let desk =
            Desk::of_person(self.house, self.office.person(&row.reviewer)?, Vec::new(), request_id(row))
                .proven(self.house.clock.now());
        let seen = applications::open(&self.house.db, &Scope::Everything, self.number(place)?).await?;
        let done = match act {
            Act::Take => review::take(&desk, seen.number, seen.version).await.map(drop),
            Act::Choose => choose(&desk, row, seen).await,
            Act::Decide => decide(&desk, row, seen).await,
            Act::Forward => forward(&desk, &seen).await.map(drop),
        };
        done.map_err(|failure| refused(&row.key, failure))
    }

    async fn complete(&self, place: usize) -> Result<(), SeedError> {
        let row = &self.files.applications[place];
        let done = cabinet::complete(&self.client(row)?, self.number(place)?).await;
        done.map(drop).map_err(|failure| refused(&row.key, failure))
    }

    /// The desk of a client's program.
    fn client(&self, row: &Row) -> Result<Desk, SeedError> {
        let login = self.office.login(&row.its_login)?;
        Ok(Desk::of_its_login(self.house, login, request_id(row)))
    }

    fn number(&self, place: usize) -> Result<ApplicationNumber, SeedError> {
        let key = &self.files.applications[place].key;
        self.numbers[place].ok_or_else(|| refused(key, Failure::NotFound))
    }
}

/// Forwards the application and acknowledges what a reviewer must acknowledge.
async fn forward(desk: &Desk, seen: &Application) -> Result<Application, Failure> {
    match review::forward(desk, seen.number, seen.version, Sent::AS_SAVED).await {
        Err(Failure::Refused(Refusal::Application(ApplicationRefusal::NotAcknowledged(ticks)))) => {
            review::forward(desk, seen.number, seen.version, Sent { ticks, ..Sent::AS_SAVED }).await
        }
        done => done,
    }
}

/// Sets the parameters if the reviewer's choice differs from the suggested ones.
async fn choose(desk: &Desk, row: &Row, seen: Application) -> Result<(), Failure> {
    match row.chosen() {
        Some(chosen) if chosen != seen.parameters => {
            review::set_parameters(desk, seen.number, seen.version, chosen).await.map(drop)
        }
        Some(_) | None => Ok(()),
    }
}

/// Returns, rejects or holds the application for the reason of its line.
async fn decide(desk: &Desk, row: &Row, seen: Application) -> Result<(), Failure> {
    let words = row.reason.as_deref().unwrap_or_default();
    let given = GivenReason { code: words, own_words: "" };
    let (number, version) = (seen.number, seen.version);
    let done = match row.stage {
        SeededEnd::Returned => decisions::return_to_client(desk, number, version, given).await,
        SeededEnd::Rejected => decisions::reject(desk, number, version, given).await,
        SeededEnd::Held => {
            let day = moscow_day(desk.now()) + Duration::days(HELD_DAYS);
            decisions::hold(desk, number, version, Some(day), words).await
        }
        SeededEnd::Received
        | SeededEnd::InReview
        | SeededEnd::Refused
        | SeededEnd::Stuck
        | SeededEnd::Approved
        | SeededEnd::Completed => Ok(seen),
    };
    done.map(drop)
}

fn refused(key: &str, failure: Failure) -> SeedError {
    SeedError::Refused { what: format!("the application {key}"), failure }
}

fn request_id(row: &Row) -> String {
    format!("seed-{}", row.key)
}
