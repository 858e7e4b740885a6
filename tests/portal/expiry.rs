//! What ends: reminders beside a model over random days, and the partner's board.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use registrar::domain::ids::{ApplicationNumber, OrganizationId};
use registrar::domain::month::moscow_day;
use registrar::store::{expiring, licences, reminders};
use serde_json::json;

use crate::support::{Portal, at};

/// The days on which something of an organisation ends.
async fn ends(portal: &Portal, organization: OrganizationId) -> BTreeSet<NaiveDate> {
    let periods = licences::of_organization(portal.db(), organization).await.unwrap();
    let certificates = expiring::certificates(portal.db(), &[organization]).await.unwrap();
    let of_certificates = certificates.into_iter().map(|(_, end)| moscow_day(end.not_after));
    periods.into_iter().map(|period| period.ends_on).chain(of_certificates).collect()
}

/// A worker wakes: it looks at the calendar and does what is due, and so does another one beside it.
async fn wake(portal: &Portal) {
    let (one, other) = (portal.worker(), portal.worker());
    tokio::join!(Box::pin(one.look_at_deadlines()), Box::pin(other.look_at_deadlines()));
    portal.run_errands().await;
}

/// The reminders that were sent: the end, the mark and the day.
async fn sent(portal: &Portal, organization: OrganizationId) -> BTreeSet<(NaiveDate, String, NaiveDate)> {
    let rows = reminders::of_organizations(portal.db(), &[organization]).await.unwrap();
    rows.into_iter().map(|row| (row.ends_on, row.mark.code().to_owned(), row.day)).collect()
}

/// What ought to be sent on a day: of the first end whose last threshold was not told yet, at most one a day.
fn expected(
    ends: &BTreeSet<NaiveDate>,
    known: &BTreeSet<(NaiveDate, String, NaiveDate)>,
    today: NaiveDate,
) -> Option<(NaiveDate, String, NaiveDate)> {
    if known.iter().any(|(_, _, day)| *day == today) {
        return None;
    }
    ends.iter().find_map(|end| {
        let left = (*end - today).num_days();
        let mark = [7, 14, 30, 60].into_iter().find(|days| (0..=*days).contains(&left))?.to_string();
        let told = known.iter().any(|(of, why, _)| of == end && *why == mark);
        (!told).then_some((*end, mark, today))
    })
}

/// A walk of random days: the worker sleeps for hours or weeks, the clock goes on over ends of months and years.
async fn walk(approved_at: &str, seed: u64) {
    let portal = Portal::open().await;
    portal.clock.turn_to(at(approved_at));
    let number = portal.approved(&portal.draft()).await;
    let organization = portal.see(number).await.organization;
    let ends = ends(&portal, organization).await;
    let first = *ends.first().unwrap();
    let mut chance = StdRng::seed_from_u64(seed);
    let mut now: DateTime<Utc> = portal.clock.now().max(at("2000-01-01T00:00:00Z"));
    // Shortly before the first is told, at half an hour before or after a Moscow midnight.
    now = now.max((first - Duration::days(63)).and_hms_opt(20, 30, 0).unwrap().and_utc());
    let mut known = BTreeSet::new();
    let last = *ends.last().unwrap() + Duration::days(3);
    while moscow_day(now) <= last {
        portal.clock.turn_to(now);
        wake(&portal).await;
        known.extend(expected(&ends, &known, moscow_day(now)));
        assert_eq!(sent(&portal, organization).await, known, "seed {seed}, at {now}");
        now += match chance.random_range(0..4) {
            0 => Duration::hours(1),
            1 => Duration::days(1),
            2 => Duration::days(chance.random_range(2..6)),
            _ => Duration::days(chance.random_range(6..25)),
        };
    }
    let letters = portal.count("errands where kind = 'expiry_letter'").await;
    assert_eq!(usize::try_from(letters).unwrap(), known.len(), "one member, one letter a reminder");
    assert_eq!(portal.count("errands where kind = 'expiry_letter' and state <> 'done'").await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn reminders_follow_the_model_over_the_end_of_a_year() {
    walk("2026-12-31T20:30:00Z", 1).await;
}

#[tokio::test]
async fn reminders_follow_the_model_over_a_leap_day() {
    walk("2027-02-28T21:30:00Z", 2).await;
}

#[tokio::test]
async fn reminders_follow_the_model_over_the_end_of_a_month() {
    walk("2027-01-30T21:30:00Z", 3).await;
}

/// An organisation of «Форсайт» so many days before the first of it ends.
async fn shortly_before(portal: &Portal, days: i64) -> ApplicationNumber {
    let number = portal.approved(&portal.draft()).await;
    let ends = ends(portal, portal.see(number).await.organization).await;
    let day = *ends.first().unwrap() - Duration::days(days);
    portal.clock.turn_to(day.and_hms_opt(9, 0, 0).unwrap().and_utc());
    number
}

#[tokio::test]
async fn the_board_lists_what_ends_and_reminds_by_one_click_once_a_day() {
    let portal = Portal::open().await;
    let number = shortly_before(&portal, 40).await;
    let organization = portal.organization(number).await;
    let staff = portal.staff().await;
    let mut staff = portal.visit(&staff).await;
    let board = staff.open("/partner/expiring").await;
    for words in
        ["Истекают", "через 40 дней", "1С-Отчетность", organization.requisites.inn.as_str(), "не было"]
    {
        assert!(board.says(words), "{words}: {}", board.text());
    }
    let reminder = format!("/partner/expiring/{}/reminder", organization.subscriber_code);
    let pressed = staff.press(&board, &reminder, &[]).await;
    assert!(
        pressed.says("напоминание отправлено") && pressed.says("сегодня уже напоминали"),
        "{}",
        pressed.text()
    );
    assert!(!pressed.offers(&reminder));
    let again = staff.send(&reminder, &[]).await;
    assert!(again.status.is_client_error() && again.says("Сегодня уже напоминали"), "{}", again.text());
    portal.run_errands().await;
    let letters =
        registrar::store::letters::latest(portal.db(), &registrar::domain::role::Scope::Everything, 1)
            .await
            .unwrap();
    assert!(letters[0].recipient == "its-demo@forsait.example", "{letters:?}");
    assert!(letters[0].text.contains("http://localhost:8080/cabinet"), "{}", letters[0].text);
    let near = staff.open("/partner/expiring?within=30").await;
    assert!(!near.says(&organization.requisites.short_name), "{}", near.text());
    portal.clock.advance(Duration::days(1));
    assert!(staff.open("/sign-in").await.status.is_success());
    portal.verify().await;
}

#[tokio::test]
async fn what_has_ended_is_listed_apart_and_exported_and_nobody_sees_anothers() {
    let portal = Portal::open().await;
    let number = shortly_before(&portal, -400).await;
    let organization = portal.organization(number).await;
    let code = organization.subscriber_code.clone();
    assert!(!open_board(&portal, "expired").await.contains(&code), "more than a year ago");
    portal.clock.turn_to(portal.clock.now() - Duration::days(390));
    assert!(open_board(&portal, "expired").await.contains(&code));
    let stranger = portal.stranger().await;
    let mut stranger = portal.visit(&stranger).await;
    let page = stranger.open("/partner/expiring?within=expired").await;
    assert!(!page.says(&organization.requisites.short_name), "{}", page.text());
    let reminder = format!("/partner/expiring/{code}/reminder");
    assert_eq!(stranger.send(&reminder, &[]).await.status, StatusCode::NOT_FOUND);
}

/// The file of a tab of the board of «Форсайт».
async fn open_board(portal: &Portal, within: &str) -> String {
    let staff = portal.staff().await;
    let mut staff = portal.visit(&staff).await;
    let file = staff.open(&format!("/partner/expiring/export?within={within}")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.header("content-disposition").starts_with("attachment;"));
    String::from_utf8(file.bytes).unwrap()
}

#[tokio::test]
async fn nobody_is_reminded_of_what_is_being_renewed() {
    let portal = Portal::open().await;
    let draft = portal.draft();
    let number = portal.approved(&draft).await;
    let organization = portal.organization(number).await;
    let first = *ends(&portal, organization.id).await.first().unwrap();
    portal.clock.turn_to((first - Duration::days(20)).and_hms_opt(9, 0, 0).unwrap().and_utc());
    let renewal = portal.send(&draft.with("/type", json!("renew"))).await;
    wake(&portal).await;
    assert_eq!(portal.count("reminders").await, 0);
    let staff = portal.staff().await;
    let mut staff = portal.visit(&staff).await;
    let board = staff.open("/partner/expiring").await;
    assert!(board.says(&format!("идет, № {renewal}")), "{}", board.text());
    let reminder = format!("/partner/expiring/{}/reminder", organization.subscriber_code);
    let refused = staff.send(&reminder, &[]).await;
    assert!(refused.says(&format!("продление уже идет, заявление № {renewal}")), "{}", refused.text());
}
