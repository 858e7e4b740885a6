//! The partner's organisations: found by everything that a caller may name, shown with their licences.

use axum::http::StatusCode;

use serde_json::json;
use templates::paths;

use crate::support::{Page, Portal, Visitor};

const LIST: &str = "/partner/organizations";

async fn found(visitor: &mut Visitor, asked: &str) -> Vec<String> {
    let asked = url::form_urlencoded::byte_serialize(asked.as_bytes()).collect::<String>();
    let page = visitor.open(&format!("{LIST}?q={asked}")).await;
    // The only one opens at once: the organisation, or the application that was named.
    match page.texts("a.name") {
        none if none.is_empty() && page.says("Ничего не найдено.") => none,
        none if none.is_empty() => vec![page.text()],
        names => names,
    }
}

#[tokio::test]
async fn an_organisation_is_found_by_everything_that_callers_name() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    portal.send(&portal.draft()).await;
    let application = portal.see(number).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let name = application.asked.organization_name.clone();
    let number = number.to_string();
    for asked in [
        application.asked.inn.as_str(),
        &application.asked.reg_number,
        &number,
        &format!("№ {number}"),
        &format!("{} {}", application.asked.inn, application.asked.kpp),
    ] {
        let found = found(&mut staff, asked).await;
        assert!(found.len() == 1 && found[0].contains(&name), "{asked}: {found:?}");
    }
    for asked in [&name, &name.to_uppercase(), &format!("ромашка {number}")] {
        let found = found(&mut staff, asked).await;
        assert!(found.iter().any(|one| one.contains(&name)), "{asked}: {found:?}");
    }
    for asked in ["+7 999 000-00-01", "8 (999) 000-00-01", "buh@romashka.example", "its-demo", "ромаш"] {
        assert_eq!(found(&mut staff, asked).await.len(), 2, "{asked}");
    }
    for asked in ["hjvfirf", "ромашкой", "шеы-вуьщ", "РОМАШКИ", ",e[ufknthbz", "бухгалтерия 3.0"]
    {
        assert_eq!(found(&mut staff, asked).await.len(), 2, "{asked}");
    }
    let led = staff.open(&format!("{LIST}?q={number}")).await;
    assert!(led.says(&format!("№ {number}")), "the application that was asked for: {}", led.text());
    let nothing = staff.open(&format!("{LIST}?q=zzz")).await;
    assert!(nothing.says("Ничего не найдено."), "{}", nothing.text());
}

#[tokio::test]
async fn the_list_goes_on_below_the_last_name_without_loss() {
    let portal = Portal::open().await;
    for _ in 0..52 {
        portal.send(&portal.draft().owners(0).with("/owners", portal_owner())).await;
    }
    let mut staff = portal.visit(&portal.staff().await).await;
    let first = staff.open(LIST).await;
    assert!(first.says("Показаны 1–50 из 52"), "{}", first.text());
    let next = first.values("a[rel=next]", "href").remove(0);
    let second = staff.open(&next).await;
    assert!(second.says("Показаны 51–52 из 52") && second.says("В начало"), "{}", second.text());
    let mut names = first.texts("a.name");
    names.extend(second.texts("a.name"));
    names.dedup();
    assert_eq!(names.len(), 52);
}

/// An owner with an existing certificate: the authority signs nothing, so the test is fast.
fn portal_owner() -> serde_json::Value {
    serde_json::json!([{
        "kind": "head", "last_name": "Петрова", "first_name": "Анна", "position": "Директор",
        "snils": "990-000-001 53", "inn": "990000661323", "email": "petrova@romashka.example", "roles": ["sign"]
    }])
}

#[tokio::test]
async fn the_card_shows_what_the_organisation_holds() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let card = staff.open(LIST).await.values("a.name", "href").remove(0);
    let details = staff.open(&card).await;
    for words in
        ["Общие сведения", "+7 999 000-00-01", "buh@romashka.example", "its-demo", "закреплен за абонентом"]
    {
        assert!(details.says(words), "{words}: {}", details.text());
    }
    let products = staff.open(&format!("{card}?tab=products")).await;
    let expected =
        ["1С-Отчетность", "Бухгалтерия 3.0", "Действует", "Включен", "от 2 до 9", "17.11.2027", "Платно"];
    for words in expected {
        assert!(products.says(words), "{words}: {}", products.text());
    }
    assert!(products.says(&format!("№ {number}")));
    let applications = staff.open(&format!("{card}?tab=applications")).await;
    assert!(applications.says("Одобрено") && applications.says("ждет клиента"), "{}", applications.text());
    let certificates = staff.open(&format!("{card}?tab=certificates")).await;
    assert!(certificates.says("Петрова Анна"), "{}", certificates.text());
    assert_eq!(staff.open(&format!("{card}?tab=nonsense")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn another_partner_finds_nothing_and_the_operator_has_no_such_place() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let card = staff.open(LIST).await.values("a.name", "href").remove(0);
    let mut stranger = portal.visit(&portal.stranger().await).await;
    assert!(stranger.open(LIST).await.says("Организаций еще нет."));
    assert!(found(&mut stranger, "ромашка").await.is_empty());
    assert_eq!(stranger.open(&card).await.status, StatusCode::NOT_FOUND);
    let mut billing = portal.visit(&portal.billing().await).await;
    let refused = billing.open(LIST).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.says("сотрудник партнера"), "{}", refused.text());
}

#[tokio::test]
async fn the_box_suggests_what_the_letters_typed_so_far_may_mean() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let code = portal.organization(number).await.subscriber_code;
    let mut staff = portal.visit(&portal.staff().await).await;
    let suggested = async |visitor: &mut Visitor, typed: &str| {
        let typed = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect::<String>();
        visitor.open(&format!("/suggestions?q={typed}")).await.values(".suggestions a", "href")
    };
    let card = format!("/partner/organizations/{code}");
    for typed in ["ро", "hjv", "ромашка", "9900", "Ромашкой 1"] {
        assert_eq!(suggested(&mut staff, typed).await, [card.as_str()], "{typed}");
    }
    for typed in ["", "р", "zz", "990-000-001 53", "petrova@romashka.example", "buh@romashka.example"] {
        assert!(suggested(&mut staff, typed).await.is_empty(), "{typed}");
    }
    assert!(suggested(&mut portal.visit(&portal.stranger().await).await, "ромашка").await.is_empty());
    let mut support = portal.visit(&portal.support().await).await;
    let line = suggested(&mut support, "ромаш").await;
    assert!(line.len() == 1 && line[0].starts_with(&format!("/support/organizations/{code}?q=")), "{line:?}");
    assert_eq!(portal.count("audit where verb in ('searched', 'looked_up')").await, 0, "nothing was opened");
}

#[tokio::test]
async fn the_list_stands_by_names_and_is_narrowed_by_what_is_held_today() {
    let portal = Portal::open().await;
    let called = |name: &str| portal.draft().with("/organization/short_name", json!(name));
    portal.approved(&called("ООО \"Торговый дом\"").users(3)).await;
    portal.approved(&called("ООО «Ёлочка»").users(0)).await;
    portal.send(&called("АО «Авторитет»")).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let names = |page: &Page| page.texts("a.name");
    let page = staff.open(LIST).await;
    assert_eq!(names(&page), ["АО «Авторитет»", "ООО «Ёлочка»", "ООО \"Торговый дом\""]);
    let filters = page.texts(".nav-link");
    assert!(filters.iter().any(|label| label == "Истекает за 30 дней"), "{filters:?}");
    for (held, expected) in
        [("no_product", vec!["АО «Авторитет»"]), ("multi_user", vec!["ООО \"Торговый дом\""])]
    {
        assert_eq!(names(&staff.open(&format!("{LIST}?held={held}")).await), expected, "{held}");
        // Beside a word, and beside one that nearly everybody has.
        let page = staff.open(&paths::with_query(LIST, &[("q", "елочка"), ("held", held)])).await;
        assert!(page.says("Ничего не найдено."), "{held}: {}", page.text());
        let page = staff.open(&paths::with_query(LIST, &[("q", "ооо торговый"), ("held", held)])).await;
        assert_eq!(page.says("Общие сведения"), held == "multi_user", "{held}: {}", page.text());
    }
    let page = staff.open(&format!("{LIST}?held=gold")).await;
    assert!(page.says("отбор «gold»") && names(&page).len() == 3, "{}", page.text());
    portal.clock.advance(chrono::Duration::days(800));
    let mut staff = portal.visit(&portal.staff().await).await;
    assert_eq!(
        names(&staff.open(&format!("{LIST}?held=no_product")).await).len(),
        3,
        "what has ended is not held"
    );
    let page = staff.open(&format!("{LIST}?held=multi_user")).await;
    assert!(page.says("Таких организаций нет.") && page.says("Показать все"), "{}", page.text());
}
