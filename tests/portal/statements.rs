//! The settlement through the real router: from forming a month to its files, by every user who takes part.

mod closing;
mod disputes;
mod files;

use axum::http::StatusCode;
use registrar::operations::settlement;

use crate::support::{Page, Portal, at, month};

/// A portal in November with this many activations in October.
async fn with_october(activations: usize) -> Portal {
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2026-10-14T08:00:00Z"));
    for _ in 0..activations {
        portal.approved(&portal.draft()).await;
    }
    portal.clock.turn_to(at("2026-11-02T08:00:00Z"));
    portal
}

/// The same portal with October formed and published to «Форсайт».
async fn with_october_published(activations: usize) -> Portal {
    let portal = with_october(activations).await;
    publish_october(&portal).await;
    portal
}

async fn publish_october(portal: &Portal) {
    let billing = portal.billing().await.desk();
    settlement::form(&billing, month("2026-10"), None, |_, _| ()).await.unwrap();
    for row in settlement::of_month(&billing, month("2026-10")).await.unwrap() {
        let seen = row.statement.version;
        settlement::publish(&billing, &row.partner.code, month("2026-10"), seen).await.unwrap();
    }
}

const MONTH: &str = "/partner/statements/2026-10";

#[tokio::test]
async fn the_months_show_what_waits_and_what_runs() {
    let portal = with_october_published(1).await;
    portal.approved(&portal.draft()).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let months = manager.open("/partner/statements").await;
    assert_eq!(months.status, StatusCode::OK);
    for words in ["Октябрь 2026", "На согласовании", "Текущий месяц", "Ноябрь 2026", "Активировано"]
    {
        assert!(months.says(words), "{words}: {}", months.text());
    }
}

#[tokio::test]
async fn an_employee_is_told_who_may_and_another_partner_finds_nothing() {
    let portal = with_october_published(1).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    for address in
        ["/partner/statements", MONTH, "/partner/statements/2026-10/export/csv", "/partner/charges/1"]
    {
        let page = staff.open(address).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{address}");
        assert!(page.says("менеджер партнера"), "{address}: {}", page.text());
    }
    let mut stranger = portal.visit(&portal.stranger().await).await;
    assert_eq!(stranger.open("/partner/statements").await.status, StatusCode::OK);
    for address in [MONTH, "/partner/statements/2026-10/export/csv", "/partner/charges/1"] {
        assert_eq!(stranger.open(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let page = stranger.open("/partner/applications").await;
    assert_eq!(page.status, StatusCode::OK);
    let sent = stranger.send(&format!("{MONTH}/agreement"), &[("version", "1"), ("sha256", "0")]).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_line_is_explained_by_its_price_and_the_people_behind_it() {
    let portal = with_october_published(1).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open(MONTH).await;
    let line = page.values("a.sum", "href").remove(0);
    let explained = manager.open(&line).await;
    assert_eq!(explained.status, StatusCode::OK);
    for words in [
        "Прайс-лист с",
        "Правила: прайс-лист с",
        "Скидка партнера 40 %",
        "договор №",
        "Без НДС",
        "Смирнова",
        "отправлено оператору",
    ] {
        assert!(explained.says(words), "{words}: {}", explained.text());
    }
    let total = page.texts("a.sum").remove(0);
    assert!(explained.texts(".price .total td").iter().any(|sum| sum.starts_with(&total)));
}

#[tokio::test]
async fn a_long_month_goes_on_over_pages_and_its_sums_are_those_of_all_lines() {
    let portal = with_october(1).await;
    multiply(&portal, 150).await;
    let billing = portal.billing().await.desk();
    settlement::form(&billing, month("2026-10"), None, |_, _| ()).await.unwrap();
    let mut billing = portal.visit(&portal.billing().await).await;
    let here = "/operator/statements/2026-10/forsait";
    let first = billing.open(here).await;
    assert_eq!(lines(&first).len(), settlement::PAGE);
    let second = billing.open(&first.values("a[rel=next]", "href").remove(0)).await;
    assert!(second.values("a[rel=next]", "href").is_empty());
    let mut all = [lines(&first), lines(&second)].concat();
    let shown = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!((all.len(), first.texts("tfoot")), (shown, second.texts("tfoot")));
    assert!(first.says(&format!("Показаны 1–100 из {shown}")), "{}", first.text());
}

fn lines(page: &Page) -> Vec<String> {
    page.values("tr[id^=line-]", "id")
}

/// Adds copies of a charge that belongs to no statement yet.
async fn multiply(portal: &Portal, copies: i64) {
    use registrar::store::charges;
    let forsait = portal.partner("forsait").await.id;
    let found = charges::of_month(portal.db(), forsait, month("2026-10"), 1).await.unwrap().remove(0);
    let copy = |place: i64| {
        let mut copy = found.clone();
        copy.source = format!("copy:{place}");
        // Two copies have each instant, so that the next key of the sort order matters.
        copy.activated_at += chrono::Duration::seconds(place / 2 + 1);
        copy.product =
            if place % 2 == 0 { found.product } else { registrar::domain::billing::BilledProduct::Hr };
        copy
    };
    let tx = portal.db().begin().await.unwrap();
    charges::record(&tx, &(0..copies).map(copy).collect::<Vec<_>>()).await.unwrap();
    tx.commit().await.unwrap();
}
