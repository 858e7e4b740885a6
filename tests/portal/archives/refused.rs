//! What is refused: in words, beside the field, with what was typed.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::archive::{ArchiveKind, TypedArchive};
use registrar::domain::role::Role;
use registrar::operations::{Desk, Failure, archives};

use super::{INVOICES, OWN, QUARTER, asked, asks, sends, with_documents};
use crate::support::Portal;

#[tokio::test]
async fn every_fault_is_told_at_once_and_what_was_typed_stays() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let mut browser = portal.visit(&client).await;
    let typed = [("first", "2026-09-30"), ("last", "2026-07-01"), ("email", "нет")];
    let page = asks(&mut browser, INVOICES, &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts("#last-error"), ["Дата конца периода меньше даты начала"]);
    assert_eq!(page.texts("#email-error").len(), 1);
    assert_eq!(page.values("#email", "value"), ["нет"]);
    let page = asks(&mut browser, INVOICES, &[("first", "2025-07-01"), ("last", "2025-09-30")]).await;
    assert_eq!(page.texts("#last-error"), ["За данный период документов нет"]);
    assert_eq!(portal.count("archives").await, 0);
}

#[tokio::test]
async fn the_same_wish_within_ten_minutes_is_the_same_request() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let first = asked(&portal, &client).await;
    portal.clock.advance(Duration::minutes(9));
    assert_eq!(asked(&portal, &client).await, first);
    portal.clock.advance(Duration::minutes(1));
    assert_ne!(asked(&portal, &client).await, first);
    portal.verify().await;
}

fn wish(email: &str) -> TypedArchive {
    let [(_, first), (_, last)] = QUARTER.map(|(name, day)| (name, day.to_owned()));
    TypedArchive {
        organization: String::new(),
        first,
        last,
        email: email.to_owned(),
        ..TypedArchive::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_asks_for_the_same_at_once_gets_one_request() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (desk, email): (Desk, String) = (portal.member(&client).await, client.account.email.clone());
        asking.spawn(async move { archives::request(&desk, ArchiveKind::Invoices, &wish(&email)).await });
    }
    let mut numbers: Vec<i64> = asking.join_all().await.into_iter().map(|id| id.unwrap().0).collect();
    numbers.dedup();
    assert_eq!((numbers.len(), portal.count("archives").await), (1, 1));
    portal.run_errands().await;
    assert_eq!(super::reports(&portal).len(), 1, "one letter");
}

#[tokio::test]
async fn an_organisation_may_ask_twenty_times_a_day() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let desk = portal.member(&client).await;
    for number in 0..20 {
        let last = format!("2026-10-{:02}", number + 1);
        let typed = TypedArchive { last, ..wish(&client.account.email) };
        archives::request(&desk, ArchiveKind::Invoices, &typed).await.unwrap();
    }
    let page = asks(&mut portal.visit(&client).await, INVOICES, &QUARTER).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        page.texts("#last-error")[0].contains("За сутки организация может запросить не больше 20 архивов")
    );
    portal.clock.advance(Duration::hours(24));
    asked(&portal, &client).await;
}

#[tokio::test]
async fn nobody_else_finds_a_request() {
    let portal = Portal::open().await;
    let (organization, client) = with_documents(&portal).await;
    let number = asked(&portal, &client).await;
    portal.run_errands().await;
    let second = portal.person("second", "Вторая Анна Ивановна", &[(Role::Client, None)]).await;
    portal
        .sql(&format!(
            "insert into memberships (person_id, organization_id, role, by_inn) values ({}, {}, 'client', false)",
            second.id(),
            organization.id
        ))
        .await;
    let mut browser = portal.visit(&second).await;
    assert!(browser.open(OWN).await.says("Запросов еще нет."));
    for address in [format!("{OWN}/{number}/file"), format!("{OWN}/{number}/address")] {
        assert_eq!(browser.open(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    for strange in [portal.staff().await, portal.support().await, portal.admin().await] {
        let status = portal.visit(&strange).await.open(&format!("{OWN}/{number}/file")).await.status;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn whoever_acts_for_the_organisation_no_more_gets_nothing() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let number = asked(&portal, &client).await;
    portal.sql("delete from memberships").await;
    portal.run_errands().await;
    assert!(super::reports(&portal).is_empty());
    let mut browser = portal.visit(&client).await;
    assert_eq!(browser.open(&format!("{OWN}/{number}/file")).await.status, StatusCode::NOT_FOUND);
    let form = browser.open(INVOICES).await;
    assert!(form.says("Документов пока нет: у учетной записи нет организации."), "{}", form.text());
}

#[tokio::test]
async fn several_organisations_are_told_apart() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let second = portal.organization(portal.send(&portal.draft()).await).await;
    portal
        .sql(&format!(
            "insert into memberships (person_id, organization_id, role, by_inn) values ({}, {}, 'client', false)",
            client.id(),
            second.id
        ))
        .await;
    let mut browser = portal.visit(&client).await;
    let blank = asks(&mut browser, INVOICES, &QUARTER).await;
    assert_eq!(blank.texts("#organization-error"), ["Выберите организацию"]);
    let chosen = [&QUARTER[..], &[("organization", second.subscriber_code.as_str())]].concat();
    let none = sends(&mut browser, &blank, INVOICES, &chosen).await;
    assert_eq!(none.texts("#last-error"), ["За данный период документов нет"]);
    let organization = portal.organization(portal.send(&portal.draft()).await).await;
    let foreign = [&QUARTER[..], &[("organization", organization.subscriber_code.as_str())]].concat();
    let page = sends(&mut browser, &none, INVOICES, &foreign).await;
    assert_eq!(page.texts("#organization-error"), ["Выберите организацию"]);
    let desk = portal.member(&client).await;
    let refused = archives::request(&desk, ArchiveKind::Closing, &TypedArchive::default()).await;
    assert!(matches!(refused, Err(Failure::Invalid(faults)) if faults.len() == 4), "all at once");
}

#[tokio::test]
async fn whose_documents_were_chosen_is_never_taken_for_the_only_organisation() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let wish = [&QUARTER[..], &[("organization", "7999999")]].concat();
    let page = asks(&mut portal.visit(&client).await, INVOICES, &wish).await;
    assert_eq!((page.status, portal.count("archives").await), (StatusCode::UNPROCESSABLE_ENTITY, 0));
}
