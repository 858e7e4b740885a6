//! What may be sent: once a minute and five times a day to a number, twenty times a day from an address, and no more than
//! the installation allows.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::settings::Setting;
use registrar::operations::settings;

use super::PHONE;
use crate::support::{Page, Portal};

async fn asked(portal: &Portal, login: &str, phone: &str) -> Page {
    portal.passer_by().register_by_phone(login, phone, &[]).await
}

fn refused(page: &Page, after: &str) {
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.text());
    assert!(page.says(after), "{after}: {}", page.text());
}

#[tokio::test]
async fn a_number_gets_one_code_a_minute_and_five_a_day() {
    let portal = Portal::open().await;
    assert_eq!(asked(&portal, "l-0", PHONE).await.status, StatusCode::OK);
    portal.clock.advance(Duration::seconds(59));
    refused(&asked(&portal, "l-1", "8 999 000 00 01").await, "через 1 минуту");
    for number in 1..5 {
        portal.clock.advance(Duration::seconds(if number == 1 { 1 } else { 60 }));
        let page = asked(&portal, &format!("l-{number}"), PHONE).await;
        assert_eq!(page.status, StatusCode::OK, "{number}: {}", page.text());
    }
    portal.clock.advance(Duration::minutes(1));
    refused(&asked(&portal, "l-5", PHONE).await, "снова можно будет через 24 часа");
    assert_eq!(
        asked(&portal, "l-6", "+79990000002").await.status,
        StatusCode::OK,
        "other numbers are served"
    );
    portal.clock.advance(Duration::hours(24) - Duration::minutes(5) - Duration::microseconds(1));
    refused(&asked(&portal, "l-7", PHONE).await, "снова можно будет через 1 минуту");
    portal.clock.advance(Duration::minutes(1));
    assert_eq!(asked(&portal, "l-8", PHONE).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_gets_twenty_codes_a_day() {
    let portal = Portal::open().await;
    for number in 0..20 {
        let phone = format!("+799900001{number:02}");
        let mut visitor = portal.passer_by().at("203.0.113.7");
        let page = visitor.register_by_phone(&format!("l-{number}"), &phone, &[]).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    let over = portal.passer_by().at("203.0.113.7").register_by_phone("last", "+79990000199", &[]).await;
    refused(&over, "24 часа");
    assert_eq!(over.values("#mobile", "value"), ["+79990000199"], "nothing typed is lost");
    let elsewhere = portal.passer_by().at("203.0.113.8").register_by_phone("last", "+79990000199", &[]).await;
    assert_eq!(elsewhere.status, StatusCode::OK);
}

#[tokio::test]
async fn beyond_the_ceiling_nothing_is_sent_and_the_operators_administrators_are_told_once() {
    let portal = Portal::open().await;
    let admin = portal.admin().await;
    settings::plan(&admin.desk(), Setting::SmsDailyCeiling, "2", "2026-11-18").await.unwrap();
    let mut desk = portal.visit(&admin).await;
    assert!(!desk.open("/operator/settings").await.says("коды по телефону не отправляются"));
    for number in 0..2 {
        assert_eq!(asked(&portal, &format!("l-{number}"), &format!("+7999000010{number}")).await.status, 200);
    }
    for number in 2..5 {
        let page = asked(&portal, &format!("l-{number}"), &format!("+7999000010{number}")).await;
        refused(&page, "снова можно будет через 24 часа");
    }
    portal.run_errands().await;
    assert_eq!(portal.count("letters where subject = 'Достигнут суточный предел SMS'").await, 1);
    assert_eq!(portal.count("security_events where kind = 'sms_ceiling'").await, 1);
    assert_eq!(portal.count("letters where subject = 'SMS'").await, 2);
    let told = desk.open("/operator/settings").await;
    assert!(told.says("коды по телефону не отправляются до 19.11.2026"), "{}", told.text());
    settings::plan(&admin.desk(), Setting::SmsDailyCeiling, "3", "2026-11-18").await.unwrap();
    assert_eq!(
        asked(&portal, "l-6", "+79990000106").await.status,
        StatusCode::OK,
        "a higher ceiling holds at once"
    );
    refused(&asked(&portal, "l-7", "+79990000107").await, "24 часа");
    portal.clock.advance(Duration::hours(24));
    assert_eq!(asked(&portal, "l-8", "+79990000108").await.status, StatusCode::OK);
    assert!(!desk.open("/operator/settings").await.says("коды по телефону не отправляются"));
}
