//! The search: by everything that a caller may name, in any spelling; the result shows at once what callers usually
//! ask.

use axum::http::StatusCode;
use registrar::domain::ids::ApplicationNumber;
use serde_json::json;

use super::search;
use crate::support::{Draft, Portal};

/// The application of an organisation that shares no value with the usual draft.
fn neighbour(portal: &Portal) -> Draft {
    let owner = json!([{
        "kind": "head", "last_name": "Кузьмин", "first_name": "Петр", "position": "Директор", "snils": "900-000-059 00",
        "inn": "990000661323", "email": "director@sev.example", "roles": ["sign"]
    }]);
    [
        ("/organization/short_name", json!("АО «Сев-Проект»")),
        ("/organization/full_name", json!("Акционерное общество «Сев-Проект»")),
        ("/organization/phone", json!("+79990000002")),
        ("/organization/email", json!("info@sev.example")),
        ("/owners", owner),
        ("/cabinet/alias", json!("Розница")),
    ]
    .into_iter()
    .fold(portal.draft(), |draft, (pointer, value)| draft.with(pointer, value))
}

/// Everything that a caller may name, in the usual spellings.
async fn keys(portal: &Portal, number: ApplicationNumber) -> Vec<String> {
    let organization = portal.organization(number).await;
    let (requisites, reg_number) = (&organization.requisites, portal.see(number).await.asked.reg_number);
    let (inn, ogrn) = (requisites.inn.as_str(), requisites.ogrn());
    let serial = portal.see_certificates(number).await.remove(0).certificate.serial;
    let pairs: Vec<&str> =
        serial.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap()).collect();
    let own = [
        inn.to_owned(),
        inn[..9].to_owned(),
        format!("{} {}", &inn[..4], &inn[4..]),
        format!("ИНН {inn} КПП 990001001"),
        ogrn.to_owned(),
        reg_number,
        organization.subscriber_code.clone(),
        number.to_string(),
        format!("№ {number}"),
        serial.to_uppercase(),
        pairs.join(" "),
    ];
    own.into_iter().chain(USUAL.map(str::to_owned)).collect()
}

/// The keys that are the same for every usual draft.
const USUAL: [&str; 16] = [
    "ромаш",
    "ромашки",
    "Ромашкой",
    "hjvfirf",
    "РОМАШКА 1",
    "its-demo",
    "шеы-вуьщ",
    "buh@romashka.example",
    "игр@кщьфырлф.example",
    "8 999 000 00 01",
    "+7 (999) 000-00-01",
    "9990000001",
    "Бухгалтерия 3.0",
    ",e[ufknthbz",
    "990-000-001 53",
    "99000000153",
];

#[tokio::test]
async fn an_organisation_is_found_by_each_key_and_its_card_opens_at_once() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let other = portal.its_login("sevlogin", "sevproekt").await;
    portal.send_by(&other, &neighbour(&portal)).await.unwrap();
    let mut support = portal.visit(&portal.support().await).await;
    let name = portal.organization(number).await.requisites.short_name;
    for asked in keys(&portal, number).await {
        let card = search(&mut support, &asked).await;
        assert_eq!(card.status, StatusCode::OK);
        assert_eq!(card.texts("h1"), [name.as_str()], "{asked}: {}", card.text());
        assert_eq!(card.values("main input[name=q]", "value")[0], asked, "the question stays in sight");
    }
    assert_eq!(search(&mut support, "990001001").await.texts("a.name").len(), 2, "both have this КПП");
    for asked in [&number.to_string()[..5], "ромашка сев", "99000000154", "petrova"] {
        let nothing = search(&mut support, asked).await;
        assert!(nothing.says("Ничего не найдено"), "{asked}: {}", nothing.text());
    }
}

#[tokio::test]
async fn a_result_says_at_once_what_the_caller_will_ask() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let other = portal.its_login("its-2", "sevproekt").await;
    let waiting = portal.send_by(&other, &portal.draft()).await.unwrap();
    let mut support = portal.visit(&portal.support().await).await;
    let before = support.open("/support").await;
    assert!(before.says("Спросите у звонящего ИНН."), "{}", before.text());
    let both = search(&mut support, "ромашка").await;
    assert_eq!(both.texts("a.name").len(), 2);
    for words in [
        "ООО «forsait»",
        "ООО «sevproekt»",
        "+7 999 000-10-01",
        "1С-Отчетность до 17.11.2027",
        "«Бухгалтерия 3.0»",
        "многопользовательский режим от 2 до 9 до 17.11.2027",
        &format!("№ {number}"),
        "Одобрено",
        "ждет клиента с 18.11.2026",
        &format!("№ {waiting}"),
        "Новое",
        "ждет партнера с 18.11.2026 12:00 МСК",
    ] {
        assert!(both.says(words), "{words}: {}", both.text());
    }
    let rows = both.texts("tbody").join(" ");
    assert!(!rows.contains("9990000001"), "the phone is not shown: {rows}");
}

#[tokio::test]
async fn the_application_that_was_asked_for_leads() {
    let portal = Portal::open().await;
    let draft = portal.draft();
    let first = portal.approved(&draft).await;
    let renewal = draft.clone().with("/type", json!("renew")).with("/cabinet/alias", json!("Розница"));
    let second = portal.send(&renewal).await;
    let mut support = portal.visit(&portal.support().await).await;
    let code = portal.organization(first).await.subscriber_code;
    for (asked, number, by) in [
        (code, second, "Заявление"),
        (first.to_string(), first, "Найдено: № заявления"),
        (second.to_string(), second, "Найдено: № заявления"),
        ("бухгалтерия".to_owned(), first, "Найдено: псевдоним «Бухгалтерия 3.0»"),
        ("hjpybwf".to_owned(), second, "Найдено: псевдоним «Розница»"),
        (portal.see_certificates(first).await.remove(0).certificate.serial, first, "Найдено: сертификат"),
    ] {
        let card = search(&mut support, &asked).await;
        assert!(
            card.texts(".notice-info").join(" ").contains(&format!("Заявление № {number}:")),
            "{asked}: {}",
            card.text()
        );
        assert!(card.texts("pre")[0].contains(&format!("Заявление № {number} ")), "{asked}");
        assert!(card.says(by), "{asked}: {}", card.text());
    }
}

#[tokio::test]
async fn nothing_found_says_how_the_question_was_read_and_what_else_to_try() {
    let portal = Portal::open().await;
    let mut support = portal.visit(&portal.support().await).await;
    for (asked, words) in [
        ("9900815902", "ИНН с ошибкой (контрольное число не сходится) или телефон"),
        ("990-000-001 54", "СНИЛС с ошибкой"),
        ("hjvfirf", "в другой раскладке «ромашка»"),
        ("123456", "№ заявления целиком"),
        ("a@b.example", "e-mail организации или владельца подписи, целиком"),
        ("1234567890123456789012345", "серийный номер сертификата"),
    ] {
        let nothing = search(&mut support, asked).await;
        for words in [words, "Ничего не найдено", "Что еще попробовать"] {
            assert!(nothing.says(words), "{asked}: {}", nothing.text());
        }
    }
    for hostile in ["%", "'\"--", "*", "\u{10ffff}", &"я".repeat(4000), "(((", "1 ".repeat(500).as_str()] {
        assert_eq!(search(&mut support, hostile).await.status, StatusCode::OK, "{hostile}");
    }
}

#[tokio::test]
async fn the_summary_for_a_colleague_has_no_personal_data() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let mut support = portal.visit(&portal.support().await).await;
    let summary =
        search(&mut support, &number.to_string()).await.texts("pre").remove(0).replace('\u{a0}', " ");
    let organization = portal.organization(number).await;
    let expected = format!(
        "ООО «Ромашка 1»\nИНН {}, КПП 990001001, код абонента {}\n\
         Продукт: 1С-Отчетность до 17.11.2027 · «Бухгалтерия 3.0», многопользовательский режим от 2 до 9 до 17.11.2027\n\
         Заявление № {number} (подключение): «Одобрено» с 18.11.2026 12:00 МСК\n\
         Сейчас ждет клиента с 18.11.2026 12:00 МСК (меньше минуты)\n\
         Обслуживает: ООО «forsait», +7 999 000-10-01",
        organization.requisites.inn, organization.subscriber_code
    );
    assert_eq!(summary, expected);
}

#[tokio::test]
async fn every_desk_tells_the_end_of_the_whole_chain_when_it_was_renewed() {
    let portal = Portal::open().await;
    let draft = portal.draft();
    let number = portal.approved(&draft).await;
    portal.approved(&draft.clone().with("/type", json!("renew"))).await;
    let mut support = portal.visit(&portal.support().await).await;
    let found = search(&mut support, &number.to_string()).await;
    let summary = found.texts("pre").remove(0).replace('\u{a0}', " ");
    let ends = ["1С-Отчетность до 17.11.2028", "многопользовательский режим от 2 до 9 до 17.11.2028"];
    assert!(ends.iter().all(|end| summary.contains(end)), "{summary}");
    let mut staff = portal.visit(&portal.staff().await).await;
    let code = portal.organization(number).await.subscriber_code;
    let card = staff.open(&format!("/partner/organizations/{code}?tab=products")).await;
    assert!(card.says("по 17.11.2028") && !card.says("по 17.11.2027"), "{}", card.text());
}
