//! Zones, bands and taxes: previewed and published; and a database that starts without any.

use axum::http::StatusCode;
use registrar::store::charges;

use super::{act, faults, noted};
use crate::support::{MAIN, Page, Portal, Visitor, at, month};

const ZONES: &str = "/operator/price-ground/zones";
const BANDS: &str = "/operator/price-ground/bands";
const VAT: &str = "/operator/price-ground/vat";

async fn previewed(billing: &mut Visitor, table: &str, from: &str, rows: &str) -> Page {
    let page = billing.open(table).await;
    billing.press(&page, &format!("{table}/preview"), &[("from", from), ("rows", rows)]).await
}

async fn published(billing: &mut Visitor, table: &str, from: &str, rows: &str) -> Page {
    let preview = previewed(billing, table, from, rows).await;
    billing.press(&preview, &format!("{table}/publication"), &[]).await
}

#[tokio::test]
async fn an_office_without_zones_is_given_them_and_then_prices() {
    let portal = Portal::open().await;
    for table in ["zones", "prices", "vat_rates", "group_bands"] {
        portal.sql(&format!("delete from {table}")).await;
    }
    let mut billing = portal.visit(&portal.billing().await).await;
    assert!(billing.open(ZONES).await.says("Таблица пуста"));
    let done = published(&mut billing, ZONES, "2026-12-01", "38;z55\n77;z01").await;
    assert!(done.says("Версия с 01.12.2026 опубликована, изменено строк: 2."), "{}", done.text());
    let rows = [["z01", "77 Москва"], ["z55", "38 Иркутская область"]];
    for (place, row) in rows.iter().enumerate() {
        let cells = done.texts(&format!("#rows tbody tr:nth-child({}) td", place + 1));
        assert!(
            row.iter().zip(&cells).all(|(told, cell)| cell.replace('\u{a0}', " ").contains(told)),
            "{cells:?}"
        );
    }
    published(&mut billing, VAT, "2026-12-01", "1С-Отчетность;22 %").await;
    published(&mut billing, BANDS, "2026-12-01", "2;5;90\n6;;80").await;
    let list = billing.open("/operator/prices").await;
    let rows =
        "main;любая;z55;12;;;5500\nmulti_user;любая;любая;12;2–9;;1440\nmulti_user;любая;любая;12;10+;;2880";
    let preview =
        billing.press(&list, "/operator/prices/preview", &[("from", "2026-12-01"), ("rows", rows)]).await;
    billing.press(&preview, "/operator/prices/publication", &[]).await;
    portal.clock.turn_to(at("2026-12-01T09:00:00Z"));
    portal.approved(&portal.draft().users(0)).await;
    let forsait = portal.partner("forsait").await.id;
    let lines = charges::of_month(portal.db(), forsait, month("2026-12"), 10).await.unwrap();
    assert_eq!(lines[0].sums.price.kopecks(), MAIN);
    assert!(lines[0].sums.total > lines[0].sums.amount);
    assert_eq!(noted(&portal, "zones:2026-12-01").await, [act("billing", "terms_planned")]);
    portal.verify().await;
}

#[tokio::test]
async fn a_version_is_looked_at_and_what_it_does_not_name_stays() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let before = portal.count("zones").await;
    let preview = previewed(&mut billing, ZONES, "2026-12-01", "Регион;Зона\n38;z55\n77;z01").await;
    assert!(preview.says("Изменится 1 строка, остальная 1 останется прежней."), "{}", preview.text());
    assert_eq!(portal.count("zones").await, before, "nothing is written by looking");
    let done = billing.press(&preview, &format!("{ZONES}/publication"), &[]).await;
    assert!(done.says("запланировано"), "{}", done.text());
    assert_eq!(portal.count("zones").await, before + 1);
    let again = billing.press(&preview, &format!("{ZONES}/publication"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    published(&mut billing, ZONES, "2026-12-01", "77;z02").await;
    assert_eq!(
        portal.count("zones where region = '77' and zone = 'z02'").await,
        1,
        "the day's version is replaced"
    );
    assert_eq!(portal.count("zones").await, before + 1);
}

#[tokio::test]
async fn faults_are_told_by_line_and_what_was_pasted_comes_back() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let wrong = previewed(&mut billing, BANDS, "2026-11-18", "2;5;сто").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected = [
        "Не раньше завтрашнего дня: сегодняшние активации уже посчитаны",
        "Строка 1: «Доля цены, %»: не понимаю «сто»",
    ];
    assert_eq!(faults(&wrong), expected);
    assert_eq!(wrong.texts("textarea[name=rows]"), ["2;5;сто"]);
    portal.sql("delete from group_bands").await;
    let both = previewed(&mut billing, BANDS, "2026-12-01", "2;6;90\n6;;80").await;
    assert_eq!(faults(&both), ["Группы от 2 и от 6 пересекаются: укажите, до скольких первая"]);
    assert_eq!(billing.open("/operator/price-ground/nonsense").await.status, StatusCode::NOT_FOUND);
}
