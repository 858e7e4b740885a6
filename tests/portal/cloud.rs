//! «Войти через облако»: a real provider, and one that lies in every way.

mod entering;
mod liar;
mod lies;
mod linking;
mod outages;
mod peer;

use axum::http::StatusCode;
use liar::Liar;

use crate::support::{Page, Persona, Portal, Visitor};

/// Where one signs in, and where one links.
const CLOUD: &str = "/portal/cloud";
const OWN: &str = "/profile/cloud";
const LINKING: &str = "/profile/cloud/linking";

/// The subject of the employee at the provider.
const SUBJECT: &str = "subject-7";

/// The address of the provider to which a page leads: by a link, and by itself.
fn led_to(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let address = page.header("refresh").strip_prefix("0; url=").unwrap().to_owned();
    assert!(page.values("a", "href").contains(&address), "{address}");
    address
}

/// Sets out to sign in; answers with the address of the provider.
async fn set_out(visitor: &mut Visitor, issuer: &str) -> String {
    let form = visitor.open(CLOUD).await;
    led_to(&visitor.press(&form, CLOUD, &[("issuer", issuer)]).await)
}

/// Sets out to link; answers with the address of the provider.
async fn set_out_to_link(visitor: &mut Visitor, issuer: &str) -> String {
    let form = visitor.open(OWN).await;
    led_to(&visitor.press(&form, LINKING, &[("issuer", issuer)]).await)
}

/// Links the account with this subject.
async fn link(portal: &Portal, liar: &Liar, persona: &Persona, subject: &str) -> Page {
    let mut visitor = portal.visit(persona).await;
    let address = set_out_to_link(&mut visitor, &liar.issuer()).await;
    visitor.open(&liar.consent(&address, subject, portal.clock.now())).await
}

/// Goes to the provider and back; answers with the page where the walk ends.
async fn walk(portal: &Portal, visitor: &mut Visitor, liar: &Liar, subject: &str) -> Page {
    let address = set_out(visitor, &liar.issuer()).await;
    visitor.open(&liar.consent(&address, subject, portal.clock.now())).await
}

/// A portal with a provider for everybody, at which the employee has an account that is linked.
async fn linked() -> (Portal, Liar, Persona) {
    let liar = Liar::open().await;
    let portal = Portal::open().await.with_clouds(vec![liar.setting(None)]);
    let staff = portal.staff().await;
    let page = link(&portal, &liar, &staff, SUBJECT).await;
    assert!(page.says("Учетная запись «Облако» связана."), "{}", page.text());
    (portal, liar, staff)
}
