//! A page that says what went wrong keeps the places of the desk and its search around itself.

use axum::http::StatusCode;

use crate::support::Portal;

#[tokio::test]
async fn whoever_meets_an_error_still_stands_at_their_desk() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let places = staff.open("/partner/applications").await.values(".side a.place", "href");
    for (address, status) in [
        ("/nowhere", StatusCode::NOT_FOUND),
        ("/partner/applications/999999", StatusCode::NOT_FOUND),
        ("/partner/statements", StatusCode::FORBIDDEN),
        ("/partner/organizations/7000001?tab=nonsense", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let page = staff.open(address).await;
        assert_eq!(page.status, status, "{address}: {}", page.text());
        assert_eq!(page.values(".side a.place", "href"), places, "{address}");
        assert_eq!(page.values("form.search", "action"), ["/partner/organizations"], "{address}");
    }
    let organization = portal.see(number).await.organization;
    let mut client = portal.visit(&portal.client(organization).await).await;
    let menu = client.open("/cabinet").await.values("nav.places a", "href");
    let page = client.open("/cabinet/applications/999999").await;
    assert!(page.status == StatusCode::NOT_FOUND && !menu.is_empty(), "{}", page.text());
    assert_eq!(page.values("nav.places a", "href"), menu);
    let outside = portal.passer_by().open("/nowhere").await;
    assert!(outside.status == StatusCode::NOT_FOUND && outside.values(".side a", "href").is_empty());
}
