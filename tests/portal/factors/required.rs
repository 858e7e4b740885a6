//! A second factor that is required: of whom, from which day on, and what opens without one.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::operations::standing_in::{self, TypedStandingIn};

use crate::support::{PASSWORD, Persona, Portal, Visitor, at};

/// Requires it by the page of this administrator.
pub(crate) async fn require(portal: &Portal, admin: &Persona, list: &str, rule: &[(&str, &str)]) {
    let mut visitor = portal.visit(admin).await;
    let address = format!("{list}/factors");
    let page = visitor.open(&address).await;
    let done = visitor.press(&page, &address, rule).await;
    assert!(done.says("сделан обязательным"), "{}", done.text());
}

/// What the browser sees at the address: whether it is only the page on which a factor is set up.
pub(crate) async fn is_shut(visitor: &mut Visitor, address: &str) -> bool {
    let page = visitor.open(address).await;
    page.texts("h1") == ["Коды для входа"]
}

#[tokio::test]
async fn the_day_before_it_is_told_and_from_the_day_on_only_its_page_opens() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    // 18 November, noon in Moscow.
    require(&portal, &admin, "/partner/people", &[("role", "partner_staff"), ("from", "2026-11-19")]).await;
    let mut visitor = portal.visit(&staff).await;
    let queue = visitor.open("/partner/applications").await;
    assert_eq!(queue.texts("h1"), ["Заявления"]);
    assert!(queue.says("С 19.11.2026 работать можно будет только со вторым шагом"), "{}", queue.text());
    portal.clock.turn_to(at("2026-11-18T20:59:59Z"));
    let mut evening = portal.visit(&staff).await;
    assert!(!is_shut(&mut evening, "/partner/applications").await, "one second before midnight in Moscow");
    portal.clock.turn_to(at("2026-11-18T21:00:00Z"));
    for address in ["/partner/applications", "/profile", "/", "/partner/organizations"] {
        assert!(is_shut(&mut evening, address).await, "an old session: {address}");
    }
    let mut fresh = portal.visit(&staff).await;
    assert!(is_shut(&mut fresh, "/partner/applications").await, "a new one");
    let mut admin = portal.visit(&admin).await;
    assert!(!is_shut(&mut admin, "/partner/applications").await, "it was not required of administrators");
    portal.set_up_app(&mut fresh).await;
    assert!(!is_shut(&mut fresh, "/partner/applications").await);
    portal.verify().await;
}

#[tokio::test]
async fn what_was_typed_when_the_day_came_is_sent_again_afterwards() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    let number = portal.send(&portal.draft()).await;
    require(&portal, &admin, "/partner/people", &[("role", ""), ("from", "2026-11-19")]).await;
    portal.clock.turn_to(at("2026-11-18T20:55:00Z"));
    let mut visitor = portal.visit(&staff).await;
    let card = format!("/partner/applications/{number}");
    let page = visitor.open(&card).await;
    portal.clock.turn_to(at("2026-11-18T21:00:01Z"));
    let notes = format!("{card}/notes");
    let stopped = visitor.press(&page, &notes, &[("note", "Позвонить после обеда")]).await;
    assert_eq!(stopped.status, StatusCode::FORBIDDEN);
    assert!(stopped.says("Нужен второй шаг входа"), "{}", stopped.text());
    assert_eq!(portal.count("notes").await, 0);
    let mut other_tab = Visitor::stranger(portal.door(false));
    other_tab.cookies.clone_from(&visitor.cookies);
    portal.set_up_app(&mut other_tab).await;
    visitor.press(&stopped, &notes, &[]).await;
    assert_eq!(portal.count("notes where text = 'Позвонить после обеда'").await, 1);
}

#[tokio::test]
async fn of_a_role_of_a_partner_and_of_all_each_as_it_says() {
    let portal = Portal::open().await;
    let admin = portal.admin().await;
    let mut admins = portal.visit(&admin).await;
    portal.set_up_app(&mut admins).await;
    let (staff, stranger) = (portal.staff().await, portal.stranger().await);
    let client = portal.client_without_organization().await;
    let billing = portal.billing().await;
    for (rule, shut) in [
        ([("role", "operator_billing"), ("partner", "")], [false, false, true, false]),
        ([("role", ""), ("partner", "forsait")], [true, false, true, false]),
        ([("role", "client"), ("partner", "")], [true, false, true, true]),
        ([("role", ""), ("partner", "")], [true, true, true, true]),
    ] {
        let page = admins.open("/operator/people/factors").await;
        let typed = [rule[0], rule[1], ("from", "2026-11-18")];
        let done = admins.press(&page, "/operator/people/factors", &typed).await;
        assert!(done.says("сделан обязательным"), "{}", done.text());
        let mut found = Vec::new();
        for persona in [&staff, &stranger, &billing, &client] {
            found.push(is_shut(&mut portal.visit(persona).await, "/").await);
        }
        assert_eq!(found, shut, "{rule:?}");
    }
    assert!(!is_shut(&mut admins, "/operator/people").await, "who has one works on");
    let page = admins.open("/operator/people/factors").await;
    let endings = page.values("form[action$='/ending']", "action");
    assert_eq!(endings.len(), 4);
    for ending in endings {
        admins.press(&page, &ending, &[]).await;
    }
    assert!(!is_shut(&mut portal.visit(&staff).await, "/").await, "ended");
    portal.verify().await;
}

#[tokio::test]
async fn whoever_lacks_it_is_listed_and_a_partner_names_its_own_people_alone() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    portal.set_up_app(&mut portal.visit(&staff).await).await;
    portal.stranger().await;
    let operator = portal.admin().await;
    require(
        &portal,
        &operator,
        "/operator/people",
        &[("role", ""), ("partner", "forsait"), ("from", "2026-12-01")],
    )
    .await;
    let mut visitor = portal.visit(&admin).await;
    let page = visitor.open("/partner/people/factors").await;
    let lacking = page.texts("#lacking td.cell-main");
    assert_eq!(lacking.len(), 1, "{lacking:?}");
    assert!(lacking[0].contains("partner-admin") && page.says("с 01.12.2026"), "{}", page.text());
    let typed = [("role", "operator_admin"), ("from", "17.11.2026")];
    let faulty = visitor.press(&page, "/partner/people/factors", &typed).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(faulty.says("Такой роли здесь нет") && faulty.says("День уже прошел"), "{}", faulty.text());
    let mut other = portal.visit(&portal.stranger_admin().await).await;
    other.open("/partner/people/factors").await;
    let rule = visitor.open("/partner/people/factors").await;
    require(&portal, &admin, "/partner/people", &[("role", ""), ("from", "2026-12-02")]).await;
    assert!(rule.values("form[action$='/ending']", "action").len() <= 1);
    assert_eq!(other.send("/partner/people/factors/2/ending", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.send("/operator/people/factors", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_last_factor_is_not_removed_while_it_is_required() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    let mut visitor = portal.visit(&staff).await;
    portal.set_up_app(&mut visitor).await;
    require(&portal, &admin, "/partner/people", &[("role", "partner_staff"), ("from", "2026-11-18")]).await;
    let page = visitor.open("/profile/codes").await;
    let refused = visitor.press(&page, "/profile/codes/removal", &[]).await;
    assert!(refused.says("сначала подключите другой способ"), "{}", refused.text());
    let answer = portal.passer_by().sign_in("staff", PASSWORD).await;
    assert!(answer.header("location").starts_with("/sign-in/code"));
    portal.clock.advance(Duration::seconds(1));
}

#[tokio::test]
async fn programs_go_on_and_no_side_door_opens() {
    let portal = Portal::open().await;
    let admin = portal.admin().await;
    let program = portal.its_login("taezhny", "forsait").await;
    require(&portal, &admin, "/operator/people", &[("role", ""), ("partner", ""), ("from", "2026-11-19")])
        .await;
    portal.clock.turn_to(at("2026-11-18T21:00:00Z"));
    let mut api = Visitor::program(portal.door(false), &program);
    let answer = api.status("GET", "/api/v1/applications", &[]).await;
    assert_ne!(answer, StatusCode::UNAUTHORIZED, "a program is no browser");
    assert_ne!(answer, StatusCode::FORBIDDEN, "a program is no browser");
    // The last administrator sets one up like everybody else.
    let mut visitor = portal.visit(&admin).await;
    assert!(is_shut(&mut visitor, "/operator/people").await);
    portal.set_up_app(&mut visitor).await;
    assert!(!is_shut(&mut visitor, "/operator/people").await);
}

#[tokio::test]
async fn nobody_shuts_themselves_out_by_one_press() {
    let portal = Portal::open().await;
    let admin = portal.partner_admin().await;
    let mut visitor = portal.visit(&admin).await;
    let address = "/partner/people/factors";
    let page = visitor.open(address).await;
    let refused = visitor.press(&page, address, &[("role", ""), ("from", "2026-11-18")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Сначала подключите его в профиле"), "{}", refused.text());
    assert_eq!(portal.count("factor_rules").await, 0);
    let others = [("role", "partner_staff"), ("from", "2026-11-18")];
    assert!(visitor.press(&page, address, &others).await.says("сделан обязательным"), "it concerns others");
    portal.set_up_app(&mut visitor).await;
    let page = visitor.open(address).await;
    let done = visitor.press(&page, address, &[("role", ""), ("from", "2026-11-18")]).await;
    assert!(done.says("сделан обязательным"), "{}", done.text());
    assert!(!is_shut(&mut visitor, address).await, "who has one works on");
}

#[tokio::test]
async fn whoever_stands_in_owes_the_factor_of_the_role_that_is_lent() {
    let portal = Portal::open().await;
    let (admin, manager) = (portal.partner_admin().await, portal.manager().await);
    let rule = [("role", "partner_admin"), ("partner", ""), ("from", "2026-11-18")];
    require(&portal, &portal.admin().await, "/operator/people", &rule).await;
    assert!(!is_shut(&mut portal.visit(&manager).await, "/partner/people/factors").await, "not of managers");
    let wish = TypedStandingIn {
        deputy: manager.id().to_string(),
        role: "partner_admin".to_owned(),
        first: "2026-11-18".to_owned(),
        last: "2026-11-18".to_owned(),
    };
    standing_in::hand_over(&admin.desk(), &wish).await.unwrap();
    let mut deputy = portal.visit(&manager).await;
    for address in ["/partner/people", "/partner/people/factors", "/"] {
        assert!(is_shut(&mut deputy, address).await, "{address}");
    }
    let lacking = registrar::operations::factor_rules::look(&admin.desk()).await.unwrap().lacking;
    let of_deputy = lacking.iter().find(|one| one.account.id == manager.id()).unwrap();
    assert_eq!(of_deputy.required, "2026-11-18".parse().ok(), "and is listed so");
    portal.set_up_app(&mut deputy).await;
    assert!(!is_shut(&mut deputy, "/partner/people").await, "with one the role works");
    let page = deputy.open("/profile/codes").await;
    let kept = deputy.press(&page, "/profile/codes/removal", &[]).await;
    assert!(kept.says("обязателен"), "{}", kept.text());
    portal.clock.turn_to(at("2026-11-18T21:00:00Z"));
    let removed = deputy.send("/profile/codes/removal", &[]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "the standing in is over: {}", removed.text());
}
