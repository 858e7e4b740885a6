//! «Это не моя организация»: the documents are closed for that member, and the partner hears of it.

use axum::http::StatusCode;

use super::{INVOICES, OWN, asked, reports, with_documents};
use crate::support::Portal;

pub(super) const PLACE: &str = "/cabinet/disowning";

#[tokio::test]
async fn whoever_says_that_it_is_not_theirs_gets_no_documents_until_the_partner_opens_them() {
    let portal = Portal::open().await;
    let (organization, client) = with_documents(&portal).await;
    let number = asked(&portal, &client).await;
    let mut browser = portal.visit(&client).await;
    let first = browser.open("/cabinet").await;
    assert!(
        first.says("Проверьте название организации.")
            && first.values("a", "href").contains(&PLACE.to_owned())
    );
    let form = browser.open(PLACE).await;
    let blank = browser.press(&form, PLACE, &[("organization", "чужая")]).await;
    assert_eq!(blank.texts("#organization-error").len() + blank.texts(".field-error").len(), 2);
    let code = [("organization", organization.subscriber_code.as_str())];
    let thread = browser.press(&blank, PLACE, &code).await;
    assert!(thread.says("Документы закрыты") && thread.says("Это не моя организация"), "{}", thread.text());
    portal.run_errands().await;
    assert!(reports(&portal).is_empty(), "what was asked for before is not sent");
    let closed = browser.open("/cabinet").await;
    assert!(closed.says("Вы сообщили, что это не ваша организация"), "{}", closed.text());
    assert!(!closed.says("Проверьте название организации"), "{}", closed.text());
    for place in [INVOICES, OWN, "/cabinet/subscriptions"] {
        let page = browser.open(place).await;
        assert!(page.says("Документы закрыты: вы сообщили, что"), "{place}: {}", page.text());
        assert!(page.values("a", "href").contains(&"/cabinet/questions/1".to_owned()), "{place}");
    }
    let file = format!("{OWN}/{number}/file");
    assert_eq!(browser.open(&file).await.status, StatusCode::NOT_FOUND);
    portal.verify().await;

    let mut staff = portal.visit(&portal.staff().await).await;
    let board = staff.open("/partner/questions").await;
    assert!(board.says("Это не моя организация"), "{}", board.text());
    let question = staff.open("/partner/questions/1").await;
    let opened = staff.press(&question, "/partner/questions/1/documents", &[]).await;
    assert!(opened.says("Документы снова открыты клиенту."), "{}", opened.text());
    assert!(!opened.offers("/partner/questions/1/documents"));
    let again = asked(&portal, &client).await;
    assert_ne!(again, number, "the first one was not sent");
    portal.run_errands().await;
    assert_eq!(reports(&portal).len(), 1);
    let journal = portal.visit(&portal.manager().await).await.open("/partner/journal?act=questions").await;
    assert!(journal.text().to_lowercase().contains("документы снова открыты клиенту"), "{}", journal.text());
    portal.verify().await;
}

#[tokio::test]
async fn nothing_is_closed_before_an_organisation_is_chosen_though_there_is_only_one() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let mut browser = portal.visit(&client).await;
    let form = browser.open(PLACE).await;
    let none = browser.press(&form, PLACE, &[]).await;
    assert_eq!(none.texts("#organization-error"), ["Выберите организацию"]);
    assert_eq!(portal.count("disowned_organizations").await, 0);
}
