//! The months of a subscription: each goes once, on its day or as soon as a worker is awake again.

use std::time::Duration as Pause;

use registrar::clock::Clock;
use registrar::operations::verification::verify;

use super::{at, events, filed, on, reports, subscribes, with_october};
use crate::archives::house;
use crate::support::Portal;

#[tokio::test]
async fn a_worker_that_was_down_on_the_day_sends_the_month_once_when_it_is_back() {
    let portal = Portal::open().await;
    let (_, client) = with_october(&portal).await;
    portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
    subscribes(&portal, &client, &client.account.email.to_lowercase()).await;
    // Nobody was awake on 9 November.
    on(&portal, "2026-11-13T09:00:00Z").await;
    assert_eq!(reports(&portal).len(), 1);
    for day in ["2026-11-13T09:01:00Z", "2026-11-30T20:59:00Z", "2026-12-01T00:01:00Z"] {
        on(&portal, day).await;
        assert_eq!(reports(&portal).len(), 1, "{day}");
    }
    portal.verify().await;
}

#[tokio::test]
async fn over_the_end_of_the_year_each_month_goes_on_its_fifth_working_day() {
    let portal = Portal::open().await;
    let (organization, client) = with_october(&portal).await;
    filed(&portal, &organization, &[("upd", "41", "2026-11-30"), ("act", "50", "2026-12-31")]).await;
    portal.clock.turn_to(at("2026-11-20T09:00:00Z"));
    let page = subscribes(&portal, &client, &client.account.email.to_lowercase()).await;
    assert!(page.says("Документы за ноябрь 2026 придут 07.12.2026."), "{}", page.text());
    for (day, sent) in [
        ("2026-11-20T10:00:00Z", 0), // October was over before.
        ("2026-12-06T15:59:59Z", 0),
        ("2026-12-06T16:00:00Z", 1),
        ("2027-01-14T09:00:00Z", 1), // The holidays of January.
        ("2027-01-15T09:00:00Z", 2),
        ("2027-02-05T09:00:00Z", 2), // January had no documents.
    ] {
        on(&portal, day).await;
        assert_eq!(reports(&portal).len(), sent, "{day}");
    }
    let page = portal.visit(&client).await.open(super::PLACE).await;
    let words = "За январь 2027 закрывающих документов не было, письмо не отправлялось.";
    assert!(page.says(words), "{}", page.text());
    assert_eq!((events(&portal, "month_asked").await, events(&portal, "month_empty").await), (2, 1));
    let days = portal.count("archives where first_day = '2026-12-01' and last_day = '2026-12-31'").await;
    assert_eq!(days, 1);
    portal.verify().await;
}

#[tokio::test]
async fn the_day_begins_in_the_zone_of_the_partner() {
    let portal = Portal::open().await;
    let (_, client) = with_october(&portal).await;
    portal.sql("update partners set utc_offset_minutes = 600 where code = 'forsait'").await;
    portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
    subscribes(&portal, &client, &client.account.email.to_lowercase()).await;
    on(&portal, "2026-11-08T13:59:59Z").await;
    assert!(reports(&portal).is_empty());
    on(&portal, "2026-11-08T14:00:00Z").await;
    assert_eq!(reports(&portal).len(), 1, "it is the ninth in Vladivostok");
}

#[tokio::test]
async fn a_month_with_more_than_an_archive_holds_is_told_and_not_sent() {
    let portal = Portal::open().await;
    let (_, client) = with_october(&portal).await;
    portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
    subscribes(&portal, &client, &client.account.email.to_lowercase()).await;
    portal.sql("update documents set size = 524288001").await;
    on(&portal, "2026-11-09T09:00:00Z").await;
    let page = portal.visit(&client).await.open(super::PLACE).await;
    assert!(page.says("больше, чем вмещает один архив"), "{}", page.text());
    assert_eq!((reports(&portal).len(), events(&portal, "month_too_large").await), (0, 1));
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_at_once_send_a_month_once() {
    let portal = Portal::open().await;
    let (_, client) = with_october(&portal).await;
    portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
    subscribes(&portal, &client, &client.account.email.to_lowercase()).await;
    portal.clock.turn_to(at("2026-11-09T09:00:00Z"));
    let (one, two, three) = (portal.worker(), portal.worker(), portal.worker());
    tokio::join!(one.look_at_deadlines(), two.look_at_deadlines(), three.look_at_deadlines());
    one.look_at_deadlines().await;
    portal.run_errands().await;
    assert_eq!((reports(&portal).len(), events(&portal, "month_asked").await), (1, 1));
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_that_are_killed_again_and_again_settle_each_month_once() {
    let portal = Portal::open().await;
    let (organization, client) = house(&portal).await;
    filed(&portal, &organization, &[("act", "1", "2024-03-05"), ("upd", "2", "2025-12-31")]).await;
    subscribes(&portal, &client, &client.account.email.to_lowercase()).await;
    // As if it had begun long ago and nobody had been awake since.
    portal.sql("update subscriptions set settled = '2012-01'").await;
    let settled = "audit where verb like 'subscription_month_%'";
    let mut amid = 0;
    for pause in [90, 140, 200, 260, 170, 320] {
        let start = || portal.program_process("work", "builtin:").spawn().unwrap();
        let (mut one, mut two) = (start(), start());
        tokio::time::sleep(Pause::from_millis(pause)).await;
        for worker in [&mut one, &mut two] {
            worker.kill().unwrap();
            worker.wait().unwrap();
        }
        amid += u64::from((1..166).contains(&portal.count(settled).await));
    }
    eprintln!("{amid} of 6 kills left months behind");
    portal.clock.turn_to(Clock::real().now());
    portal.worker().look_at_deadlines().await;
    let distinct = "(select distinct details from audit where verb like 'subscription_month_%') as months";
    assert_eq!(portal.count(settled).await, portal.count(distinct).await, "none twice");
    let since = at("2012-02-01T00:00:00Z");
    let months = (portal.clock.now() - since).num_days() / 31;
    assert!(portal.count(settled).await >= months, "none left out");
    assert_eq!(portal.count("archives where subscription_id is not null").await, 2);
    // What a killed worker had begun is taken up when its claim has lapsed.
    portal.clock.advance(chrono::Duration::hours(1));
    portal.run_errands().await;
    assert_eq!(reports(&portal).len(), 2);
    portal.verify().await;
}

/// Whether an invariant is broken.
async fn is_broken(portal: &Portal) -> bool {
    let found = verify(portal.db()).await.unwrap();
    found.into_iter().any(|one| one.broken.is_some())
}

#[tokio::test]
async fn whoever_changes_a_subscription_behind_the_program_is_found_out() {
    let portal = Portal::open().await;
    let (_, client) = with_october(&portal).await;
    portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
    subscribes(&portal, &client, &client.account.email.to_lowercase()).await;
    on(&portal, "2026-11-09T09:00:00Z").await;
    portal.verify().await;
    for (act, back) in [
        ("email = 'ghost@else.example'", format!("email = '{}'", client.account.email.to_lowercase())),
        ("settled = '2026-11'", "settled = '2026-10'".to_owned()),
        ("outcome = 'nothing', archive_id = null", "outcome = 'asked', archive_id = 1".to_owned()),
        ("confirmed_at = null", "confirmed_at = begun_at".to_owned()),
        (
            "ended_at = '2026-11-09T09:00:00+00:00', ended_how = 'letter'",
            "ended_at = null, ended_how = null".to_owned(),
        ),
    ] {
        portal.sql(&format!("update subscriptions set {act}")).await;
        assert!(is_broken(&portal).await, "{act}");
        portal.sql(&format!("update subscriptions set {back}")).await;
        portal.verify().await;
    }
    portal.sql("update archives set subscription_id = null").await;
    assert!(is_broken(&portal).await);
}
