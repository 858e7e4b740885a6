//! The form of an archive: the usual periods, what it tells beforehand, and whose documents a request is for.

use registrar::store::accounts;

use super::{INVOICES, OWN, QUARTER, asked, asks, sends, with_documents};
use crate::support::{Page, Portal};

#[tokio::test]
async fn a_usual_period_changes_the_two_days_and_keeps_what_was_typed() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let mut browser = portal.visit(&client).await;
    let form = browser.open(INVOICES).await;
    let names: Vec<String> = form.texts("ul.presets button");
    assert_eq!(names, ["октябрь 2026", "III квартал 2026", "I полугодие 2026", "2026 год"]);
    let days = form.values("ul.presets button", "value");
    let typed = [("email", "other@elsewhere.example"), ("period", days[0].as_str())];
    let october = sends(&mut browser, &form, INVOICES, &typed).await;
    assert_eq!(october.values("#last", "value"), ["2026-10-31"]);
    assert_eq!(october.values("#email", "value"), ["other@elsewhere.example"], "what was typed stays");
    assert!(october.says("1 документ, около"), "{}", october.text());
    let half = sends(&mut browser, &form, INVOICES, &[("period", &days[2])]).await;
    assert!(half.says("За данный период документов нет"), "{}", half.text());
    let counted = asks(&mut browser, INVOICES, &[("act", "count"), ("last", "2026-12-31")]).await;
    assert!(counted.says("3 документа, около"), "{}", counted.text());
    assert_eq!(portal.count("archives").await, 0, "counting asks for nothing");
    let act = "/cabinet/archives/new/reconciliation";
    let form = browser.open(act).await;
    let typed = [("balance", "100,00"), ("favour", "client"), ("period", days[0].as_str())];
    let october = sends(&mut browser, &form, act, &typed).await;
    assert_eq!(october.values("#balance", "value"), ["100,00"]);
    assert_eq!(october.values("#favour option[selected]", "value"), ["client"]);
}

#[tokio::test]
async fn the_page_tells_beforehand_what_its_button_refuses() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    portal.sql("update documents set size = 6000000 where kind = 'invoice'").await;
    let mut browser = portal.visit(&client).await;
    let page = asks(&mut browser, INVOICES, &[&QUARTER[..], &[("act", "count")]].concat()).await;
    assert!(page.says("вместо вложения придет ссылка"), "{}", page.text());
    portal.sql("update documents set size = 300000000 where kind = 'invoice'").await;
    let page = asks(&mut browser, INVOICES, &[&QUARTER[..], &[("act", "count")]].concat()).await;
    assert!(
        page.says("Слишком много для одного архива") && !page.says("Придут одним архивом"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_request_of_whoever_has_several_organisations_names_its_own() {
    let portal = Portal::open().await;
    let (organization, client) = with_documents(&portal).await;
    asked(&portal, &client).await;
    let name = organization.requisites.short_name.as_str();
    let card = |page: &Page| page.texts("article[data-row]").remove(0);
    assert!(!card(&portal.visit(&client).await.open(OWN).await).contains(name));
    let other = portal.organization(portal.send(&portal.draft()).await).await;
    let tx = portal.db().begin().await.unwrap();
    accounts::join(&tx, client.id(), other.id, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(card(&page).contains(name), "{}", page.text());
}
