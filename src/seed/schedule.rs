//! The schedule: every step of the seed with its instant, none later than today.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveTime, Utc};

use super::SeedError;
use super::applications::{Row, SeededEnd};
use super::files::Files;
use crate::domain::calendar::WorkCalendar;
use crate::domain::month::{Month, moscow};

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SeedStep {
    /// The client sends the application of this line.
    Send(usize),
    /// The reviewer acts on it.
    Review(usize, Act),
    /// The client finishes the set-up.
    Complete(usize),
    /// The operator forms the statements of a month and publishes them.
    Publish(Month),
    /// The partners' managers agree to their statements; in the latest month only some do.
    Agree {
        /// The month.
        month: Month,
        /// Whether all managers agree.
        everybody: bool,
    },
    /// The operator invoices the agreed statements of a month.
    Invoice(Month),
}

/// An action of a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Takes the application.
    Take,
    /// Sets its parameters.
    Choose,
    /// Returns, rejects or holds it.
    Decide,
    /// Forwards it.
    Forward,
}

/// A step and its instant.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedStep {
    pub(super) at: DateTime<Utc>,
    pub(super) step: SeedStep,
}

/// The beginning of the demo's past: the month of the first application.
pub(super) fn begins(files: &Files, today: DateTime<Utc>) -> DateTime<Utc> {
    closed_months(files, today).first().map_or(today, |month| month.begins())
}

/// The months of applications that are over and settled, the oldest first.
pub(super) fn closed_months(files: &Files, today: DateTime<Utc>) -> BTreeSet<Month> {
    files.applications.iter().filter_map(|row| row.month(today)).collect()
}

/// All steps in the order of time.
pub(super) fn plan(
    files: &Files,
    calendar: &WorkCalendar,
    today: DateTime<Utc>,
) -> Result<Vec<PlannedStep>, SeedError> {
    let mut plan = Vec::new();
    for (place, row) in files.applications.iter().enumerate() {
        let sent = row.sent_at(today, zone(files, row))?;
        plan.extend(of_application(place, row, sent));
    }
    for month in closed_months(files, today) {
        plan.extend(of_month(month, calendar, today));
    }
    for planned in &mut plan {
        planned.at = planned.at.min(today);
    }
    // The sort is stable: simultaneous steps keep the order in which they must happen.
    plan.sort_by_key(|planned| planned.at);
    Ok(plan)
}

/// The time zone of the partner.
fn zone(files: &Files, row: &Row) -> FixedOffset {
    let partner = files.partners.iter().find(|partner| partner.code == row.partner);
    let seconds = partner.map(|partner| partner.utc_offset_minutes * 60);
    seconds.and_then(FixedOffset::east_opt).unwrap_or_else(moscow)
}

/// What is done with an application until it stands where it ends, each after a believable while.
fn of_application(place: usize, row: &Row, sent: DateTime<Utc>) -> Vec<PlannedStep> {
    let mut at = sent;
    let mut plan = vec![PlannedStep { at, step: SeedStep::Send(place) }];
    let mut then = |step, from, to| {
        at += Duration::minutes(between(&row.key, from, to));
        plan.push(PlannedStep { at, step });
    };
    if row.stage >= SeededEnd::InReview {
        then(SeedStep::Review(place, Act::Take), 6, 40);
        then(SeedStep::Review(place, Act::Choose), 2, 9);
    }
    if row.stage > SeededEnd::InReview && row.stage < SeededEnd::Refused {
        then(SeedStep::Review(place, Act::Decide), 4, 30);
    }
    if row.stage >= SeededEnd::Refused {
        then(SeedStep::Review(place, Act::Forward), 3, 20);
    }
    if row.stage == SeededEnd::Completed {
        then(SeedStep::Complete(place), 25, 200);
    }
    plan
}

/// A number in a range that depends only on the word, so that every play is the same.
fn between(word: &str, from: i64, to: i64) -> i64 {
    let sum = word.bytes().fold(7_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 10_007);
    from + sum % (to - from + 1)
}

/// The settlement of a month in the first working days of the next one.
///
/// When these are not over yet, the steps lie between the month's end and today.
fn of_month(month: Month, calendar: &WorkCalendar, today: DateTime<Utc>) -> [PlannedStep; 3] {
    let over = month.next();
    let agree = SeedStep::Agree { month, everybody: over != Month::of(today) };
    let steps = [(SeedStep::Publish(month), 2, 10), (agree, 4, 15), (SeedStep::Invoice(month), 5, 11)];
    let mut part = 0;
    steps.map(|(step, working_day, hour)| {
        part += 1;
        let latest = over.begins() + (today - over.begins()) * part / 4;
        let usual = on_working_day(over, calendar, working_day, hour).unwrap_or(latest);
        PlannedStep { at: usual.min(latest), step }
    })
}

/// An hour, Moscow time, of the month's working day with this number.
fn on_working_day(month: Month, calendar: &WorkCalendar, number: usize, hour: u32) -> Option<DateTime<Utc>> {
    let worked = |day: &NaiveDate| calendar.is_worked(*day);
    let day = month.first_day().iter_days().take(31).filter(worked).nth(number.checked_sub(1)?)?;
    let local = day.and_time(NaiveTime::from_hms_opt(hour, 0, 0)?).and_local_timezone(moscow());
    Some(local.single()?.to_utc())
}
