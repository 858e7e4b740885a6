//! The search box of the operator's desks: applications at the authority for the clerk, partners for settlements.

use serde_json::json;
use templates::paths;

use crate::support::Portal;

#[tokio::test]
async fn the_clerk_finds_an_application_by_its_number_and_by_its_organisation() {
    let portal = Portal::open().await;
    let violets = portal.draft().owners(1).with("/organization/short_name", json!("ООО «Фиалка»"));
    let (number, other) = (portal.forwarded(&violets).await, portal.forwarded(&portal.draft()).await);
    let mut clerk = portal.visit(&portal.clerk().await).await;
    let whole = clerk.open("/operator/applications").await;
    assert!(whole.says(&number.to_string()) && whole.says(&other.to_string()), "{}", whole.text());
    assert_eq!(whole.values(".search", "action"), Vec::<String>::new(), "the page is the search itself");
    for asked in [number.to_string(), "фиалк".to_owned(), "ООО Фиалка".to_owned()] {
        let page = clerk.open(&paths::with_query(&paths::operator_applications(), &[("q", &asked)])).await;
        assert!(page.says(&number.to_string()), "{asked}: {}", page.text());
        assert!(!page.says(&other.to_string()), "{asked}: {}", page.text());
        assert!(page.values(".nav-link", "href").iter().any(|link| link.contains("tab=stuck&q=")), "{asked}");
    }
    let page = clerk.open(&paths::with_query(&paths::operator_applications(), &[("q", "нарцисс")])).await;
    assert!(page.says("Ничего не найдено.") && page.says("Показать все"), "{}", page.text());
    let page = clerk.open("/documentation").await;
    assert_eq!(page.values(".search", "action"), ["/operator/applications"]);
    assert_eq!(page.values(".search input", "hx-get"), Vec::<String>::new(), "nobody is suggested");
}

#[tokio::test]
async fn settlements_find_partners() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    portal.partner("forsait").await;
    let page = billing.open("/operator/statements").await;
    assert_eq!(page.values(".search", "action"), ["/operator/partners"]);
    let page = billing.open(&paths::with_query(&paths::partners(), &[("q", "forsait")])).await;
    assert!(page.says("forsait"), "{}", page.text());
    assert_eq!(page.values("form.search", "action"), Vec::<String>::new());
}
