//! Texts, numbers, contacts and the JSON itself, as programs send them.

use axum::http::StatusCode;
use registrar::domain::ids::ApplicationNumber;
use registrar::store::applications;
use serde_json::json;

use super::{portal, words};
use crate::support::{MailServer, inn};

#[tokio::test]
async fn what_is_not_seen_is_no_part_of_a_text_and_the_original_keeps_it() {
    let (portal, api) = portal().await;
    for (pointer, written, read) in [
        ("/organization/phone", "\u{202d}+7 (999) 000-00-02\u{202c}", "+79990000002"),
        ("/organization/email", "buh\u{200b}@primer.example", "buh@primer.example"),
        ("/organization/short_name", "ООО «Бело\u{ad}снежка»", "ООО «Белоснежка»"),
        ("/organization/short_name", "ООО\u{a0}«Маи\u{306}скии\u{306} е\u{308}жик»", "ООО «Майский ёжик»"),
        (
            "/organization/full_name",
            "Общество\r\nс ограниченной\nответственностью",
            "Общество с ограниченной ответственностью",
        ),
        (
            "/organization/legal_address",
            "664000,\tг. Иркутск,\u{2028}ул. Ленина\u{feff}",
            "664000, г. Иркутск, ул. Ленина",
        ),
        ("/organization/legal_address", "664000, \u{202a}Иркутск\u{202c}", "664000, Иркутск"),
        ("/owners/0/snils", "990\u{ad}-000-001 53", "990-000-001 53"),
        ("/type", "connect\u{200b}", "connect"),
        ("/cabinet/alias", "Бухгалтерия КО\u{301}\u{ad}РП", "Бухгалтерия КО\u{301}РП"),
    ] {
        let text = portal.draft().with("/owners/0/csr", json!(null)).with(pointer, json!(written)).text();
        let reply = portal.posted(&api, text.clone()).await;
        let content = serde_json::to_value(portal.read(&reply).await).unwrap();
        assert_eq!(content.pointer(pointer).unwrap(), read, "{pointer}");
        let number = ApplicationNumber(reply.number().parse().unwrap());
        assert_eq!(applications::original(portal.db(), number).await.unwrap().body, text);
    }
    for mark in ["\u{200b}", "\u{feff}", "\u{2060}"] {
        let number = inn(9_000 + portal.next());
        let draft = portal
            .draft()
            .with("/organization/inn", json!(format!("{}{mark}{}", &number[..5], &number[5..])));
        let reply = portal.posted(&api, draft.text()).await;
        assert_eq!(portal.read(&reply).await.organization.inn.as_str(), number);
    }
    portal.verify().await;
}

#[tokio::test]
async fn a_name_is_measured_as_people_see_it_and_may_not_turn_direction() {
    let (portal, api) = portal().await;
    let decomposed = |letters: usize| "и\u{306}".repeat(letters) + "\u{ad}";
    for (pointer, most) in
        [("/organization/full_name", 1_000), ("/owners/0/last_name", 60), ("/cabinet/alias", 20)]
    {
        let draft = portal.draft().with("/owners/0/csr", json!(null));
        let fits = portal.posted(&api, draft.clone().with(pointer, json!(decomposed(most))).text()).await;
        let content = serde_json::to_value(portal.read(&fits).await).unwrap();
        assert_eq!(content.pointer(pointer).unwrap(), &json!("й".repeat(most)));
        let long = portal.posted(&api, draft.clone().with(pointer, json!(decomposed(most + 1))).text()).await;
        words(&long, pointer);
        let turned = portal.posted(&api, draft.with(pointer, json!("Ромашка\u{202e}")).text()).await;
        assert!(words(&turned, pointer).contains("знаки направления письма"), "{}", turned.text());
    }
}

#[tokio::test]
async fn telephones_and_addresses_are_taken_as_offices_write_them() {
    let (portal, api) = portal().await;
    for (sent, kept) in [
        ("8-800-500-94-76", "+78005009476"),
        ("+7 (3952) 20-00-00 доб. 123", "+73952200000 доб. 123"),
        ("tel:+73952200000", "+73952200000"),
    ] {
        let reply = portal.posted(&api, portal.draft().with("/organization/phone", json!(sent)).text()).await;
        assert_eq!(portal.read(&reply).await.organization.phone.unwrap().as_str(), kept);
    }
    let long = format!("buh@{}.рф", "ы".repeat(60));
    for (field, sent, told) in [
        ("phone", "+7 (3952) 20-00-00, 20-00-01", "один номер"),
        ("phone", "+7 (3952) 20-00-00 доб. 1234567", "доб. 123"),
        ("email", &long, "не больше 63"),
        ("email", "buh@xn--.example", "имя@домен"),
        ("email", "buh@primer.example.", "имя@домен"),
        ("email", "бух@primer.example", "латинскими буквами"),
    ] {
        let pointer = format!("/organization/{field}");
        let reply = portal.posted(&api, portal.draft().with(&pointer, json!(sent)).text()).await;
        assert!(words(&reply, &pointer).contains(told), "{sent}: {}", reply.text());
    }
    // The same is told wherever an address is typed.
    let mut admin = portal.visit(&portal.admin().await).await;
    let page = admin.open("/operator/settings/client_support_email").await;
    let typed = admin
        .send("/operator/settings/client_support_email", &[("value", &long), ("from", "2026-12-01")])
        .await;
    assert!(page.status.is_success() && typed.says("не больше 63"), "{}", typed.text());
}

#[tokio::test]
async fn a_host_in_russian_is_written_to_with_and_without_smtputf8() {
    for offers_utf8 in [false, true] {
        let (portal, api) = portal().await;
        let server = MailServer::start();
        if offers_utf8 {
            server.offers_utf8();
        }
        let draft = portal.draft().with("/organization/email", json!("buh@пример.рф"));
        let reply = portal.posted(&api, draft.text()).await;
        let number = ApplicationNumber(reply.number().parse().unwrap());
        let staff = portal.staff().await;
        portal.take(&staff, number).await;
        portal.forward(&staff, number).await;
        portal.clock.advance(chrono::Duration::seconds(10));
        let worker = portal.worker_with(&server.setting());
        while worker.round().await.unwrap() > 0 {}
        let to = server.recipients();
        assert!(to.iter().any(|to| to == "buh@xn--e1afmkfd.xn--p1ai"), "{offers_utf8}: {to:?}");
    }
}

#[tokio::test]
async fn the_json_may_be_all_that_the_standard_allows() {
    let (portal, api) = portal().await;
    let with = |more: &str| portal.draft().text().replacen('{', &format!("{{{more},"), 1);
    for more in [
        "\"note\": 1e999",
        "\"note\": [-1e400, {}]",
        "\"note\": \"\\ud800\"",
        "\"note\": 12345678901234567890123",
    ] {
        let reply = portal.posted(&api, with(more)).await;
        assert_eq!(portal.read(&reply).await.unknown, ["/note"], "{more}");
    }
    for (more, pointer, code) in [
        ("\"note\": {\"a\": [{\"b\": 1, \"b\": 1}]}", "/note/a/0/b", "duplicate_member"),
        ("\"type\": \"connect\"", "/type", "duplicate_member"),
        ("\"license\": {\"product\": \"main\"}", "/license", "duplicate_member"),
    ] {
        assert_eq!(portal.posted(&api, with(more)).await.faults(), [format!("{pointer} {code}")]);
    }
    let huge = portal.draft().text().replace("\"term_months\":12", "\"term_months\":1e999");
    assert!(words(&portal.posted(&api, huge).await, "/license/term_months").contains("12, 24"));
    let deep = with(&format!("\"note\": {}{}", "[".repeat(200), "]".repeat(200)));
    let reply = portal.posted(&api, deep).await;
    assert_eq!((reply.status, reply.problem().as_str()), (StatusCode::BAD_REQUEST, "not_json"));
    assert!(reply.text().contains("вложенных"), "{}", reply.text());
    let (windows, ..) = encoding_rs::WINDOWS_1251.encode("{\"type\": \"подключение\"}");
    let reply = portal.posted(&api, windows.into_owned()).await;
    assert_eq!((reply.status, reply.problem().as_str()), (StatusCode::BAD_REQUEST, "not_utf8"));
    assert!(reply.text().contains("windows-1251") && reply.text().contains("байт: 11"), "{}", reply.text());
}
