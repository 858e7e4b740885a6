//! Organisations that are connected: a renewal is ready, a change says only what changes, nobody is authorised again.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::submission::ApplicationType;
use registrar::store::{applications, licences};
use serde_json::{Value, json};

use super::filling::{connection, holder, number_of, send};
use crate::support::{DRAFTS, Portal, Visitor, draft_of};

/// A client of an organisation that is connected, with the number of its connection and its code.
async fn connected(portal: &Portal) -> (Visitor, ApplicationNumber, String) {
    let number = portal.approved(&connection(portal)).await;
    let organization = portal.organization(number).await;
    let client = portal.client(organization.id).await;
    (portal.visit(&client).await, number, organization.subscriber_code)
}

#[tokio::test]
async fn a_renewal_is_ready_and_keeps_the_login_of_the_first_application() {
    let portal = Portal::open().await;
    let (mut client, number, code) = connected(&portal).await;
    assert!(
        client.open("/cabinet").await.says("Заявление на продление 1С-Отчетности или изменение реквизитов")
    );
    let start = client.open(&format!("/cabinet/drafts/new?organization={code}&type=renew")).await;
    assert_eq!(start.values("input[name=type][checked]", "value"), ["renew"]);
    let check = client.press(&start, DRAFTS, &[("type", "renew"), ("organization", &code)]).await;
    assert!(check.says("Проверьте ответы") && check.says("Все готово к отправке"), "{}", check.text());
    assert!(check.says("Логин портала 1С:ИТС закреплен за абонентом: its-demo"), "{}", check.text());
    assert!(!check.says("Отличий от"), "nothing was changed: {}", check.text());
    let sent = send(&mut client, &check).await;
    let renewal = portal.see(number_of(&sent)).await;
    let first = portal.see(number).await;
    assert_eq!(renewal.asked.kind, ApplicationType::Renew);
    assert_eq!(
        (renewal.organization, renewal.bound_login, renewal.partner),
        (first.organization, first.bound_login, first.partner)
    );
    let content = applications::original(portal.db(), renewal.number).await.unwrap().content;
    let before = applications::original(portal.db(), number).await.unwrap().content;
    assert_eq!(content.organization, before.organization);
    assert_eq!(
        (content.directions, content.multi_user, content.cabinet),
        (before.directions, before.multi_user, before.cabinet)
    );
    assert!(content.owners.iter().all(|owner| owner.csr.is_none()), "nobody asked for new certificates");
    portal.verify().await;
}

#[tokio::test]
async fn what_ends_stands_on_the_first_page_and_a_second_renewal_is_asked_about() {
    let portal = Portal::open().await;
    let organization = portal.organization(portal.approved(&connection(&portal)).await).await;
    let (code, person) = (organization.subscriber_code, portal.client(organization.id).await);
    assert!(!portal.visit(&person).await.open("/cabinet").await.says("Сроки"), "nothing ends soon");
    let ends_on = licences::of_organization(portal.db(), organization.id).await.unwrap()[0].ends_on;
    portal.clock.turn_to((ends_on - Duration::days(13)).and_hms_opt(9, 0, 0).unwrap().and_utc());
    let mut client = portal.visit(&person).await;
    let cabinet = client.open("/cabinet").await;
    assert!(cabinet.says("через 13 дней"), "{}", cabinet.text());
    assert_eq!(cabinet.texts(".cabinet-ending b"), ["ООО «Ромашка 1»"]);
    assert_eq!(cabinet.texts(".cabinet-ending a"), ["Продлить"]);
    let renewal = cabinet.values(".cabinet-ending a", "href").remove(0);
    let start = client.open(&renewal).await;
    let check = client.press(&start, DRAFTS, &[("type", "renew"), ("organization", &code)]).await;
    assert!(!check.says("Открытое заявление"), "{}", check.text());
    let late = client.press(&start, DRAFTS, &[("type", "renew"), ("organization", &code)]).await;
    let renewal = number_of(&send(&mut client, &check).await);
    let told = client.open("/cabinet").await.texts(".cabinet-ending a");
    assert_eq!(told, [format!("Заявление на продление, № {renewal}")]);
    let caution = format!("Открытое заявление на продление уже есть, № {renewal}");
    let told = send(&mut client, &late).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "an open window does not know of it");
    assert!(told.says(&caution), "{}", told.text());
    assert_ne!(number_of(&send(&mut client, &told).await), renewal);
    let mut other = holder(&portal, "lyutik").await;
    assert!(!other.open("/cabinet").await.says("Ромашка"));
}

#[tokio::test]
async fn a_change_shows_the_old_value_and_sends_only_what_changes() {
    let portal = Portal::open().await;
    let (mut client, _, code) = connected(&portal).await;
    let what = client.begin("change", &code).await;
    assert!(
        what.says("Что изменить") && what.says("Изменить состав контролирующих органов"),
        "{}",
        what.text()
    );
    let nothing = client.answer(&what, &[]).await;
    assert_eq!(nothing.values(".error-summary a", "href"), ["#changes"]);
    let requisites = client.answer(&nothing, &[("changes", "org_requisites")]).await;
    assert!(requisites.says("Шаг 2 из 5"), "{}", requisites.text());
    assert_eq!(requisites.values("#phone", "value"), ["+79990000001"], "what is known is filled already");
    let known: Vec<(String, String)> =
        ["short_name", "full_name", "ogrn", "legal_address", "region", "email"]
            .iter()
            .map(|name| ((*name).to_owned(), requisites.values(&format!("#{name}"), "value").remove(0)))
            .collect();
    let mut fields: Vec<(&str, &str)> =
        known.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("phone", "+79990000007"));
    let program = client.answer(&requisites, &fields).await;
    assert_eq!(program.values("select", "name"), Vec::<String>::new(), "no licence is asked for");
    let number = program.values("#reg_number", "value").remove(0);
    let files = client.answer(&program, &[("reg_number", &number)]).await;
    let check = client.answer(&files, &[]).await;
    assert!(check.says("Отличий от того, что есть сейчас: 1"), "{}", check.text());
    assert_eq!(check.texts(".answers del"), ["+79990000001"]);
    let back = client.open(&format!("/cabinet/drafts/{}/steps/requisites", draft_of(&check))).await;
    assert!(back.says("было: +79990000001"), "{}", back.text());
    let number = number_of(&send(&mut client, &check).await);
    let body: Value =
        serde_json::from_str(&applications::original(portal.db(), number).await.unwrap().body).unwrap();
    assert_eq!((&body["type"], &body["changes"]), (&json!("change"), &json!(["org_requisites"])));
    assert_eq!(body["organization"]["phone"], "+79990000007");
    assert_eq!(body["organization"].get("email"), None);
    assert_eq!(body.get("owners").or(body.get("directions")).or(body.get("multi_user")), None);
}

#[tokio::test]
async fn whoever_lost_the_keys_is_asked_for_new_requests() {
    let portal = Portal::open().await;
    let (mut client, _, code) = connected(&portal).await;
    let page = client.begin("restore", &code).await;
    assert!(page.says("Владельцы подписи") && page.says("Загрузите запрос на сертификат"), "{}", page.text());
}

#[tokio::test]
async fn a_connection_needs_a_contract_that_runs_and_is_refused_in_words() {
    let portal = Portal::open().await;
    let client = portal.client_without_organization().await;
    let mut visitor = portal.visit(&client).await;
    let refused = visitor.begin("connect", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Для отправки заявления подключите Интернет-поддержку"), "{}", refused.text());
    assert!(refused.values("a", "href").contains(&"/portal/support".to_owned()));
    // A contract that ends while the draft waits.
    let mut holder = holder(&portal, "romashka").await;
    let first = holder.begin("connect", "").await;
    let check = holder.fill(first, &connection(&portal)).await;
    portal.sql("update its_logins set contract_until = '2026-11-17'").await;
    let held = send(&mut holder, &check).await;
    assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(held.says("Для отправки заявления подключите Интернет-поддержку"), "{}", held.text());
}

#[tokio::test]
async fn of_several_partners_the_holder_chooses_and_an_organisation_of_nobody_is_not_found() {
    let portal = Portal::open().await;
    let mut client = holder(&portal, "romashka").await;
    let other = portal.partner("sevproekt").await;
    let account = portal.known("romashka").await.id();
    portal
        .sql(&format!(
            "insert into its_logins (person_id, partner_id, issued, since, accepted_at, contract_until, version) \
             select {account}, {}, issued, since, accepted_at, contract_until, 1 from its_logins where person_id = {account}",
            other.id
        ))
        .await;
    let first = client.begin("connect", "").await;
    assert_eq!(first.values("input[name=contract]", "value").len(), 2);
    let typed = [("kind", "legal_entity"), ("inn", "9900815901"), ("kpp", "990001001")];
    let wrong = client.answer(&first, &typed).await;
    assert_eq!(wrong.values(".error-summary a", "href"), ["#contract"], "{}", wrong.text());
    let theirs = first.values("input[name=contract]", "value").remove(1);
    let all: Vec<_> = typed.iter().copied().chain([("contract", theirs.as_str())]).collect();
    let next = client.answer(&wrong, &all).await;
    assert_eq!(next.status, StatusCode::OK, "{}", next.text());
    let number = portal.approved(&portal.draft()).await;
    let foreign = portal.organization(number).await.subscriber_code;
    for kind in ["renew", "change", "restore"] {
        let start = client.open("/cabinet/drafts/new").await;
        let refused = client.press(&start, DRAFTS, &[("type", kind), ("organization", &foreign)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{kind}");
    }
}
