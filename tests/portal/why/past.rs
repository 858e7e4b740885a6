//! Who may what, now and on a day that is past.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::Role;
use registrar::operations::people::{self, TypedPerson};

use crate::support::{PHRASE, Portal, at};

/// The rows of those who may, on the page about a right.
async fn who(portal: &Portal, asked: &str) -> Vec<String> {
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let page = admin.open(&format!("/partner/rights?{asked}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let rows = page.texts("#who tbody tr");
    rows.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[tokio::test]
async fn roles_that_were_given_and_ended_are_told_with_their_hours() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    portal.manager().await;
    people::give_role(&admin.desk(), staff.id(), 1, Role::PartnerManager).await.unwrap();
    assert!(who(&portal, "right=statement.agree").await.iter().any(|row| row.contains("Смирнова")));
    portal.clock.advance(Duration::hours(2));
    people::end_role(&admin.desk(), staff.id(), 2, Role::PartnerManager).await.unwrap();
    assert!(!who(&portal, "right=statement.agree").await.iter().any(|row| row.contains("Смирнова")));
    portal.clock.advance(Duration::days(3));
    // Of the partner's own zone: 17:00 to 19:00 there.
    let day = who(&portal, "right=statement.agree&day=2026-11-18").await;
    let staff_row = day.iter().find(|row| row.contains("Смирнова")).unwrap();
    assert!(staff_row.contains("с 17:00") && staff_row.contains("до 19:00"), "{staff_row}");
    assert!(staff_row.contains("роль дана 18.11.2026 17:00") && staff_row.contains("Громова"), "{staff_row}");
    let manager = day.iter().find(|row| row.contains("Орлов")).unwrap();
    assert!(manager.contains("весь день"), "{manager}");
    for other in ["2026-11-17", "2026-11-19", "2026-11-21"] {
        let day = who(&portal, &format!("right=statement.agree&day={other}")).await;
        assert!(!day.iter().any(|row| row.contains("Смирнова")), "{other}: {day:?}");
        assert!(day.iter().any(|row| row.contains("Орлов")), "{other}: {day:?}");
    }
    let mut visitor = portal.visit(&admin).await;
    let own = visitor.open(&format!("/partner/rights/{}?day=2026-11-18", staff.id())).await;
    assert!(own.says("Согласовать сверку") && own.says("с 17:00"), "{}", own.text());
    let own = visitor.open(&format!("/partner/rights/{}?day=2026-11-19", staff.id())).await;
    assert!(!own.says("Согласовать сверку") && own.says("Взять заявление в работу"), "{}", own.text());
    portal.verify().await;
}

#[tokio::test]
async fn whoever_came_was_disabled_and_enabled_could_only_in_between() {
    let portal = Portal::open().await;
    let admin = portal.partner_admin().await;
    let typed = TypedPerson {
        login: "orehova".to_owned(),
        full_name: "Орехова Полина Денисовна".to_owned(),
        email: "orehova@forsait.example".to_owned(),
        role: "partner_staff".to_owned(),
    };
    let id = people::invite(&admin.desk(), &typed).await.unwrap();
    portal.run_errands().await;
    portal.clock.advance(Duration::hours(1));
    let link = portal.link_to("orehova@forsait.example").await;
    let mut orehova = portal.passer_by();
    let form = orehova.open(&link).await;
    orehova.press(&form, &link, &[("password", PHRASE)]).await;
    portal.clock.advance(Duration::hours(1));
    let seen = people::open(&admin.desk(), id).await.unwrap().colleague.version;
    people::disable(&admin.desk(), id, seen, people::Successor::Unsaid).await.unwrap();
    portal.clock.advance(Duration::hours(1));
    people::enable(&admin.desk(), id, seen + 1).await.unwrap();
    portal.clock.advance(Duration::days(1));
    let day = who(&portal, "right=application.take&day=2026-11-18").await;
    let row = day.iter().find(|row| row.contains("Орехова")).unwrap();
    assert!(row.contains("с 18:00 до 19:00, с 20:00"), "{row}");
    let before = who(&portal, "right=application.take&day=2026-11-17").await;
    assert!(!before.iter().any(|row| row.contains("Орехова")), "{before:?}");
    portal.clock.turn_to(at("2026-11-18T10:30:00Z"));
    let early = who(&portal, "right=application.take&day=2026-11-18").await;
    assert!(!early.is_empty());
}

#[tokio::test]
async fn nobody_could_anything_before_there_was_their_account() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let asked = "right=application.take&day=2026-11-01";
    assert!(!who(&portal, asked).await.is_empty(), "people of the tests came a month ago");
    portal.sql("update people set created_at = '2026-11-18 06:00:00+00:00' where login = 'staff'").await;
    assert!(!who(&portal, asked).await.iter().any(|row| row.contains("Смирнова")));
    let day = who(&portal, "right=application.take&day=2026-11-18").await;
    let row = day.iter().find(|row| row.contains("Смирнова")).unwrap();
    assert!(row.contains("с 14:00") && row.contains("с самого начала"), "{row}");
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let own = admin.open(&format!("/partner/rights/{}?day=2026-11-01", staff.id())).await;
    assert!(own.says("Прав нет."), "{}", own.text());
}

#[tokio::test]
async fn a_subscriber_that_is_unknown_is_said_beside_its_field() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let page = admin.open("/operator/rights?right=application.take&subscriber=0000").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts(".field-error"), ["Абонента с таким кодом нет"]);
    assert_eq!(page.values("#filter-subscriber", "value"), ["0000"], "what was typed stays");
}

#[tokio::test]
async fn a_day_that_has_not_begun_is_refused_beside_its_field() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    for (day, words) in [("2026-11-20", "Этот день еще не наступил"), ("18.11", "Укажите день")]
    {
        let page = admin.open(&format!("/partner/rights?right=statement.agree&day={day}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert_eq!(page.texts(".field-error"), [words], "{day}");
        assert_eq!(page.values("#filter-day", "value"), [day]);
    }
}

#[tokio::test]
async fn a_partners_administrator_sees_nobody_of_another_partner() {
    let portal = Portal::open().await;
    let (stranger, clerk) = (portal.stranger().await, portal.clerk().await);
    let staff = portal.staff().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    for gone in [
        format!("/partner/rights/{}", stranger.id()),
        format!("/partner/rights/{}", clerk.id()),
        format!("/partner/rights/{}?day=2026-11-18", stranger.id()),
        "/partner/rights/999".to_owned(),
        "/partner/rights?right=application.take&house=sevproekt".to_owned(),
        "/partner/rights?right=own_application.view&subscriber=7000001".to_owned(),
        "/operator/rights".to_owned(),
        format!("/operator/rights/{}", staff.id()),
    ] {
        assert_eq!(admin.open(&gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }
    let board = admin.open("/partner/rights?right=application.take").await;
    assert!(!board.says("Кузьмин") && !board.says("Белова"), "{}", board.text());
    assert!(admin.open("/").await.says("Кто что может"));
}

#[tokio::test]
async fn the_operator_asks_about_everybody() {
    let portal = Portal::open().await;
    let (stranger, clerk) = (portal.stranger().await, portal.clerk().await);
    portal.staff().await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let board = admin.open("/operator/rights?right=application.take&house=sevproekt").await;
    assert!(board.says("Кузьмин Петр Ильич") && !board.says("Смирнова"), "{}", board.text());
    let board = admin.open("/operator/rights?right=authority.refuse").await;
    let who = board.texts("#who td.cell-main").join(" ");
    assert!(who.contains("Белова") && who.contains("Старостин"), "{who}");
    for id in [stranger.id(), clerk.id()] {
        assert_eq!(admin.open(&format!("/operator/rights/{id}")).await.status, StatusCode::OK);
    }
    assert_eq!(admin.open("/partner/rights").await.status, StatusCode::NOT_FOUND);
    let none = admin.open("/operator/rights?right=errand.run").await;
    assert!(none.says("Это делает не человек"), "{}", none.text());
}
