//! The seed is played on a fresh file: everything holds, every stage is reached, and the same day gives the same.

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::*;
use crate::domain::calendar::WorkCalendar;
use crate::domain::stage::StageCode;
use crate::domain::statement::StatementState;
use crate::gateways::passwords::{Cost, Passwords};
use crate::policy::Policy;
use crate::store::verification;

struct Stage {
    house: Arc<House>,
    clock: Clock,
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
        clock: clock.clone(),
        passwords: Passwords::new(Cost::FOR_TESTS),
        calendar: WorkCalendar::read(include_str!("../../seed-data/calendar.csv")).unwrap(),
        owed: Arc::default(),
    });
    let authority = Authority::from_setting("builtin:", folder.path()).unwrap();
    Stage { house, clock, authority, _folder: folder }
}

fn today(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn played(today: DateTime<Utc>) -> (Stage, SeedReport) {
    let stage = stage().await;
    let begun = std::time::Instant::now();
    let report = play(&stage.house, stage.clock.clone(), &stage.authority, today).await.unwrap();
    println!("{:?} {report:#?}", begun.elapsed());
    for invariant in verification::verify(&stage.house.db).await.unwrap() {
        assert_eq!(invariant.broken, None, "{}", invariant.name);
        assert!(invariant.checked > 0, "{}", invariant.name);
    }
    (stage, report)
}

#[tokio::test]
async fn it_plays_and_everything_holds() {
    let (_, report) = played(today("2026-11-18T09:00:00Z")).await;
    let expected = [
        (StageCode::Received, 12),
        (StageCode::InReview, 13),
        (StageCode::CertRequest, 1),
        (StageCode::Approved, 19),
        (StageCode::Completed, 45),
    ];
    assert_eq!(report.stages, BTreeMap::from(expected));
    assert_eq!(report.attention, 1);
    let _ = StatementState::OnReview;
}
