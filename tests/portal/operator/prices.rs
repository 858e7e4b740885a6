//! The price list: downloaded, previewed, published; promotions added and ended.

use axum::http::StatusCode;
use registrar::store::charges;

use super::{act, faults, noted};
use crate::support::{MAIN, Page, Portal, Visitor, at, month};

const LIST: &str = "/operator/prices";
const PREVIEW: &str = "/operator/prices/preview";
const PUBLICATION: &str = "/operator/prices/publication";
const PROMOTIONS: &str = "/operator/promotions";

async fn previewed(billing: &mut Visitor, from: &str, rows: &str) -> Page {
    let list = billing.open(LIST).await;
    billing.press(&list, PREVIEW, &[("from", from), ("rows", rows)]).await
}

#[tokio::test]
async fn the_list_shows_what_holds_and_is_taken_away_as_a_file_that_reads_back() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let list = billing.open(LIST).await;
    for words in [
        "Прайс-лист на 18.11.2026",
        "5 500,00",
        "z55",
        "Иркутская область",
        "10 и более, 12 мес.",
        "2 880,00",
    ] {
        assert!(list.says(words), "{words}: {}", list.text());
    }
    let file = billing.open("/operator/prices/2026-11-18/file").await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("prices-2026-11-18.csv"));
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(text.contains("1С-Отчетность;любая;z55;12;;;5500,00\r\n"), "{text}");
    let same = previewed(&mut billing, "2026-12-01", &text).await;
    assert_eq!(same.status, StatusCode::OK);
    assert!(same.says("Различий нет.") && !same.offers(PUBLICATION), "{}", same.text());
}

#[tokio::test]
async fn a_list_that_is_too_long_is_refused_whole_and_nothing_of_it_is_published() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let before = portal.count("prices").await;
    let rows = (0..2_100).map(|place| format!("main;любая;z55;12;;;{}\n", 6_000 + place));
    let rows = rows.collect::<Vec<_>>().concat();
    let preview = previewed(&mut billing, "2026-12-01", &rows).await;
    assert_eq!(preview.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", preview.text());
    let words = "В таблице строк: 2100. За один раз читается не больше 2000: разделите ее на части";
    assert_eq!(faults(&preview), [words]);
    assert!(!preview.offers(PUBLICATION));
    assert_eq!(portal.count("prices").await, before);
}

#[tokio::test]
async fn a_version_is_looked_at_and_then_holds_from_its_day() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let preview =
        previewed(&mut billing, "2026-12-01", "main;любая;z55;12;;;6000\nhr;любая;любая;12;;;2080").await;
    for words in [
        "Новая версия с 01.12.2026",
        "Изменится 1 цена, остальные 5 останутся прежними.",
        "5 500,00 ₽",
        "6 000,00 ₽",
        "+500,00 ₽",
    ] {
        assert!(preview.says(words), "{words}: {}", preview.text());
    }
    assert_eq!(portal.count("prices").await, 6, "nothing is written by looking");
    let done = billing.press(&preview, PUBLICATION, &[]).await;
    assert!(done.says("Версия с 01.12.2026 опубликована, изменено цен: 1."), "{}", done.text());
    assert!(done.says("с 01.12.2026: 6 000,00") && done.says("План с 01.12.2026"), "{}", done.text());
    let ahead = billing.open("/operator/prices?day=2026-12-01").await;
    assert!(ahead.says("6 000,00") && !ahead.says("5 500,00"), "{}", ahead.text());
    portal.approved(&portal.draft().users(0)).await;
    portal.clock.turn_to(at("2026-12-01T09:00:00Z"));
    portal.approved(&portal.draft().users(0)).await;
    let forsait = portal.partner("forsait").await.id;
    for (of, price) in [("2026-11", MAIN), ("2026-12", 600_000)] {
        let lines = charges::of_month(portal.db(), forsait, month(of), 10).await.unwrap();
        assert_eq!(lines[0].sums.price.kopecks(), price, "{of}");
    }
    assert_eq!(noted(&portal, "prices:2026-12-01").await, [act("billing", "prices_planned")]);
    portal.verify().await;
}

#[tokio::test]
async fn what_is_published_is_what_was_looked_at() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let first = previewed(&mut billing, "2026-12-01", "main;любая;z55;12;;;6000").await;
    let second = previewed(&mut billing, "2026-12-01", "main;любая;z55;12;;;7000").await;
    billing.press(&second, PUBLICATION, &[]).await;
    let late = billing.press(&first, PUBLICATION, &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("Прайс-лист изменился"), "{}", late.text());
    assert_eq!(late.values("main a.btn", "href"), [LIST]);
    let third = previewed(&mut billing, "2026-12-01", "main;любая;z55;12;;;6500").await;
    billing.press(&third, PUBLICATION, &[]).await;
    assert_eq!(
        portal.count("prices where zone = 'z55' and term_months = 12").await,
        2,
        "the day's version is replaced"
    );
}

#[tokio::test]
async fn every_fault_is_told_by_its_line_and_what_was_pasted_comes_back() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let pasted = "main;любая;z55;12;;;дорого\nmain;любая;z77;12;;;1";
    let wrong = previewed(&mut billing, "2026-11-18", pasted).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected = [
        "Не раньше завтрашнего дня: сегодняшние активации уже посчитаны",
        "Строка 1: «Цена»: не понимаю «дорого»",
        "Строка 2: нет такой ценовой зоны",
    ];
    assert_eq!(faults(&wrong), expected);
    assert_eq!(wrong.texts("textarea[name=rows]"), [pasted]);
    assert_eq!(wrong.values("#version-from", "value"), ["2026-11-18"]);
}

const SPRING: &[(&str, &str)] = &[
    ("code", "vesna"),
    ("name", "Весна"),
    ("product", "main"),
    ("percent", "10"),
    ("from", "2026-12-01"),
    ("to", ""),
];

#[tokio::test]
async fn a_promotion_is_added_applies_and_is_ended() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let list = billing.open(LIST).await;
    let added = billing.press(&list, PROMOTIONS, SPRING).await;
    for words in ["Акция добавлена.", "Весна", "не действует на многопользовательский режим", "Запланировано"]
    {
        assert!(added.says(words), "{words}: {}", added.text());
    }
    let twice = billing.press(&added, PROMOTIONS, SPRING).await;
    assert_eq!(faults(&twice), ["В эти дни уже есть акция с таким кодом"]);
    portal.clock.turn_to(at("2026-12-02T09:00:00Z"));
    portal.approved(&portal.draft().with("/promotion", "vesna".into())).await;
    let forsait = portal.partner("forsait").await.id;
    let lines = charges::of_month(portal.db(), forsait, month("2026-12"), 10).await.unwrap();
    let off: Vec<i64> = lines.iter().map(|line| line.sums.promotion_discount.kopecks()).collect();
    assert_eq!(off, [MAIN / 10, 0], "never off the extension");
    let mut billing = portal.visit(&portal.billing().await).await;
    let end = "/operator/promotions/vesna/2026-12-01/end";
    let list = billing.open(LIST).await;
    let early = billing.press(&list, end, &[("to", "2026-12-01")]).await;
    assert_eq!(faults(&early), ["Последний день не раньше 02.12.2026"]);
    let ended = billing.press(&list, end, &[("to", "2026-12-31")]).await;
    assert!(ended.says("по: 31.12.2026"), "{}", ended.text());
    let entries = [act("billing", "promotion_ended"), act("billing", "promotion_added")];
    assert_eq!(noted(&portal, "promotion:vesna").await, entries);
    let nobody = billing.send("/operator/promotions/nobody/2026-12-01/end", &[("to", "2026-12-31")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    portal.verify().await;
}

#[tokio::test]
async fn only_billing_keeps_prices() {
    let portal = Portal::open().await;
    for persona in [portal.clerk().await, portal.manager().await, portal.support().await] {
        let mut visitor = portal.visit(&persona).await;
        assert_eq!(visitor.open(LIST).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.send(PREVIEW, &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.send(PROMOTIONS, SPRING).await.status, StatusCode::FORBIDDEN);
    }
}
