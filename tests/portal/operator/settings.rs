//! Settings: changed from a day on, with their history; never in the past, and only by the administrator.

use axum::http::StatusCode;
use chrono::Duration;

use super::{act, faults, noted};
use crate::support::{Portal, at};

const LIST: &str = "/operator/settings";
const UNDO: &str = "/operator/settings/undo_seconds";

#[tokio::test]
async fn every_setting_is_shown_with_what_holds_today() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let list = admin.open(LIST).await;
    assert_eq!(list.status, StatusCode::OK);
    let names = list.texts("a.name");
    assert_eq!(names.len(), registrar::domain::settings::Setting::ALL.len());
    for words in ["Срок согласования", "3 рабочих дня", "Отмена отправки", "10 секунд", "по умолчанию", "нет"]
    {
        assert!(list.says(words), "{words}: {}", list.text());
    }
}

#[tokio::test]
async fn a_value_holds_from_its_day_and_the_history_says_who_set_it() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let page = admin.open(UNDO).await;
    let saved = admin.press(&page, UNDO, &[("value", "5"), ("from", "2026-11-18")]).await;
    assert!(saved.says("Настройка сохранена.") && saved.says("Старостин Лев Ильич"), "{}", saved.text());
    let later = admin.press(&saved, UNDO, &[("value", "20"), ("from", "20.11.2026")]).await;
    assert!(later.says("Запланировано") && later.says("20 секунд"), "{}", later.text());
    let undo = || async { portal.house.settings().await.unwrap().undo };
    assert_eq!(undo().await, Duration::seconds(5));
    portal.clock.turn_to(at("2026-11-19T21:00:00Z"));
    assert_eq!(undo().await, Duration::seconds(20), "at midnight in Moscow");
    let admin_did = act("admin", "setting_planned");
    assert_eq!(noted(&portal, "setting:undo_seconds").await, [admin_did.clone(), admin_did]);
    portal.verify().await;
}

#[tokio::test]
async fn a_value_of_the_same_day_gives_way_to_the_next_one() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let page = admin.open(UNDO).await;
    for value in ["5", "6"] {
        let saved = admin.press(&page, UNDO, &[("value", value), ("from", "2026-12-01")]).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    }
    assert_eq!(portal.count("settings where key = 'undo_seconds'").await, 1);
    assert_eq!(portal.count("settings where value = '6' and set_by = 'admin'").await, 1);
}

#[tokio::test]
async fn faults_come_back_at_once_with_everything_that_was_typed() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let page = admin.open(UNDO).await;
    let wrong = admin.press(&page, UNDO, &[("value", "полминуты"), ("from", "2026-11-17")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(faults(&wrong), ["Целое число от 0 до 30", "День не может быть в прошлом"]);
    assert_eq!(wrong.values("input[name=value]", "value"), ["полминуты"]);
    assert_eq!(wrong.values("input[name=from]", "value"), ["2026-11-17"]);
    assert_eq!(portal.count("settings where key = 'undo_seconds'").await, 0);
    assert_eq!(admin.open("/operator/settings/nonsense").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_working_day_cannot_end_before_it_begins() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let address = "/operator/settings/working_day_from";
    let page = admin.open(address).await;
    let wrong = admin.press(&page, address, &[("value", "18"), ("from", "2026-12-01")]).await;
    assert_eq!(faults(&wrong), ["С 01.12.2026 рабочий день кончался бы раньше, чем начинается"]);
}

#[tokio::test]
async fn only_the_administrator_decides() {
    let portal = Portal::open().await;
    for persona in [portal.billing().await, portal.clerk().await, portal.manager().await] {
        let mut visitor = portal.visit(&persona).await;
        let page = visitor.open(LIST).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.says("администратор оператора"), "{}", page.text());
        let sent = visitor.send(UNDO, &[("value", "5"), ("from", "2026-12-01")]).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(portal.count("settings").await, 0);
}
