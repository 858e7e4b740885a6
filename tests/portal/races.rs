//! Races: two employees press the same button at once in their browsers. One succeeds, the other reads why not.

use axum::http::StatusCode;
use registrar::domain::ids::ApplicationNumber;

use crate::support::{Page, Persona, Portal, Visitor, rounds};

/// Sends the same form from both browsers at once and returns both answers.
async fn both(browsers: &mut [Visitor; 2], address: &str, form: &[(&str, &str)]) -> [Page; 2] {
    let [one, other] = browsers;
    let (one, other) = tokio::join!(one.send(address, form), other.send(address, form));
    [one, other]
}

/// One answer is a success; the other names the faster user and what they did.
fn one_won(answers: &[Page; 2], rivals: &[Persona; 2], happened: &str) {
    let statuses = answers.each_ref().map(|page| page.status);
    let winner = statuses.iter().position(|status| *status == StatusCode::SEE_OTHER).unwrap_or_else(|| {
        panic!("{statuses:?}: {}", answers[0].text());
    });
    let told = &answers[1 - winner];
    assert_eq!(told.status, StatusCode::CONFLICT, "{}", told.text());
    assert!(told.says(happened), "{happened}: {}", told.text());
    assert!(told.says(&rivals[winner].account.full_name), "{}", told.text());
}

async fn race(verb: &str, taken: bool, form: &[(&str, &str)], happened: &str) {
    let portal = Portal::open().await;
    let rivals = [portal.staff().await, portal.colleague().await];
    let mut browsers = [portal.visit(&rivals[0]).await, portal.visit(&rivals[1]).await];
    for browser in &mut browsers {
        browser.open("/partner/applications").await;
    }
    for _ in 0..rounds() {
        let number: ApplicationNumber = portal.send(&portal.draft()).await;
        if taken {
            portal.take(&rivals[0], number).await;
        }
        let version = portal.see(number).await.version.to_string();
        let total = portal.total(number).await.map(|total| total.kopecks().to_string()).unwrap_or_default();
        let seen = [("version", version.as_str()), ("total", total.as_str())];
        let form: Vec<(&str, &str)> = form.iter().copied().chain(seen).collect();
        let answers = both(&mut browsers, &format!("/partner/applications/{number}/{verb}"), &form).await;
        one_won(&answers, &rivals, happened);
    }
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_press_take_one_wins_and_the_other_reads_who_was_faster() {
    race("taking", false, &[], "взято в работу").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_press_forward_one_wins_and_the_other_reads_who_was_faster() {
    race("forwarding", true, &[], "отправлено оператору").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_set_the_tier_one_wins_and_the_other_reads_who_was_faster() {
    let form = [("enabled", "on"), ("tier", "10_plus"), ("basis", "paid")];
    race("parameters", true, &form, "изменены параметры подключения").await;
}
