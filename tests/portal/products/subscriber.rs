//! «Абонент»: codes, organisations, profile.

use axum::http::StatusCode;

use crate::support::Portal;

const PROFILE: &str = "/portal/subscriber/profile";

#[tokio::test]
async fn a_member_sees_the_codes_and_organisations_of_their_own_and_nobody_else() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let organization = portal.organization(number).await;
    let client = portal.client(organization.id).await;
    let mut browser = portal.visit(&client).await;
    let codes = browser.open("/portal/subscriber/codes").await;
    assert!(codes.says("Код абонента") && codes.says(&organization.subscriber_code), "{}", codes.text());
    let list = browser.open("/portal/subscriber/organizations").await;
    assert!(list.says(&organization.requisites.short_name), "{}", list.text());
    let other = [(registrar::domain::role::Role::Client, None)];
    let mut stranger = portal.visit(&portal.person("other", "Чужая Вера Павловна", &other).await).await;
    for page in ["/portal/subscriber/codes", "/portal/subscriber/organizations"] {
        let empty = stranger.open(page).await;
        assert!(empty.says("Организаций пока нет."), "{}", empty.text());
        assert!(!empty.says(&organization.subscriber_code));
    }
}

#[tokio::test]
async fn the_profile_is_changed_and_the_journal_keeps_no_personal_data() {
    let portal = Portal::open().await;
    let client = portal.client_without_organization().await;
    let mut browser = portal.visit(&client).await;
    let page = browser.open(PROFILE).await;
    assert_eq!(page.values("#last_name", "value"), ["Петрова"], "as the full name tells");
    let wrong = browser.press(&page, PROFILE, &[("last_name", "Сидорова"), ("phone", "112")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.values("#last_name", "value"), ["Сидорова"], "what was typed stays");
    assert_eq!(wrong.values(".error-summary a", "href"), ["#phone"]);
    let typed = [
        ("last_name", "Сидорова"),
        ("first_name", "Анна"),
        ("city", "Иркутск"),
        ("phone", "8 999 000-00-01"),
    ];
    let saved = browser.press(&wrong, PROFILE, &typed).await;
    assert!(saved.says("Профиль сохранен.") && saved.says("Сидорова Анна"), "{}", saved.text());
    assert_eq!(saved.values("#phone", "value"), ["+79990000001"]);
    let noted = "audit where verb = 'profile_changed' and details like '%city%'";
    assert_eq!(portal.count(noted).await, 1);
    assert_eq!(portal.count("audit where details like '%Иркутск%'").await, 0);
    portal.verify().await;
}
