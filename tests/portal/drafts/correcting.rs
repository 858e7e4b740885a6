//! A returned application opens where its fault is, with the partner's words, and goes again under its number.

use axum::http::StatusCode;
use registrar::domain::stage::StageCode;
use registrar::operations::decisions::{self, GivenReason};
use registrar::store::applications;

use super::filling::{connection, give_back, holder, number_of, return_seen, send};
use crate::support::{APPLICATIONS, Portal, draft_of};

#[tokio::test]
async fn a_returned_application_opens_at_its_fault_and_is_sent_again() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &connection(&portal)).await;
    let number = number_of(&send(&mut client, &check).await);
    give_back(&portal, number).await;
    let page = client.open(&format!("/cabinet/applications/{number}")).await;
    let correction = format!("/cabinet/drafts/corrections/{number}");
    assert_eq!(page.texts(&format!("form[action='{correction}'] button")), ["Исправить заявление"]);
    let open = client.press(&page, &correction, &[]).await;
    assert!(open.says(&format!("Исправление заявления № {number}")), "{}", open.text());
    assert!(open.says("Обслуживающая организация вернула заявление"), "{}", open.text());
    assert!(
        open.texts("#alias-remark")[0].starts_with("Вернули с замечанием"),
        "the reason stands at the field"
    );
    assert_eq!(open.values("#alias", "value"), ["Бухгалтерия 3.0"]);
    let again = client.press(&page, &correction, &[]).await;
    assert_eq!(draft_of(&again), draft_of(&open), "it is begun once");
    let check = client.answer(&open, &[("cabinet", "on"), ("alias", "Розница")]).await;
    assert!(check.says("Отличий от возвращенного заявления: 1"), "{}", check.text());
    let sent = send(&mut client, &check).await;
    assert_eq!(number_of(&sent), number);
    let application = portal.see(number).await;
    assert_ne!(application.stage.code(), StageCode::NeedsClient);
    let original = applications::original(portal.db(), number).await.unwrap();
    assert_eq!((original.revision, original.content.cabinet.unwrap().alias.as_str()), (2, "Розница"));
    assert!(original.content.owners.iter().all(|owner| owner.csr.is_some()), "the requests came along");
    portal.verify().await;
    let late = client.press(&page, &correction, &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "it does not wait for the client any more");
}

#[tokio::test]
async fn what_was_typed_is_kept_when_it_is_returned_again_meanwhile() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let draft = connection(&portal);
    let check = client.fill(first, &draft).await;
    let number = number_of(&send(&mut client, &check).await);
    give_back(&portal, number).await;
    let page = client.open(&format!("/cabinet/applications/{number}")).await;
    let correction = format!("/cabinet/drafts/corrections/{number}");
    let open = client.press(&page, &correction, &[]).await;
    let stale = client.answer(&open, &[("cabinet", "on"), ("alias", "Розница")]).await;
    let program = portal.api(&portal.its_login("romashka", "forsait").await);
    let seen = program.application(number).await.header("etag").to_owned();
    let headers = [("content-type", "application/json"), ("if-match", seen.as_str())];
    let mended = program.ask("PUT", &format!("{APPLICATIONS}/{number}"), &headers, draft.text()).await;
    assert_eq!(mended.status, StatusCode::OK, "{}", mended.text());
    let check = client.open(&format!("/cabinet/drafts/{}/steps/check", draft_of(&open))).await;
    assert!(check.says("сейчас не ждет исправлений"), "{}", check.text());
    assert!(!check.says("Все готово к отправке"), "{}", check.text());
    return_seen(&portal, number, portal.see(number).await.version).await;
    let home = format!("/cabinet/drafts/{}/steps", draft_of(&open));
    let alias = client.open(&format!("{home}/cabinet")).await;
    assert_eq!(alias.values("#alias", "value"), ["Розница"]);
    let again = client.press(&page, &correction, &[]).await;
    assert_eq!(draft_of(&again), draft_of(&open));
    let old = send(&mut client, &stale).await;
    assert_eq!(old.status, StatusCode::CONFLICT, "what was returned since is shown first");
    let check = client.open(&format!("{home}/check")).await;
    assert!(check.says("Отличий от возвращенного заявления: 1"), "{}", check.text());
    assert_eq!(number_of(&send(&mut client, &check).await), number);
    assert_eq!(applications::original(portal.db(), number).await.unwrap().revision, 3);
    portal.verify().await;
}

#[tokio::test]
async fn somebody_elses_returned_application_cannot_be_mended() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let staff = portal.staff().await;
    let taken = portal.take(&staff, number).await;
    let reason = GivenReason { code: "snils", own_words: "" };
    decisions::return_to_client(&staff.desk(), number, taken.version, reason).await.unwrap();
    let mut other = holder(&portal, "lyutik").await;
    other.open("/cabinet/drafts/new").await;
    let refused = other.send(&format!("/cabinet/drafts/corrections/{number}"), &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let client = portal.client(portal.see(number).await.organization).await;
    let mut member = portal.visit(&client).await;
    let page = member.open(&format!("/cabinet/applications/{number}")).await;
    let open = member.press(&page, &format!("/cabinet/drafts/corrections/{number}"), &[]).await;
    assert!(open.says("Владельцы подписи"), "one of its people mends it: {}", open.text());
    let owner = open.values(".person-acts a", "href").remove(0);
    assert!(member.open(&owner).await.texts("#snils-remark")[0].contains("СНИЛС"));
}
