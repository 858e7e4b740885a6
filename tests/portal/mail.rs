//! «Почта»: the letters of the demo, and only of the demo.

use axum::http::StatusCode;

use crate::support::Portal;

#[tokio::test]
async fn the_demo_collects_its_letters_on_a_page() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let mut staff = portal.visit_by(portal.door(true), &portal.staff().await).await;
    let list = staff.open("/mail").await;
    assert_eq!(list.texts("a.name").len(), 4, "{}", list.text());
    assert!(list.says("Почта") && list.says("buh@romashka.example"), "{}", list.text());
    for address in list.values("a.name", "href") {
        let letter = staff.open(&address).await;
        assert_eq!(letter.status, StatusCode::OK);
        assert!(letter.says(&number.to_string()) && letter.says("Регистратор"), "{}", letter.text());
    }
    assert_eq!(staff.open("/mail/none").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn outside_of_the_demo_there_is_no_such_page() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    assert_eq!(staff.open("/mail").await.status, StatusCode::NOT_FOUND);
    assert!(!staff.open("/partner/applications").await.says("Почта"));
}
