//! The seed is played on a fresh file: everything holds, every stage is reached, and the same day gives the same.

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::*;
use crate::clock::Clock;
use crate::domain::calendar::WorkCalendar;
use crate::domain::stage::StageCode;
use crate::domain::statement::StatementState;
use crate::gateways::passwords::{Cost, Passwords};
use crate::policy::Policy;
use crate::store::verification;

const URL: &str = "https://registrar.example";

struct Stage {
    house: Arc<House>,
    authority: Authority,
    _folder: TempDir,
}

async fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::standing_at(today("2026-11-18T09:00:00Z"));
    let db = Db::open(&format!("sqlite://{}", folder.path().join("seed.db").display())).await.unwrap();
    db.migrate().await.unwrap();
    let house = Arc::new(House {
        db,
        policy: Policy::built_in().await.unwrap(),
        clock,
        passwords: Passwords::new(Cost::FOR_TESTS),
        calendar: WorkCalendar::read(include_str!("../../seed-data/calendar.csv")).unwrap(),
        owed: Arc::default(),
    });
    let authority = Authority::from_setting("builtin:", folder.path()).unwrap();
    Stage { house, authority, _folder: folder }
}

fn today(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn played(today: DateTime<Utc>) -> (Stage, SeedReport) {
    let stage = stage().await;
    let begun = std::time::Instant::now();
    let report = play(&stage.house, &stage.authority, URL, today).await.unwrap();
    println!("{:?} {report} {} late", begun.elapsed(), 0);
    for invariant in verification::verify(&stage.house.db).await.unwrap() {
        assert_eq!(invariant.broken, None, "{}", invariant.name);
        assert!(invariant.checked > 0, "{}", invariant.name);
    }
    (stage, report)
}

/// A usual day; the very beginning of a month; a month after the New Year's holidays; after a leap February.
const DAYS: [&str; 4] =
    ["2026-11-18T09:00:00Z", "2026-11-30T21:00:07Z", "2027-02-01T05:30:00Z", "2028-03-31T20:59:59Z"];

#[tokio::test]
async fn every_stage_is_reached_and_everything_holds() {
    let (stage, report) = played(today(DAYS[0])).await;
    let expected = [
        (StageCode::Received, 12),
        (StageCode::InReview, 13),
        (StageCode::CertRequest, 1),
        (StageCode::Approved, 19),
        (StageCode::Completed, 45),
    ];
    assert_eq!(report.stages, BTreeMap::from(expected));
    assert_eq!((report.attention, report.charges), (1, 78));
    assert_eq!(stage.house.clock.now(), today(DAYS[0]));
}

#[tokio::test]
async fn the_older_month_is_invoiced_and_the_later_one_waits_for_the_demo_s_manager() {
    let (_, report) = played(today(DAYS[0])).await;
    let states: Vec<_> = report
        .statements
        .iter()
        .map(|one| (one.partner.as_str(), one.month.to_string(), one.state))
        .collect();
    let expected = [
        ("forsait", "2026-09".to_owned(), StatementState::Invoiced),
        ("forsait", "2026-10".to_owned(), StatementState::OnReview),
        ("sevproekt", "2026-09".to_owned(), StatementState::Invoiced),
        ("sevproekt", "2026-10".to_owned(), StatementState::Invoiced),
        ("uralsoft", "2026-09".to_owned(), StatementState::Invoiced),
        ("uralsoft", "2026-10".to_owned(), StatementState::OnReview),
    ];
    assert_eq!(states, expected);
    assert!(report.statements.iter().all(|one| one.lines >= 7));
}

#[tokio::test]
async fn it_plays_on_any_day() {
    for day in &DAYS[1..] {
        let (_, report) = played(today(day)).await;
        assert_eq!(report.stages.values().sum::<u64>(), 90, "{day}");
        assert_eq!(report.statements.len(), 6, "{day}");
    }
}

#[tokio::test]
async fn the_same_day_gives_the_same_figures() {
    let (_, once) = played(today(DAYS[0])).await;
    let (_, again) = played(today(DAYS[0])).await;
    assert_eq!(once, again);
}

#[tokio::test]
async fn it_is_played_once_and_never_over_what_is_there() {
    let (stage, _) = played(today(DAYS[0])).await;
    let again = play(&stage.house, &stage.authority, URL, today(DAYS[0])).await;
    assert!(matches!(again, Err(SeedError::NotEmpty)), "{again:?}");
    assert!(again.unwrap_err().to_string().contains("not empty"));
}

#[tokio::test]
async fn a_clock_that_runs_is_refused() {
    let stage = stage().await;
    let house = Arc::into_inner(stage.house).unwrap();
    let running = Arc::new(House { clock: Clock::real(), ..house });
    let played = play(&running, &stage.authority, URL, today(DAYS[0])).await;
    assert!(matches!(played, Err(SeedError::ClockRuns)), "{played:?}");
}
