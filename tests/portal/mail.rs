//! The page «Почта»: it shows letters in the demo only.

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
async fn everybody_reads_their_own_letters_only() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let organization = portal.see(number).await.organization;
    let mut staff = portal.visit_by(portal.door(true), &portal.staff().await).await;
    let letters = staff.open("/mail").await.values("a.name", "href");
    let mut stranger = portal.visit_by(portal.door(true), &portal.stranger().await).await;
    assert_eq!(stranger.open("/mail").await.texts("a.name").len(), 0);
    assert_eq!(stranger.open(&letters[0]).await.status, StatusCode::NOT_FOUND);
    let mut client = portal.visit_by(portal.door(true), &portal.client(organization).await).await;
    let own = client.open("/mail").await;
    assert!(own.says("buh@romashka.example") && !own.says("help@forsait.example"), "{}", own.text());
    let mut clerk = portal.visit_by(portal.door(true), &portal.clerk().await).await;
    assert_eq!(clerk.open("/mail").await.texts("a.name").len(), letters.len());
}

#[tokio::test]
async fn outside_of_the_demo_there_is_no_such_page() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    assert_eq!(staff.open("/mail").await.status, StatusCode::NOT_FOUND);
    assert!(!staff.open("/partner/applications").await.says("Почта"));
}
