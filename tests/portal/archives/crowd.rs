//! A client's program that asks without end.

use axum::http::StatusCode;
use futures_util::future::join_all;

use super::{INVOICES, QUARTER, asks, with_documents};
use crate::support::{Page, Persona, Portal, rounds};

/// The visitors who ask at the same time.
const VISITORS: usize = 10;

/// Asks for the invoices of the quarter, and in turn for those of another period, again and again; returns the answers.
async fn asks_without_end(portal: &Portal, client: &Persona, visitor: usize) -> Vec<Page> {
    let mut browser = portal.visit(client).await;
    let mut answers = Vec::new();
    for time in 0..rounds() / VISITORS {
        let (first, last) = (format!("2026-07-{:02}", visitor + 1), format!("2026-10-{:02}", time % 31 + 1));
        let another = [("first", first.as_str()), ("last", last.as_str())];
        let period = if time.is_multiple_of(2) { &QUARTER } else { &another };
        answers.push(asks(&mut browser, INVOICES, period).await);
    }
    answers
}

#[tokio::test]
async fn however_many_requests_come_at_once_there_are_twenty_and_others_are_served() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let staff = portal.staff().await;
    let others = async {
        let mut browser = portal.visit(&staff).await;
        for _ in 0..20 {
            assert_eq!(browser.open("/partner/applications").await.status, StatusCode::OK);
        }
    };
    let crowd = join_all((0..VISITORS).map(|visitor| asks_without_end(&portal, &client, visitor)));
    let (answers, ()) = tokio::join!(crowd, others);
    let answers: Vec<Page> = answers.into_iter().flatten().collect();
    let (mut taken, mut limited) = (0, 0);
    for page in &answers {
        if page.says("Запрос принят.") {
            taken += 1;
        } else {
            assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.text());
            assert!(
                page.says("За сутки организация может запросить не больше 20 архивов"),
                "{}",
                page.text()
            );
            limited += 1;
        }
    }
    let archives = portal.count("archives").await;
    let quarter = portal.count("archives where last_day = '2026-09-30'").await;
    eprintln!("{} requests: {taken} taken as {archives} archives, {limited} limited", answers.len());
    assert_eq!((archives, quarter), (20, 1), "of more wishes than that, {limited} limited");
    assert!(taken >= answers.len() / 2, "the same request stays one, whatever the limit");
    portal.verify().await;
}
