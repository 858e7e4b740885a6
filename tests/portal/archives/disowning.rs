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
    assert!(browser.open(INVOICES).await.says("Документов пока нет"));
    let file = format!("{OWN}/{number}/file");
    assert_eq!(browser.open(&file).await.status, StatusCode::NOT_FOUND);
    assert!(browser.open(OWN).await.says("Запросов еще нет."));
    portal.verify().await;

    let mut staff = portal.visit(&portal.staff().await).await;
    let board = staff.open("/partner/questions").await;
    assert!(board.says("Это не моя организация"), "{}", board.text());
    let question = staff.open("/partner/questions/1").await;
    let opened = staff.press(&question, "/partner/questions/1/documents", &[]).await;
    assert!(opened.says("Документы снова открыты клиенту."), "{}", opened.text());
    assert!(!opened.offers("/partner/questions/1/documents"));
    let again = asked(&portal, &client).await;
    assert_ne!(again, number, "the first one found nothing");
    portal.run_errands().await;
    assert_eq!(reports(&portal).len(), 1);
    let journal = portal.visit(&portal.manager().await).await.open("/partner/journal?act=questions").await;
    assert!(journal.text().to_lowercase().contains("документы снова открыты клиенту"), "{}", journal.text());
    portal.verify().await;
}
