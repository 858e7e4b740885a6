//! Two users change the same terms at once: one change is saved, the other user reads that a colleague was faster, and
//! no request fails.

use axum::http::StatusCode;
use registrar::domain::contract::TypedContract;
use registrar::domain::settings::Setting;
use registrar::operations::{Failure, partnership, settings};

use crate::support::{Portal, rounds};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_publish_prices_at_once_one_is_heard() {
    let portal = Portal::open().await;
    let persona = portal.billing().await;
    let mut browsers = [portal.visit(&persona).await, portal.visit(&persona).await];
    let publication = "/operator/prices/publication";
    for round in 0..rounds() / 10 {
        let mut previews = Vec::new();
        for (place, browser) in browsers.iter_mut().enumerate() {
            let rows = format!("main;любая;z55;12;;;{}", 6000 + 2 * round + place);
            let list = browser.open("/operator/prices").await;
            let values = [("from", "2026-12-01"), ("rows", rows.as_str())];
            previews.push(browser.press(&list, "/operator/prices/preview", &values).await);
        }
        let [one, other] = &mut browsers;
        let (one, other) = tokio::join!(
            one.press(&previews[0], publication, &[]),
            other.press(&previews[1], publication, &[])
        );
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT], "round {round}: {}", other.text());
    }
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_conclude_a_contract_at_once_one_is_heard() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    let desk = portal.billing().await.desk();
    let contract = |number: &'static str| TypedContract {
        number,
        signed_on: "2026-11-18",
        from: "2026-12-01",
        to: "",
        discounts: &[],
    };
    let (one, other) = tokio::join!(
        partnership::conclude(&desk, "forsait", contract("2-С")),
        partnership::conclude(&desk, "forsait", contract("3-С"))
    );
    let outcomes = [one, other];
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
    let told =
        |outcome: &Result<(), Failure>| matches!(outcome, Err(Failure::Invalid(_) | Failure::Refused(_)));
    assert!(outcomes.iter().any(told), "{outcomes:?}");
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_decide_the_same_setting_at_once_break_nothing() {
    let portal = Portal::open().await;
    let desk = portal.admin().await.desk();
    for _ in 0..rounds() / 10 {
        let plan = |value| settings::plan(&desk, Setting::ForwardWithinHours, value, "2026-12-01");
        let (one, other) = tokio::join!(plan("10"), plan("12"));
        for outcome in [one, other] {
            assert!(matches!(outcome, Ok(()) | Err(Failure::Invalid(_))), "{outcome:?}");
        }
    }
    portal.verify().await;
}
