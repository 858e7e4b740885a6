//! The client's cabinet: the client's own applications, who works on each of them, and what the client has to do.

use axum::http::StatusCode;
use registrar::operations::{cabinet, review};

use crate::support::{Draft, Portal, Visitor};

/// The sentence as the founding documents state it.
const NOTHING_MOVES: &str = "Пока сотрудники обслуживающей организации не отправят заявление в дальнейшую обработку, \
     создание сертификата не начнется и статус заявления не изменится.";

async fn states(client: &mut Visitor, address: &str, words: &[&str]) {
    let page = client.open(address).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in words {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn the_page_says_who_holds_the_application_at_every_stage() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let (staff, program) = (portal.staff().await, portal.program().await);
    let client = portal.client(portal.see(number).await.organization).await;
    let mut client = portal.visit(&client).await;
    let page = format!("/cabinet/applications/{number}");
    let partner = ["ООО «forsait»", "+7 999 000-10-01", "help@forsait.example", "Обновить статус"];
    states(&mut client, &page, &partner).await;
    let waits = "Отправлено · ожидает обслуживающую организацию";
    states(&mut client, &page, &[NOTHING_MOVES, waits, "сообщите", "Вы отправили заявление"]).await;
    portal.take(&staff, number).await;
    states(&mut client, &page, &[NOTHING_MOVES, "проверяется обслуживающей организацией"]).await;
    portal.forward(&staff, number).await;
    states(&mut client, &page, &["на обработке у оператора", "многопользовательский режим «от 2 до 9»"])
        .await;
    assert!(!client.open(&page).await.says(NOTHING_MOVES));
    portal.run_errands_after_the_undo_window().await;
    states(&mut client, &page, &["Одобрено · завершите настройку", "Выпущен сертификат"]).await;
    cabinet::complete(&program.desk(), number).await.unwrap();
    states(&mut client, &page, &["Одобрено · настройка завершена", "Можно отправлять отчетность"]).await;
}

#[tokio::test]
async fn the_list_greets_the_organisation_and_shows_only_its_own() {
    let portal = Portal::open().await;
    let (own, other) = (portal.send(&portal.draft()).await, portal.send(&portal.draft()).await);
    let application = portal.see(own).await;
    let client = portal.client(application.organization).await;
    let mut client = portal.visit(&client).await;
    let list = client.open("/").await;
    let greeting = format!("Здравствуйте, {}!", application.asked.organization_name);
    assert!(list.says(&greeting), "{}", list.text());
    assert!(list.says(&format!("Заявление № {own}")) && !list.says(&other.to_string()));
    assert!(list.says("Подключение к 1С-Отчетности"));
    let hidden = client.open(&format!("/cabinet/applications/{other}")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert_eq!(client.open("/cabinet/applications/x").await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.open(&format!("/partner/applications/{own}")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_client_is_not_told_how_the_partners_people_share_their_work() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let staff = portal.staff().await;
    portal.take(&staff, number).await;
    let seen = portal.see(number).await;
    review::release(&staff.desk(), number, seen.version).await.unwrap();
    let client = portal.client(seen.organization).await;
    let page = portal.visit(&client).await.open(&format!("/cabinet/applications/{number}")).await;
    for hidden in ["Смирнова", "staff", "возвращено в очередь"] {
        assert!(!page.says(hidden), "{hidden}: {}", page.text());
    }
}

#[tokio::test]
async fn an_empty_list_of_users_is_the_clients_task() {
    let portal = Portal::open().await;
    let draft = portal.draft().with("/multi_user", serde_json::json!({ "enabled": true, "users": [] }));
    let number = portal.send(&draft).await;
    let staff = portal.staff().await;
    let taken = portal.take(&staff, number).await;
    let parameters = registrar::domain::application::ConnectionParameters {
        tier: Some(registrar::domain::multi_user::Tier::TwoToNine),
        ..taken.parameters.clone()
    };
    review::set_parameters(&staff.desk(), number, taken.version, parameters).await.unwrap();
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    let client = portal.client(taken.organization).await;
    let page = portal.visit(&client).await.open(&format!("/cabinet/applications/{number}")).await;
    assert!(page.says("отправьте заявление на изменение со списком пользователей"), "{}", page.text());
}

#[tokio::test]
async fn a_client_with_many_applications_pages_through_all_of_them() {
    let portal = Portal::open().await;
    let mut sent = Vec::new();
    for _ in 0..53 {
        sent.push(portal.send(&Draft::of(7)).await);
    }
    let client = portal.client(portal.see(sent[0]).await.organization).await;
    let mut client = portal.visit(&client).await;
    let first = client.open("/cabinet").await;
    assert!(first.says("Показаны 1–50 из 53"), "{}", first.text());
    assert!(first.says(&sent[52].to_string()) && !first.says(&sent[2].to_string()));
    let next = first.values("a[rel=next]", "href").remove(0);
    let second = client.open(&next).await;
    assert!(second.says("Показаны 51–53 из 53") && second.says("В начало"), "{}", second.text());
    for number in &sent[..3] {
        assert!(second.says(&format!("Заявление № {number}")), "{}", second.text());
    }
}
