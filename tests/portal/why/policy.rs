//! The policy: kept when another one comes into force, read as a table, compared, and asked about the day that it ruled.

use std::sync::Arc;

use chrono::Duration;
use registrar::app;
use registrar::gateways::passwords::Cost;
use registrar::operations::{Desk, House, policies};
use registrar::policy::Policy;
use registrar::store::policy_versions;

use crate::support::Portal;

/// The house of a program with another policy over the same database.
async fn with_policy(portal: &Portal, changed: impl Fn(&str) -> String) -> Arc<House> {
    let house = app::house(portal.db().clone(), portal.clock.clone(), Cost::FOR_TESTS).await.unwrap();
    let text = house.policy.text().clone();
    let mut house = Arc::into_inner(house).unwrap();
    house.policy = Policy::read(&text.model, &changed(&text.rows)).await.unwrap();
    Arc::new(house)
}

async fn start(house: &Arc<House>) {
    policies::keep_in_force(&Desk::of_worker(house, "policy".to_owned())).await.unwrap();
}

/// An earlier policy: employees read the journal, and managers issue nothing.
fn earlier(rows: &str) -> String {
    let rows = rows.replace("p, partner_manager, sale, issue\n", "");
    format!("{rows}\np, partner_staff, journal, view\n")
}

#[tokio::test]
async fn a_policy_is_kept_once_and_again_only_when_it_differs() {
    let portal = Portal::open().await;
    let before = with_policy(&portal, earlier).await;
    for _ in 0..3 {
        start(&before).await;
    }
    portal.clock.advance(Duration::days(1));
    tokio::join!(start(&portal.house), start(&portal.house));
    start(&portal.house).await;
    let kept = policy_versions::all(portal.db()).await.unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].version.rows, portal.house.policy.text().rows);
    assert_eq!(portal.count("audit where verb = 'policy_changed' and chain = 0").await, 2);
    portal.verify().await;
    assert!(portal.try_sql("update policy_versions set rows = ''").await.is_err(), "append-only");
    assert!(portal.try_sql("delete from policy_versions").await.is_err(), "append-only");
}

#[tokio::test]
async fn the_difference_between_two_versions_is_read_cell_by_cell() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let empty = admin.open("/operator/policy").await;
    assert!(empty.says("Версий еще нет.") && empty.says("согласовать сверку"), "{}", empty.text());
    start(&with_policy(&portal, earlier).await).await;
    portal.clock.advance(Duration::hours(1));
    start(&portal.house).await;
    let page = admin.open("/operator/policy").await;
    let rows = page.texts("#difference tbody tr");
    let rows: Vec<String> =
        rows.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        rows,
        [
            "выставить документы клиентам sale, issue администратор партнера разрешено",
            "выставить документы клиентам sale, issue менеджер партнера разрешено",
            "читать и скачивать журнал journal, view сотрудник партнера больше не разрешено",
        ]
    );
    let turned = admin.open("/operator/policy?from=2&to=1").await;
    let first = turned.texts("#difference tbody tr")[0].split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(first, "читать и скачивать журнал journal, view сотрудник партнера разрешено");
    let same = admin.open("/operator/policy?from=2&to=2").await;
    assert!(same.says("Права ролей не изменились."), "{}", same.text());
    assert_eq!(admin.open("/operator/policy?from=7").await.status, 404);
    let cells = page.texts("#table tbody tr");
    let agree = cells.iter().find(|row| row.contains("statement, agree")).unwrap();
    let agree = agree.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(agree.contains("да да через: менеджер партнера"), "{agree}");
    assert!(admin.open("/operator/journal").await.says("Изменилась политика прав"));
}

#[tokio::test]
async fn a_past_day_is_told_by_the_policy_of_that_day() {
    let portal = Portal::open().await;
    portal.staff().await;
    portal.manager().await;
    let admin = portal.partner_admin().await;
    start(&with_policy(&portal, earlier).await).await;
    portal.clock.advance(Duration::days(1));
    start(&portal.house).await;
    portal.clock.advance(Duration::days(2));
    let mut visitor = portal.visit(&admin).await;
    let mut asked = async |right: &str, day: &str| {
        let page = visitor.open(&format!("/partner/rights?right={right}&day={day}")).await;
        (page.texts("#who tbody tr").join(" ").split_whitespace().collect::<Vec<_>>().join(" "), page)
    };
    let (rows, page) = asked("journal.view", "2026-11-18").await;
    assert!(rows.contains("Смирнова") && rows.contains("весь день"), "{rows}");
    assert!(page.says("не сохранена"), "before it was kept at noon: {}", page.text());
    let (rows, page) = asked("journal.view", "2026-11-19").await;
    assert!(rows.contains("Смирнова") && rows.contains("до 17:00"), "{rows}");
    assert!(!page.says("не сохранена"), "{}", page.text());
    let (rows, _) = asked("journal.view", "2026-11-20").await;
    assert!(!rows.contains("Смирнова") && rows.contains("Орлов"), "{rows}");
    let (rows, _) = asked("sale.issue", "2026-11-18").await;
    assert!(rows.is_empty(), "nobody issued then: {rows}");
    let (rows, _) = asked("sale.issue", "2026-11-19").await;
    assert!(rows.contains("Орлов") && rows.contains("с 17:00"), "{rows}");
}
