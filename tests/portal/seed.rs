//! The seed on a fresh database: every invariant holds, every stage occurs, the same day gives the same data, and the
//! data contains what the demo's description promises.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use registrar::app;
use registrar::clock::Clock;
use registrar::domain::ids::{ApplicationNumber, OrganizationId};
use registrar::domain::money::Money;
use registrar::domain::month::{Month, moscow_day};
use registrar::domain::queue::{QueueFilter, Tab};
use registrar::domain::role::Scope;
use registrar::domain::stage::StageCode;
use registrar::domain::statement::StatementState;
use registrar::gateways::ca::Authority;
use registrar::gateways::mailer::Mailer;
use registrar::gateways::passwords::Cost;
use registrar::operations::accounts::{Attempt, its_login, sign_in};
use registrar::operations::sales::payments;
use registrar::operations::{
    Desk, House, attention, cabinet, inspection, price_list, queue, sales, verification,
};
use registrar::present::operator::price_file;
use registrar::seed::{PASSWORD, SeedError, SeedReport, play};
use registrar::store::{Reach as _, accounts, applications, letters, outbox};
use registrar::worker::Worker;
use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;

use crate::support::{Database, at};

/// A working day, at noon in Moscow.
const DAY: &str = "2026-11-18T09:00:00Z";
const URL: &str = "https://registrar.example";
/// What the seed shows nothing of.
const WITHOUT: [&str; 25] = [
    "every standing in is told in the audit, and so is its end",
    "every standing in that the audit tells of is there",
    "every attachment is told in the audit, and so is its removal",
    "every attachment that the audit tells of is there",
    "every document is told in the audit",
    "every document that the audit tells of is there",
    "every reminder of what ends is told in the audit",
    "no credit is used beyond its sum, and none by the invoice of another partner",
    "every printed document is among the client's documents, with the same bytes",
    "documents are closed for whom the audit says so, and for nobody else",
    "every subscription that the audit tells of is there",
    "every subscription stands as its history left it",
    "every subscription has settled the months that its history tells of",
    "the archives of subscriptions are those that their histories tell of",
    "every authenticator app is told in the audit, and none that was removed is left",
    "every requirement of a second factor is told in the audit, and so is its end",
    "every passkey is told in the audit, and so are its suspension and its removal",
    "every correction takes back exactly its line",
    "every logo is there as it was uploaded",
    "every version of the policy is as it was kept, and told in the audit",
    "every note is in the history",
    "every correction follows from an answer to a dispute",
    "every use of a credit is what its history tells",
    "every cloud identity opens the account that its history tells, and no other does",
    "every password of a program was made by its owner and is good as long as the audit tells",
];

/// A database that the seed has filled.
struct Office {
    house: Arc<House>,
    var: TempDir,
    // The last field, so that the database is removed after all of its users are dropped.
    _database: Database,
}

impl Office {
    async fn open() -> Self {
        let (database, db) = Database::fresh().await;
        let house = app::house(db, Clock::standing_at(at(DAY)), Cost::FOR_TESTS).await.unwrap();
        Self { house, var: tempfile::tempdir().unwrap(), _database: database }
    }

    fn authority(&self) -> Authority {
        Authority::from_setting("builtin:", self.var.path()).unwrap()
    }

    async fn play(&self, day: &str) -> Result<SeedReport, SeedError> {
        play(&self.house, &self.authority(), URL, &[7; 32], at(day)).await
    }

    async fn sql(&self, sql: &str) {
        self.house.db.on().execute_unprepared(sql).await.unwrap();
    }

    /// Checks that every invariant holds. Returns the names of those that had nothing to check.
    async fn verify(&self) -> Vec<&'static str> {
        let invariants = verification::verify(&self.house.db).await.unwrap();
        for invariant in &invariants {
            assert_eq!(invariant.broken, None, "{}", invariant.name);
        }
        invariants.into_iter().filter(|one| one.checked == 0).map(|one| one.name).collect()
    }

    /// A user's desk.
    async fn desk(&self, login: &str) -> Desk {
        let account = accounts::find(&self.house.db, login).await.unwrap().unwrap();
        let memberships = accounts::memberships(&self.house.db, account.id).await.unwrap();
        Desk::of_person(&self.house, &account, memberships, "test".to_owned()).proven(self.house.clock.now())
    }

    /// The number of the stuck application, which only the operator can send again.
    async fn stuck(&self) -> ApplicationNumber {
        let found = attention::issuance(&self.desk("operator").await, "", None).await.unwrap();
        assert_eq!(found.stuck.len(), 1);
        found.stuck[0].0.number
    }
}

fn attempt(login: &str) -> Attempt<'_> {
    Attempt { login, password: PASSWORD, address: "192.0.2.1", request_id: "test", ..Attempt::default() }
}

#[tokio::test]
async fn the_seed_reaches_every_stage_gives_the_same_figures_each_time_and_is_played_once() {
    let office = Office::open().await;
    let report = office.play(DAY).await.unwrap();
    the_price_list_is_taken_back_as_it_was_taken_away(&office).await;
    let about_nothing = office.verify().await;
    assert_eq!(about_nothing, WITHOUT, "the seed shows everything else that must hold");
    let stages = [
        (StageCode::Received, 12),
        (StageCode::InReview, 10),
        (StageCode::NeedsClient, 2),
        (StageCode::Rejected, 1),
        (StageCode::CertRequest, 1),
        (StageCode::Approved, 19),
        (StageCode::Completed, 48),
    ];
    assert_eq!(report.stages, stages.into());
    assert_eq!((report.attention, report.charges, report.total.to_string()), (1, 80, "196743.56".to_owned()));
    let statements: Vec<_> = report
        .statements
        .iter()
        .map(|one| (one.partner.as_str(), one.month.to_string(), one.state, one.lines))
        .collect();
    let expected = [
        ("forsait", "2025-12".to_owned(), StatementState::Closed, 1),
        ("forsait", "2026-04".to_owned(), StatementState::Invoiced, 2),
        ("forsait", "2026-05".to_owned(), StatementState::Invoiced, 1),
        ("forsait", "2026-06".to_owned(), StatementState::Invoiced, 1),
        ("forsait", "2026-07".to_owned(), StatementState::Invoiced, 1),
        ("forsait", "2026-08".to_owned(), StatementState::Invoiced, 2),
        ("forsait", "2026-09".to_owned(), StatementState::Invoiced, 13),
        ("forsait", "2026-10".to_owned(), StatementState::OnReview, 11),
        ("sevproekt", "2026-09".to_owned(), StatementState::Invoiced, 11),
        ("sevproekt", "2026-10".to_owned(), StatementState::Invoiced, 10),
        ("uralsoft", "2026-09".to_owned(), StatementState::Invoiced, 8),
        ("uralsoft", "2026-10".to_owned(), StatementState::OnReview, 7),
    ];
    assert_eq!(statements, expected);
    half_a_year_of_documents(&office).await;
    assert_eq!(office.house.clock.now(), at(DAY));
    assert_eq!(
        outbox::backlog(&office.house.db).await.unwrap(),
        (4 + 17, 1),
        "only what waits for its day: two returned, two held; and seventeen documents to be printed by the demo's worker"
    );
    let again = office.play(DAY).await;
    assert!(matches!(again, Err(SeedError::NotEmpty)), "{again:?}");
}

/// Three clients of «Форсайт» have documents of half a year: one has paid all of them, one too much, one owes.
async fn the_price_list_is_taken_back_as_it_was_taken_away(office: &Office) {
    let list = price_list::terms(&office.desk("billing").await).await.unwrap().list;
    let (_, file) = price_file::written(&list, moscow_day(at(DAY)));
    let rows = price_file::read(&String::from_utf8(file).unwrap(), &list).unwrap();
    assert!(list.plan(moscow_day(at(DAY)), rows).is_none(), "it changes nothing");
}

async fn half_a_year_of_documents(office: &Office) {
    let manager = office.desk("manager").await;
    let board = sales::issued(&manager, None).await.unwrap();
    let months: BTreeSet<Month> = board.rows.iter().map(|(one, _)| Month::containing(one.day)).collect();
    assert!(months.len() >= 6, "{months:?}");
    assert!(board.series.iter().all(|series| series.missing.is_empty()), "{:?}", board.series);
    let mut ordered =
        board.rows.iter().map(|(one, _)| (one.kind.code(), one.id, one.day)).collect::<Vec<_>>();
    ordered.sort();
    assert!(ordered.windows(2).all(|two| two[0].0 != two[1].0 || two[0].2 <= two[1].2), "{ordered:?}");
    let corrected = board.rows.iter().filter(|(_, row)| row.sale.corrects.is_some()).count();
    let clients: BTreeMap<String, OrganizationId> =
        board.rows.iter().map(|(_, row)| (row.buyer.requisites.short_name.clone(), row.buyer.id)).collect();
    assert_eq!((corrected, clients.len()), (1, 3));
    let ids: Vec<OrganizationId> = clients.values().copied().collect();
    let owed = payments::balances(&manager, &ids, at(DAY).date_naive()).await.unwrap();
    let of = |name: &str| owed.get(&clients[name]).copied().unwrap_or(Money::ZERO);
    assert_eq!(of("ООО «Северный ветер»"), Money::ZERO);
    assert!(of("ООО «Байкал-Логистика»") < Money::ZERO && of("ООО «Вектор Плюс»") > Money::ZERO, "{owed:?}");
}

#[tokio::test]
async fn the_seed_plays_at_the_beginning_and_at_the_end_of_a_month() {
    for day in ["2026-11-30T21:00:07Z", "2028-03-31T20:59:59Z"] {
        let office = Office::open().await;
        let report = office.play(day).await.unwrap();
        office.verify().await;
        assert_eq!(report.stages.values().sum::<u64>(), 93, "{day}");
        assert_eq!(report.statements.len(), 12, "{day}");
    }
}

#[tokio::test]
async fn readers_find_what_the_demo_promises_and_can_go_on_from_there() {
    let office = Office::open().await;
    office.play(DAY).await.unwrap();
    everybody_signs_in(&office).await;
    one_application_came_back_with_the_words_of_the_authority(&office).await;
    the_stuck_application_is_sent_on(&office).await;
    office.verify().await;
}

async fn everybody_signs_in(office: &Office) {
    let people = "staff manager partner-admin partner2 support operator billing admin client";
    for login in people.split(' ') {
        assert!(sign_in(&office.house, &attempt(login)).await.is_ok(), "{login}");
    }
    assert!(its_login(&office.house, &attempt("its-demo")).await.is_ok());
    let own = cabinet::list(&office.desk("client").await, None).await.unwrap().rows;
    assert_eq!(own.len(), 3, "the client's organisation has sent three applications");
    let told = letters::of_application(&office.house.db, own[0].number).await.unwrap();
    assert!(told[0].text.contains(&format!("{URL}/cabinet/applications/{}", own[0].number)));
    assert_eq!(told[0].recipient, "buh@severny-veter.example");
}

async fn one_application_came_back_with_the_words_of_the_authority(office: &Office) {
    let staff = office.desk("staff").await;
    let page = queue::page(&staff, Tab::InWork, &QueueFilter::default(), None, None).await.unwrap();
    let mut refused = Vec::new();
    for application in page.rows {
        let card = inspection::card(&staff, application.number).await.unwrap();
        refused.extend(card.history.iter().any(|entry| entry.verb == "authority_refused").then_some(card));
    }
    let [card] = &refused[..] else { panic!("{} were refused", refused.len()) };
    assert_eq!((card.application.stage.code(), card.certificates.len()), (StageCode::InReview, 2));
    assert!(card.history[0].details.contains("нет сведений о владельце"), "{}", card.history[0].details);
}

async fn the_stuck_application_is_sent_on(office: &Office) {
    let stuck = office.stuck().await;
    let mail = format!("dir:{}", office.var.path().join("mail").display());
    let mailer = Mailer::from_setting(&mail, "registrar@localhost").unwrap();
    let worker = Worker::new(Arc::clone(&office.house), office.authority(), mailer, URL.to_owned());
    let operator = office.desk("operator").await;
    assert_eq!(attention::resend(&operator, stuck, "Связь восстановлена").await.unwrap(), 1);
    while worker.round().await.unwrap() > 0 {}
    let sent_on = applications::open(&office.house.db, &Scope::Everything, stuck).await.unwrap();
    assert_eq!(sent_on.stage.code(), StageCode::Approved);
}

#[tokio::test]
async fn a_clock_that_runs_is_refused_before_anything_is_written() {
    let office = Office::open().await;
    let running = app::house(office.house.db.clone(), Clock::real(), Cost::FOR_TESTS).await.unwrap();
    let played = play(&running, &office.authority(), URL, &[7; 32], at(DAY)).await;
    assert!(matches!(played, Err(SeedError::ClockRuns)), "{played:?}");
    assert_eq!(accounts::count(&office.house.db).await.unwrap(), 0);
}

#[tokio::test]
async fn who_still_has_the_password_of_the_demo_is_found_in_new_offices_and_in_old_ones() {
    let office = Office::open().await;
    office.play(DAY).await.unwrap();
    let found = registrar::seed::with_demo_password(&office.house).await.unwrap();
    assert!(found.number > 20, "{found:?}");
    assert!(found.logins.contains(&"admin".to_owned()), "{found:?}");
    office.sql("delete from seeded_passwords").await;
    let old = registrar::seed::with_demo_password(&office.house).await.unwrap();
    assert_eq!(old, found, "an office that an earlier program seeded");
    office.sql("update people set password_hash = 'another' where login <> 'partner2'").await;
    let left = registrar::seed::with_demo_password(&office.house).await.unwrap();
    assert_eq!((left.logins, left.number), (vec!["partner2".to_owned()], 1));
    office.sql("update people set password_hash = 'another'").await;
    assert_eq!(registrar::seed::with_demo_password(&office.house).await.unwrap().number, 0);
}
