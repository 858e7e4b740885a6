//! A generated database has the requested size, satisfies every invariant, and its pages can be used.

use std::sync::Arc;

use registrar::app;
use registrar::clock::Clock;
use registrar::domain::charge::digest;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::month::Month;
use registrar::domain::queue::{QueueFilter, Tab};
use registrar::domain::role::Scope;
use registrar::domain::statement::StatementState;
use registrar::gateways::passwords::Cost;
use registrar::generate::{GenerateError, PlanFault, Size, fill};
use registrar::operations::accounts::{Attempt, sign_in};
use registrar::operations::{Desk, House, inspection, queue, review, settlement, verification};
use registrar::seed::{PASSWORD, SeedError};
use registrar::store::{Reach as _, accounts, applications};
use sea_orm::{ConnectionTrait as _, Statement};

use crate::support::{Database, at};

/// A working day, at noon in Moscow.
const DAY: &str = "2026-11-18T09:00:00Z";
const SIZE: Size =
    Size { partners: 5, organizations: 120, applications: 600, licences: 330, months: 6, seed: 7 };

/// A database that the generator has filled.
struct Office {
    house: Arc<House>,
    // The last field, so that the database is removed after all of its users are dropped.
    _database: Database,
}

impl Office {
    async fn open() -> Self {
        let (database, db) = Database::fresh().await;
        let house = app::house(db, Clock::standing_at(at(DAY)), Cost::FOR_TESTS).await.unwrap();
        Self { house, _database: database }
    }

    async fn fill(&self, size: &Size) -> Result<(), GenerateError> {
        fill(&self.house, size, at(DAY), |_| ()).await?;
        self.house.clock.turn_to(at(DAY));
        Ok(())
    }

    async fn desk(&self, login: &str) -> Desk {
        let account = accounts::find(&self.house.db, login).await.unwrap().unwrap();
        Desk::of_person(&self.house, &account, Vec::new(), "test".to_owned()).proven(self.house.clock.now())
    }

    async fn number(&self, sql: &str) -> i64 {
        let reach = self.house.db.on();
        let asked = Statement::from_string(reach.get_database_backend(), sql);
        reach.query_one_raw(asked).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    async fn text(&self, sql: &str) -> Vec<String> {
        let reach = self.house.db.on();
        let asked = Statement::from_string(reach.get_database_backend(), sql);
        let rows = reach.query_all_raw(asked).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    async fn verify(&self) {
        for invariant in verification::verify(&self.house.db).await.unwrap() {
            assert_eq!(invariant.broken, None, "{}", invariant.name);
        }
    }
}

#[tokio::test]
async fn an_office_is_as_large_as_it_was_asked_to_be_and_obeys_every_rule() {
    let office = Office::open().await;
    office.fill(&SIZE).await.unwrap();
    office.verify().await;
    for (table, count) in
        [("partners", 5), ("organizations", 120), ("applications", 600), ("licences", 330), ("charges", 330)]
    {
        assert_eq!(office.number(&format!("select count(*) from {table}")).await, count, "{table}");
    }
    let bodies = office.text("select body from originals").await;
    assert!(bodies.iter().all(|body| body.len() >= 2048));
    let mut different = bodies.clone();
    different.sort_unstable();
    different.dedup();
    // A client may send the same document twice, as real clients do. A single document for all would make the
    // measurements useless.
    assert!(different.len() * 100 > bodies.len() * 98, "{} of {}", different.len(), bodies.len());
    let stages = office.number("select count(distinct stage) from applications").await;
    assert!(stages >= 7, "{stages} stages");
}

#[tokio::test]
async fn the_same_seed_gives_the_same_office_and_another_one_another() {
    let [one, same, other] = [Office::open().await, Office::open().await, Office::open().await];
    one.fill(&SIZE).await.unwrap();
    same.fill(&SIZE).await.unwrap();
    other.fill(&Size { seed: 8, ..SIZE }).await.unwrap();
    let heads = "select hash from audit_heads where chain > 0 order by chain";
    let told = one.text(heads).await;
    assert_eq!(told.len(), 5);
    assert_eq!(told, same.text(heads).await);
    assert_ne!(told, other.text(heads).await);
}

#[tokio::test]
async fn people_work_on_where_the_past_ends() {
    let office = Office::open().await;
    office.fill(&SIZE).await.unwrap();
    let attempt = Attempt {
        login: "staff",
        password: PASSWORD,
        address: "127.0.0.1",
        request_id: "test",
        ..Attempt::default()
    };
    sign_in(&office.house, &attempt).await.unwrap();
    let staff = office.desk("staff").await;
    let page = queue::page(&staff, Tab::New, &QueueFilter::default(), None, None).await.unwrap();
    let number = page.rows.first().expect("something has come").number;
    review::take(&staff, number, 1).await.unwrap();
    assert!(!inspection::card(&staff, number).await.unwrap().history.is_empty());
    let tx = office.house.db.begin().await.unwrap();
    assert_eq!(applications::next_number(&tx).await.unwrap(), ApplicationNumber(104_601));
    drop(tx);
    office.verify().await;
}

#[tokio::test]
async fn the_last_month_waits_to_be_formed_and_the_others_are_settled() {
    let office = Office::open().await;
    office.fill(&SIZE).await.unwrap();
    let billing = office.desk("billing").await;
    let month = Month::new(2026, 10).unwrap();
    assert!(settlement::of_month(&billing, month).await.unwrap().is_empty());
    let (statements, lines) = settlement::form(&billing, month, None, |_, _| ()).await.unwrap();
    assert!(statements > 0 && lines > 20, "{statements} statements, {lines} lines");
    let settled = settlement::of_month(&billing, Month::new(2026, 8).unwrap()).await.unwrap();
    assert!(settled.iter().all(|row| row.statement.state == StatementState::Invoiced));
    let page = settlement::open_of_partner(
        &billing,
        "forsait",
        Month::new(2026, 8).unwrap(),
        settlement::Part::default(),
    )
    .await
    .unwrap();
    assert_eq!(digest(&page.lines), page.row.statement.agreement.unwrap().sha256);
    assert_eq!(page.sha256, None, "nobody agrees to what is agreed");
    office.verify().await;
}

#[tokio::test]
async fn only_an_empty_database_is_filled_and_only_with_what_goes_together() {
    let office = Office::open().await;
    let too_many = office.fill(&Size { licences: 2000, ..SIZE }).await;
    assert!(matches!(too_many, Err(GenerateError::Plan(PlanFault::TooManyLicences(_)))), "{too_many:?}");
    assert_eq!(accounts::count(&office.house.db).await.unwrap(), 0);
    let few = office.fill(&Size { partners: 2, ..SIZE }).await;
    assert!(matches!(few, Err(GenerateError::Plan(PlanFault::TooFewPartners))), "{few:?}");
    let little = Size { partners: 3, organizations: 1, applications: 2, licences: 1, months: 1, seed: 1 };
    office.fill(&little).await.unwrap();
    office.verify().await;
    let again = office.fill(&SIZE).await;
    assert!(matches!(again, Err(GenerateError::Seed(SeedError::NotEmpty))), "{again:?}");
    assert!(
        applications::open(&office.house.db, &Scope::Everything, ApplicationNumber(104_001)).await.is_ok()
    );
}
