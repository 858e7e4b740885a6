//! Who gets in by a provider, and who is told why not.

use axum::http::StatusCode;
use chrono::Duration;

use super::liar::Liar;
use super::{CLOUD, SUBJECT, led_to, link, linked, set_out, walk};
use crate::factors::{is_shut, require};
use crate::support::Portal;

#[tokio::test]
async fn each_door_leads_to_the_providers_and_from_there_where_one_wanted_to_go() {
    let (portal, liar, _) = linked().await;
    for door in ["/sign-in", "/portal/sign-in", "/cabinet/sign-in"] {
        let page = portal.passer_by().open(&format!("{door}?next=/partner/organizations")).await;
        let address = format!("{CLOUD}?next=%2Fpartner%2Forganizations");
        assert!(page.values("a", "href").contains(&address), "{door}: {:?}", page.values("a", "href"));
    }
    let mut visitor = portal.passer_by();
    let form = visitor.open(&format!("{CLOUD}?next=/partner/organizations")).await;
    assert!(form.says("Войти через «Облако»"), "{}", form.text());
    let page = visitor.press(&form, CLOUD, &[("issuer", &liar.issuer()), ("foreign_computer", "on")]).await;
    let back = liar.consent(&led_to(&page), SUBJECT, portal.clock.now());
    let page = visitor.open(&back).await;
    assert!(page.says("Организации") && page.says("Смирнова Ольга Викторовна"), "{}", page.text());
    assert_eq!(portal.count("sessions where foreign_computer").await, 1);
    assert!(!visitor.cookies.contains_key("registrar-device"), "a foreign computer remembers nobody");
    let elsewhere = portal.passer_by().open(&format!("{CLOUD}?next=//evil.example")).await;
    assert_eq!(elsewhere.values("input[name=next]", "value"), Vec::<String>::new());
}

#[tokio::test]
async fn without_providers_the_portal_says_so_and_the_other_doors_nothing() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let page = visitor.open(CLOUD).await;
    assert!(page.says("не подключено") && !page.offers(CLOUD), "{}", page.text());
    for (door, offers) in [("/sign-in", false), ("/portal/sign-in", true), ("/cabinet/sign-in", false)] {
        assert_eq!(visitor.open(door).await.says("Войти через облако"), offers, "{door}");
    }
    visitor.open("/sign-in").await;
    let nowhere = visitor.send(CLOUD, &[("issuer", "https://id.example")]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let mut staff = portal.visit(&portal.staff().await).await;
    assert!(staff.open("/profile/cloud").await.says("Ни одно облако к порталу не подключено"));
}

#[tokio::test]
async fn a_sign_in_begins_a_session_of_its_own_and_remembers_the_device() {
    let (portal, liar, staff) = linked().await;
    let mut visitor = portal.visit(&staff).await;
    let sessions = portal.count("sessions").await;
    let before = visitor.cookies["registrar-session"].clone();
    let page = walk(&portal, &mut visitor, &liar, SUBJECT).await;
    assert!(page.says("Смирнова Ольга Викторовна"), "{}", page.text());
    assert_ne!(visitor.cookies["registrar-session"], before);
    assert_eq!(portal.count("sessions").await, sessions, "the earlier one has ended");
    assert!(visitor.cookies.contains_key("registrar-device"));
    assert_eq!(portal.count("cloud_identities where used_at is not null").await, 1);
}

#[tokio::test]
async fn a_form_of_another_browser_sets_out_for_nobody() {
    let (portal, liar, _) = linked().await;
    let mut visitor = portal.passer_by();
    visitor.open(CLOUD).await;
    visitor.csrf = "0".repeat(64);
    let page = visitor.send(CLOUD, &[("issuer", &liar.issuer())]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let mut staff = portal.visit(&portal.staff().await).await;
    staff.open("/profile/cloud").await;
    staff.csrf = "0".repeat(64);
    let page = staff.send("/profile/cloud/linking", &[("issuer", &liar.issuer())]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(portal.count("cloud_steps").await, 0);
}

#[tokio::test]
async fn who_is_disabled_whose_partner_has_lapsed_and_who_works_elsewhere_is_told_so() {
    let (portal, liar, staff) = linked().await;
    portal.sql("update people set disabled_at = created_at where login = 'staff'").await;
    let page = walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await;
    assert!(page.says("Учетная запись отключена"), "{}", page.text());
    portal.sql("update people set disabled_at = null where login = 'staff'").await;

    let portal = portal.with_clouds(vec![liar.setting(Some("sevproekt"))]);
    let page = walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await;
    assert!(page.says("входят только сотрудники другого партнера"), "{}", page.text());

    let portal = portal.with_clouds(vec![liar.setting(Some("forsait"))]);
    let page = walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await;
    assert!(page.says("Смирнова Ольга Викторовна"), "{}", page.text());
    portal.sql("update contracts set valid_to = '2026-09-30'").await;
    let page = walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await;
    assert!(page.says("Договор вашей обслуживающей организации закончился"), "{}", page.text());
    assert_eq!(portal.visit(&staff).await.open("/profile").await.status, StatusCode::OK);
}

#[tokio::test]
async fn from_one_address_one_sets_out_so_often_and_not_more() {
    let liar = Liar::open().await;
    let portal = Portal::open().await.with_clouds(vec![liar.setting(None)]);
    let mut visitor = portal.passer_by();
    set_out(&mut visitor, &liar.issuer()).await;
    portal.sql("update sign_in_attempts set failures = 300 where key like 'cloud_set_out:%'").await;
    let page = visitor.send(CLOUD, &[("issuer", &liar.issuer())]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!page.header("retry-after").is_empty());
    portal.clock.advance(Duration::minutes(15));
    set_out(&mut visitor, &liar.issuer()).await;
    assert_eq!(portal.count("cloud_steps").await, 1, "what is over is forgotten");
}

#[tokio::test]
async fn a_client_signs_in_by_a_provider_too() {
    let liar = Liar::open().await;
    let portal = Portal::open().await.with_clouds(vec![liar.setting(None)]);
    let client = portal.client_without_organization().await;
    assert!(link(&portal, &liar, &client, SUBJECT).await.says("связана"));
    let page = walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("Петрова Анна Ивановна"), "{}", page.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_provider_replaces_the_password_and_not_the_second_factor() {
    let (portal, liar, staff) = linked().await;
    require(
        &portal,
        &portal.admin().await,
        "/operator/people",
        &[("role", "partner_staff"), ("from", "2026-11-18")],
    )
    .await;
    let mut visitor = portal.passer_by();
    walk(&portal, &mut visitor, &liar, SUBJECT).await;
    assert!(is_shut(&mut visitor, "/partner/applications").await, "it is set up first");
    let (app, _) = portal.set_up_app(&mut visitor).await;
    let mut thief = portal.passer_by();
    let page = walk(&portal, &mut thief, &liar, SUBJECT).await;
    assert!(page.offers("/sign-in/code"), "{}", page.text());
    assert!(thief.open("/partner/applications").await.says("Вход"), "nothing opens before the code");
    let back = thief.open("/sign-in/code").await;
    let entered = thief.press(&back, "/sign-in/code", &[("code", &app.code(portal.clock.now()))]).await;
    assert!(entered.says(&staff.account.full_name), "{}", entered.text());
}
