//! Drafts are kept for whoever fills them and for nobody else; two windows and two clicks do no harm.

use std::collections::HashSet;

use axum::http::StatusCode;
use chrono::Duration;
use registrar::operations::drafts;

use super::filling::{connection, give_back, holder, number_of, send};
use crate::support::{Portal, draft_of};

#[tokio::test]
async fn somebody_elses_draft_is_not_found_at_any_address() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let mut other = holder(&portal, "lyutik").await;
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &connection(&portal)).await;
    let draft = draft_of(&check);
    let home = format!("/cabinet/drafts/{draft}");
    let entry = client.open(&format!("{home}/steps/owners")).await.values(".person-acts a", "href").remove(0);
    other.open("/cabinet/drafts/new").await;
    for address in [&home, &format!("{home}/steps/check"), &format!("{home}/steps/owners"), &entry] {
        let page = other.open(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(!page.says("Ромашка") && !page.says("Петрова"));
    }
    let seen = [("version", "1"), ("alias", "Чужой")];
    for address in [
        format!("{home}/removal"),
        format!("{home}/sending"),
        format!("{home}/steps/cabinet"),
        format!("{home}/steps/owners/new"),
        entry.clone(),
        format!("{entry}/removal"),
    ] {
        assert_eq!(other.send(&address, &seen).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert!(!other.open("/cabinet/drafts").await.says("Подключение"));
    let own = client.open(&format!("{home}/steps/check")).await;
    assert!(own.says("Все готово к отправке"), "{}", own.text());
    for nothing in [
        "/cabinet/drafts/0",
        "/cabinet/drafts/x",
        &format!("{home}/steps/x"),
        &format!("{home}/steps/changes"),
    ] {
        assert_eq!(client.open(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn a_correction_is_begun_once_however_often_it_is_pressed() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &connection(&portal)).await;
    let number = number_of(&send(&mut client, &check).await);
    give_back(&portal, number).await;
    let desk = portal.known("romashka").await.desk();
    let begun = futures_util::future::join_all((0..6).map(|_| drafts::correct(&desk, number))).await;
    let ids: HashSet<_> = begun.into_iter().map(|id| id.unwrap()).collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
}

#[tokio::test]
async fn a_check_that_named_another_partner_is_shown_again() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &connection(&portal)).await;
    let address = format!("/cabinet/drafts/{}/sending", draft_of(&check));
    let stale = client.press(&check, &address, &[("shown", "4711")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
    assert_eq!(portal.count("applications").await, 0);
    assert!(send(&mut client, &stale).await.says("отправлено"));
}

#[tokio::test]
async fn the_second_window_is_told_and_loses_nothing() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let typed = [("kind", "legal_entity"), ("inn", "9900815901"), ("kpp", "990001001")];
    let second = client.open(&format!("/cabinet/drafts/{}/steps/organization", draft_of(&first))).await;
    client.answer(&first, &typed).await;
    let late = client.answer(&second, &[("kind", "sole_proprietor"), ("inn", "990000661323")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("изменили в другом окне"), "{}", late.text());
    assert_eq!(late.values("#inn", "value"), ["990000661323"], "what was typed is still there");
    let kept = client.open(&format!("/cabinet/drafts/{}/steps/organization", draft_of(&first))).await;
    assert_eq!(kept.values("#inn", "value"), ["9900815901"], "nothing was overwritten");
    let again = client.answer(&late, &[("kind", "sole_proprietor"), ("inn", "990000661323")]).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.text());
    let step = format!("/cabinet/drafts/{}/steps/owners", draft_of(&first));
    let (one, other) = (client.open(&format!("{step}/new")).await, client.open(&format!("{step}/new")).await);
    client.answer(&one, &[("last_name", "Петрова")]).await;
    let late = client.answer(&other, &[("last_name", "Сидорова")]).await;
    assert_eq!(
        (late.status, late.values("#last_name", "value")),
        (StatusCode::CONFLICT, vec!["Сидорова".to_owned()])
    );
    client.answer(&late, &[("last_name", "Сидорова")]).await;
    let list = client.open(&step).await;
    assert!(list.says("Петрова") && list.says("Сидорова"), "{}", list.text());
}

#[tokio::test]
async fn pressing_twice_makes_one_application() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let mut twin = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &connection(&portal)).await;
    let address = format!("/cabinet/drafts/{}/sending", draft_of(&check));
    let seen =
        |name: &str| check.values(&format!("form[action='{address}'] input[name={name}]"), "value").remove(0);
    let (version, shown) = (seen("version"), seen("shown"));
    twin.open(&format!("/cabinet/drafts/{}/steps/check", draft_of(&check))).await;
    let seen = [("version", version.as_str()), ("shown", shown.as_str())];
    let (one, other) = tokio::join!(client.send(&address, &seen), twin.send(&address, &seen));
    assert_eq!((one.status, other.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(one.header("location"), other.header("location"));
    let later = client.send(&address, &seen).await;
    assert_eq!(later.header("location"), one.header("location"));
    assert_eq!((portal.count("applications").await, portal.count("originals").await), (1, 1));
    let draft = client.open(&format!("/cabinet/drafts/{}/steps/owners", draft_of(&check))).await;
    assert!(draft.says("Заявление №"), "a draft that was sent leads to its application: {}", draft.text());
    assert_eq!(portal.count("drafts where answers like '%Петрова%'").await, 0, "it keeps only the number");
    assert!(client.open("/cabinet/drafts").await.says("Черновиков нет"));
}

#[tokio::test]
async fn a_draft_waits_for_ninety_days_and_can_be_thrown_away() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let home = format!("/cabinet/drafts/{}", draft_of(&first));
    let left = client.answer(&first, &[("inn", "9900"), ("go", "exit")]).await;
    assert!(left.says("Черновик сохранен.") && left.says("Продолжить"), "{}", left.text());
    assert!(client.open("/cabinet").await.says("Черновики: 1"));
    assert_eq!(client.open(&home).await.values("#inn", "value"), ["9900"]);
    portal.clock.advance(Duration::days(89));
    portal.worker().look_at_deadlines().await;
    assert_eq!(portal.count("drafts").await, 1);
    portal.clock.advance(Duration::days(2));
    portal.worker().look_at_deadlines().await;
    assert_eq!(portal.count("drafts").await, 0);
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let list = client.open("/cabinet/drafts").await;
    let removal = format!("/cabinet/drafts/{}/removal", draft_of(&first));
    let gone = client.press(&list, &removal, &[]).await;
    assert!(gone.says("Черновик удален.") && gone.says("Черновиков нет"), "{}", gone.text());
    assert_eq!(
        client.open(&format!("/cabinet/drafts/{}", draft_of(&first))).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn twenty_drafts_wait_at_a_time() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    for _ in 0..20 {
        assert!(client.begin("connect", "").await.says("Шаг 1"));
    }
    let refused = client.begin("connect", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Больше 20 черновиков не сохранить"), "{}", refused.text());
}

#[tokio::test]
async fn what_may_be_sent_may_no_longer_be_sent_by_whoever_left_the_organisation() {
    let portal = Portal::open().await;
    let number = portal.approved(&connection(&portal)).await;
    let organization = portal.organization(number).await;
    let client = portal.client(organization.id).await;
    let mut visitor = portal.visit(&client).await;
    let check = visitor.begin("renew", &organization.subscriber_code).await;
    assert!(check.says("Проверьте ответы"), "{}", check.text());
    portal
        .sql("delete from memberships where person_id in (select id from people where login = 'client')")
        .await;
    let address = format!("/cabinet/drafts/{}", draft_of(&check));
    assert_eq!(visitor.open(&address).await.status, StatusCode::NOT_FOUND);
    let sent = send(&mut visitor, &check).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND, "{}", sent.text());
}
