//! The queue that is open: what arrives is told, and the tabs count anew.

use super::LIST;
use crate::support::{Page, Portal, Visitor};

/// What the open page asks for now and then.
async fn polled(browser: &mut Visitor, page: &Page) -> Page {
    let address = page.values("#queue-live", "hx-get").remove(0);
    browser.open(&address).await
}

#[tokio::test]
async fn what_arrives_is_told_with_the_way_to_see_it() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    portal.send(&portal.draft()).await;
    let mut browser = portal.visit(&staff).await;
    let new = browser.open(&format!("{LIST}?tab=new")).await;
    let renewals = browser.open(&format!("{LIST}?tab=new&type=renew")).await;
    let quiet = polled(&mut browser, &new).await;
    assert!(!quiet.says("Появилось"), "{}", quiet.text());
    for _ in 0..3 {
        portal.send(&portal.draft()).await;
    }
    let told = polled(&mut browser, &new).await;
    assert!(told.says("Появилось 3 новых заявления — показать"), "{}", told.text());
    assert_eq!(told.values(".arrived a", "href"), [format!("{LIST}?tab=new")]);
    assert_eq!(told.values("#queue-live", "data-in-work"), ["4"]);
    assert_eq!(
        told.values("#queue-live", "hx-get"),
        new.values("#queue-live", "hx-get"),
        "it goes on asking"
    );
    let other = polled(&mut browser, &renewals).await;
    assert!(!other.says("Появилось"), "none of them passes the filter: {}", other.text());
    assert!(
        other.values("#queue-live", "data-in-work").is_empty(),
        "a narrowed count is not that of the place"
    );
    let shown = browser.open(&told.values(".arrived a", "href")[0]).await;
    assert!(!polled(&mut browser, &shown).await.says("Появилось"));
}

#[tokio::test]
async fn what_arrives_elsewhere_is_nobodys_news_here() {
    let portal = Portal::open().await;
    let mut browser = portal.visit(&portal.stranger().await).await;
    let page = browser.open(LIST).await;
    portal.send(&portal.draft()).await;
    assert!(!polled(&mut browser, &page).await.says("Появилось"));
    let finished = browser.open(&format!("{LIST}?tab=finished")).await;
    assert!(finished.values("#queue-live", "hx-get").is_empty(), "nothing arrives there");
}
