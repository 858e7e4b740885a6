//! Numbers under a crowd: many processes issue at once, some roll back and some are killed between a number and its commit.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use registrar::app;
use registrar::clock::Clock;
use registrar::domain::document::DocumentKind;
use registrar::domain::ids::{ApplicationNumber, OrganizationId, SaleId};
use registrar::domain::role::{Role, Scope};
use registrar::domain::sale::{Sale, SaleState};
use registrar::gateways::passwords::Cost;
use registrar::operations::sales::{issuing, sellers};
use registrar::operations::{Desk, House};
use registrar::store::{Db, Engine, Keeper, accounts, audit, keep, numbering, sales};
use sha2::{Digest as _, Sha256};

use crate::support::Portal;

/// The test of the crowd. A process of the crowd is this test again, with a database named to it.
const ISSUING: &str =
    "sales::crowd::a_crowd_that_is_killed_leaves_no_gap_no_double_and_no_day_that_goes_back";
/// Where a process of the crowd finds its database.
const CROWD: &str = "REGISTRAR_TEST_CROWD";
/// How many sales the crowd issues.
const SALES: i64 = 200;

/// Drafts as approvals make them.
async fn draft_many(portal: &Portal, desk: &Desk, client: OrganizationId) {
    let at = portal.clock.now();
    let keeper = Keeper {
        actor: "worker".to_owned(),
        role: Role::Worker,
        request_id: "test".to_owned(),
        at,
        instead_of: None,
    };
    let like = portal.sale_drafts(desk).await.remove(0);
    let tx = portal.db().begin().await.unwrap();
    for place in 0..SALES {
        let application = ApplicationNumber(900_000 + place);
        let source = format!("application:{application}");
        let draft =
            Sale { id: SaleId(0), application, source, organization: client, version: 0, ..like.clone() };
        let placed = sales::place(&tx, draft).await.unwrap();
        keep(&tx, &keeper, placed.draft()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn process(portal: &Portal, place: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([ISSUING, "--exact", "--nocapture"])
        .env(CROWD, portal.url())
        .env("REGISTRAR_TEST_PLACE", place.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A pseudo-random number below a limit.
fn chance(seed: &str, below: u64) -> u64 {
    let digest = Sha256::digest(seed);
    u64::from_be_bytes(digest[..8].try_into().unwrap()) % below
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_that_is_killed_leaves_no_gap_no_double_and_no_day_that_goes_back() {
    if let Ok(url) = std::env::var(CROWD) {
        return one_of_the_crowd(&url).await;
    }
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let client = portal.sold(&desk).await.organization;
    draft_many(&portal, &desk, client).await;
    let crowd = if portal.db().engine() == Engine::Postgres { 64 } else { 4 };
    let mut processes: Vec<Child> = (0..crowd).map(|place| process(&portal, place)).collect();
    let mut killed = 0;
    for round in 0.. {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let waiting = portal.count("sales where state = 'draft'").await;
        if waiting == 0 {
            break;
        }
        assert!(round < 3000, "{waiting} drafts are left after five minutes");
        if waiting < SALES && killed < crowd / 2 {
            let place =
                usize::try_from(chance(&format!("kill {round}"), u64::try_from(crowd).unwrap())).unwrap();
            processes[place].kill().unwrap();
            processes[place].wait().unwrap();
            processes[place] = process(&portal, place + 100 * killed);
            killed += 1;
        }
    }
    for mut one in processes {
        assert!(one.wait().unwrap().success());
    }
    assert!(killed > 0, "nobody was killed");
    assert_eq!(portal.count("numbered_documents").await, 2 * (SALES + 1));
    assert_eq!(portal.count("postings").await, SALES + 1);
    portal.verify().await;
}

/// A process of the crowd: it issues drafts that it chooses at random, until none is left. Sometimes it takes a number, waits, and
/// rolls back.
async fn one_of_the_crowd(url: &str) {
    let me = std::env::var("REGISTRAR_TEST_PLACE").unwrap();
    let db = Db::open(url).await.unwrap();
    let house = app::house(db, Clock::real(), Cost::FOR_TESTS).await.unwrap();
    let manager = accounts::find(&house.db, "manager").await.unwrap().unwrap();
    for round in 0.. {
        let desk =
            Desk::of_person(&house, &manager, Vec::new(), format!("crowd-{me}")).proven(house.clock.now());
        let scope = Scope::Partner(desk.partner().unwrap());
        let Ok(drafts) = sales::page(&house.db, &scope, &[SaleState::Draft], None, 1000).await else {
            continue;
        };
        if drafts.is_empty() {
            return;
        }
        let dice = |what: &str, below: u64| chance(&format!("{me} {round} {what}"), below);
        if dice("back", 4) == 0 {
            roll_back(&house, &desk).await;
        }
        let many = usize::try_from(1 + dice("many", 3)).unwrap();
        let first = usize::try_from(dice("first", u64::try_from(drafts.len()).unwrap())).unwrap();
        let chosen = drafts.iter().skip(first).take(many).map(|sale| (sale.id, sale.version));
        // Others were faster, or hold the lock: the next round sees what is left.
        let Ok((seller, _)) = sellers::own_seller(&desk).await else { continue };
        let _ = issuing::issue(&desk, seller.version, &chosen.collect::<Vec<_>>()).await;
    }
}

async fn roll_back(house: &Arc<House>, desk: &Desk) {
    let Ok(tx) = house.db.begin().await else { return };
    let partner = desk.partner().unwrap();
    if audit::queue_up_at(&tx, partner).await.is_err() {
        return;
    }
    let day = registrar::domain::month::moscow_day(Clock::real().now());
    let year = chrono::Datelike::year(&day);
    let Ok(series) = numbering::series_to_change(&tx, partner, DocumentKind::Act, year).await else { return };
    if let Ok(next) = series.next_on(day) {
        let _ = numbering::write_series(&tx, &next).await;
    }
    tokio::time::sleep(Duration::from_millis(20)).await;
    drop(tx);
}
