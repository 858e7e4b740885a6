//! Standing in for somebody: handed over, used, told, and ended.

mod ended;
mod stewards;
mod told;

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::Role;
use registrar::operations::standing_in::{self, TypedStandingIn};

use crate::support::{Persona, Portal, at};

/// What is typed to hand a role over.
fn typed(deputy: &Persona, role: &str, days: (&str, &str)) -> TypedStandingIn {
    TypedStandingIn {
        deputy: deputy.id().to_string(),
        role: role.to_owned(),
        first: days.0.to_owned(),
        last: days.1.to_owned(),
    }
}

/// The manager hands the role over to an employee from today until a day.
async fn handed_over(portal: &Portal, last: &str) -> (Persona, Persona) {
    let (manager, staff) = (portal.manager().await, portal.staff().await);
    let wish = typed(&staff, "partner_manager", ("2026-11-18", last));
    standing_in::hand_over(&manager.desk(), &wish).await.unwrap();
    (manager, staff)
}

async fn status(portal: &Portal, who: &Persona, address: &str) -> StatusCode {
    portal.visit(who).await.open(address).await.status
}

#[tokio::test]
async fn a_manager_hands_the_role_over_and_the_colleague_has_its_rights_until_the_last_day() {
    let portal = Portal::open().await;
    let (manager, staff) = (portal.manager().await, portal.staff().await);
    let mut visitor = portal.visit(&manager).await;
    let own = visitor.open("/profile/standing-in").await;
    let id = staff.id().to_string();
    let days = [
        ("deputy", id.as_str()),
        ("role", "partner_manager"),
        ("first", "2026-11-18"),
        ("last", "2026-11-30"),
    ];
    let done = visitor.press(&own, "/profile/standing-in", &days).await;
    assert!(done.says("Роль передана на время.") && done.says("замещает О. Смирнова"), "{}", done.text());
    assert!(visitor.open("/profile").await.says("вас замещают"));
    let mut deputy = portal.visit(&staff).await;
    assert_eq!(deputy.open("/partner/statements").await.status, StatusCode::OK);
    let first = deputy.open("/").await;
    assert!(first.says("Сверка"), "the rail has the places of the role");
    assert!(first.says("замещает: Н. Орлов по 30.11.2026"), "{}", first.text());
    assert!(deputy.open("/profile").await.says("вы замещаете"));
    // The last minute of the last day in Moscow, and the first of the next month.
    portal.clock.turn_to(at("2026-11-30T20:59:00Z"));
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::OK);
    portal.clock.turn_to(at("2026-11-30T21:00:00Z"));
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::FORBIDDEN);
    assert_eq!(status(&portal, &manager, "/partner/statements").await, StatusCode::OK);
    portal.verify().await;
}

#[tokio::test]
async fn what_begins_tomorrow_begins_at_midnight_in_moscow() {
    let portal = Portal::open().await;
    let (manager, staff) = (portal.manager().await, portal.staff().await);
    let wish = typed(&staff, "partner_manager", ("2026-11-19", "2026-11-19"));
    standing_in::hand_over(&manager.desk(), &wish).await.unwrap();
    for (instant, expected) in [
        ("2026-11-18T20:59:59Z", StatusCode::FORBIDDEN),
        ("2026-11-18T21:00:00Z", StatusCode::OK),
        ("2026-11-19T20:59:59Z", StatusCode::OK),
        ("2026-11-19T21:00:00Z", StatusCode::FORBIDDEN),
    ] {
        portal.clock.turn_to(at(instant));
        assert_eq!(status(&portal, &staff, "/partner/statements").await, expected, "{instant}");
    }
}

#[tokio::test]
async fn an_administrator_hands_over_what_colleagues_hold_and_sees_who_stands_in() {
    let portal = Portal::open().await;
    let (manager, staff, admin) =
        (portal.manager().await, portal.staff().await, portal.partner_admin().await);
    let mut visitor = portal.visit(&admin).await;
    let page = format!("/partner/people/{}", manager.id());
    let shown = visitor.open(&page).await;
    let id = staff.id().to_string();
    let days = [
        ("deputy", id.as_str()),
        ("role", "partner_manager"),
        ("first", "2026-11-18"),
        ("last", "2026-11-20"),
    ];
    let done = visitor.press(&shown, &format!("{page}/standing-in"), &days).await;
    assert!(done.says("Роль передана на время."), "{}", done.text());
    let list = visitor.open("/partner/people").await;
    assert!(list.says("замещает: Н. Орлов до 20.11.2026"), "{}", list.text());
    let of_deputy = visitor.open(&format!("/partner/people/{}", staff.id())).await;
    assert!(of_deputy.says("вместо: Н. Орлов") && of_deputy.says("действует"), "{}", of_deputy.text());
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::OK);
    let why = portal.visit(&staff).await.open("/why/statement/agree").await;
    assert!(
        why.says("Это право у вас есть.") && why.says("замещает: Н. Орлов до 20.11.2026"),
        "{}",
        why.text()
    );
    portal.clock.advance(Duration::days(5));
    let list = portal.visit(&admin).await.open("/partner/people").await;
    assert!(!list.says("замещает"), "{}", list.text());
    let past = "/partner/rights?right=statement.agree&day=2026-11-19";
    let past = portal.visit(&admin).await.open(past).await;
    let row = past.texts("#who tbody tr").into_iter().find(|row| row.contains("Смирнова"));
    let row = row.unwrap_or_else(|| panic!("{}", past.text()));
    assert!(row.contains("замещает") && row.contains("весь день"), "{row}");
    portal.verify().await;
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() {
    let portal = Portal::open().await;
    let (manager, staff) = (portal.manager().await, portal.staff().await);
    let mut visitor = portal.visit(&manager).await;
    let own = visitor.open("/profile/standing-in").await;
    let empty = [("deputy", ""), ("role", ""), ("first", ""), ("last", "")];
    let faulty = visitor.press(&own, "/profile/standing-in", &empty).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(faulty.texts(".field-error").len(), 4, "{}", faulty.text());
    let id = staff.id().to_string();
    for (role, first, last, words) in [
        ("partner_manager", "2026-11-17", "2026-11-30", "Первый день — сегодня или позже"),
        ("partner_manager", "2026-11-18", "2028-11-18", "Не дольше 366 дней."),
        ("partner_admin", "2026-11-18", "2026-11-30", "Передать можно только свою роль"),
        ("support", "2026-11-18", "2026-11-30", "Передать можно только свою роль"),
    ] {
        let wish = [("deputy", id.as_str()), ("role", role), ("first", first), ("last", last)];
        let faulty = visitor.press(&own, "/profile/standing-in", &wish).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(faulty.texts(".field-error").join(" ").contains(words), "{words}: {}", faulty.text());
        assert_eq!(faulty.values("#hand-over-first", "value"), [first]);
    }
    assert_eq!(portal.count("standing_in").await, 0);
    assert_eq!(portal.count("audit").await, 0);
}

#[tokio::test]
async fn what_is_lent_is_neither_lent_on_nor_used_to_rise() {
    let portal = Portal::open().await;
    let (admin, staff, colleague) =
        (portal.partner_admin().await, portal.staff().await, portal.colleague().await);
    let wish = typed(&staff, "partner_admin", ("2026-11-18", "2026-11-30"));
    standing_in::hand_over(&admin.desk(), &wish).await.unwrap();
    let mut deputy = portal.visit(&staff).await;
    deputy.open("/profile/standing-in").await;
    let id = colleague.id().to_string();
    let wish =
        [("deputy", id.as_str()), ("role", "partner_admin"), ("first", "2026-11-18"), ("last", "2026-11-19")];
    let own = deputy.send("/profile/standing-in", &wish).await;
    assert!(own.says("Передать можно только свою роль"), "{}", own.text());
    let of_admin = format!("/partner/people/{}/standing-in", admin.id());
    let lent_on = deputy.send(&of_admin, &wish).await;
    assert_eq!(lent_on.status, StatusCode::FORBIDDEN, "{}", lent_on.text());
    let roles = format!("/partner/people/{}/roles", staff.id());
    let risen = deputy.send(&roles, &[("version", "1"), ("role", "partner_admin")]).await;
    assert_eq!(risen.status, StatusCode::FORBIDDEN, "a lent right is not made a lasting one");
    // Nor does it count when the last administrator would go.
    let last = format!("/partner/people/{}/roles/partner_admin/ending", admin.id());
    let mut visitor = portal.visit(&admin).await;
    visitor.open("/").await;
    let refused = visitor.send(&last, &[("version", "1")]).await;
    assert!(refused.says("Это последний администратор."), "{}", refused.text());
    portal.verify().await;
}

#[tokio::test]
async fn another_house_sees_and_changes_nothing() {
    let portal = Portal::open().await;
    let (manager, _) = handed_over(&portal, "2026-11-30").await;
    let theirs = portal.partner("sevproekt").await;
    let chief = [(Role::PartnerAdmin, Some(&theirs))];
    let stranger = portal.person("stranger-admin", "Чужая Вера Павловна", &chief).await;
    let client = portal.client_without_organization().await;
    let mut visitor = portal.visit(&stranger).await;
    visitor.open("/").await;
    let of_manager = format!("/partner/people/{}/standing-in", manager.id());
    let own = format!("/partner/people/{}/standing-in", stranger.id());
    let days = [("deputy", "1"), ("role", "partner_staff"), ("first", "2026-11-18"), ("last", "2026-11-19")];
    for address in [of_manager.clone(), format!("{of_manager}/1/ending"), format!("{own}/1/ending")] {
        assert_eq!(visitor.send(&address, &days).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let ending = "/profile/standing-in/1/ending";
    assert_eq!(visitor.send(ending, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(status(&portal, &client, "/profile/standing-in").await, StatusCode::NOT_FOUND);
    let third = portal.colleague().await;
    let mut visitor = portal.visit(&third).await;
    visitor.open("/").await;
    assert_eq!(visitor.send(ending, &[]).await.status, StatusCode::NOT_FOUND, "neither of the two");
    assert_eq!(portal.count("standing_in where ended_at is null").await, 1);
}
