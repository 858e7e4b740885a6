//! An e-mail that is added to an account with a phone alone: confirmed by its letter, once, and by nobody else.

use axum::http::StatusCode;
use chrono::Duration;

use super::PHONE;
use crate::support::{PHRASE, Page, Portal, Visitor};

const EMAIL: &str = "buh@romashka.example";
const ADDING: &str = "/portal/subscriber/email";

async fn add(visitor: &mut Visitor, email: &str, password: &str) -> Page {
    let form = visitor.open(ADDING).await;
    visitor.press(&form, ADDING, &[("email", email), ("password", password)]).await
}

#[tokio::test]
async fn an_email_is_added_by_its_letter_and_then_signs_in_and_gets_letters() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    portal.registered_by_phone(&mut visitor, "romashka", PHONE).await;
    assert!(
        visitor.open("/portal/subscriber/profile").await.values("a", "href").contains(&ADDING.to_owned())
    );
    let wrong = add(&mut visitor, "buh", PHRASE).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        (wrong.values("#email", "value"), wrong.values("#password", "value").len()),
        (vec!["buh".to_owned()], 0)
    );
    let stranger = add(&mut visitor, EMAIL, "wrong-wrong").await;
    assert_eq!(stranger.values(".error-summary a", "href"), ["#password"], "{}", stranger.text());
    assert_eq!(portal.count("registrations where of_person is not null").await, 0);
    let asked = add(&mut visitor, EMAIL, PHRASE).await;
    assert!(asked.says("Письмо со ссылкой отправлено"), "{}", asked.text());
    portal.run_errands().await;
    let link = portal.link_to(EMAIL).await;
    assert_ne!(portal.passer_by().sign_in(EMAIL, PHRASE).await.status, StatusCode::SEE_OTHER, "not before");
    let mut mailbox = portal.passer_by();
    let look = mailbox.open(&link).await;
    assert!(look.says("добавляется к учетной записи"), "{}", look.text());
    assert!(mailbox.press(&look, &link, &[]).await.says("адрес добавлен"));
    assert_eq!(mailbox.press(&look, &link, &[]).await.status, StatusCode::GONE, "once");
    assert_eq!(portal.passer_by().sign_in(EMAIL, PHRASE).await.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.passer_by().sign_in(PHONE, PHRASE).await.status, StatusCode::SEE_OTHER);
    let profile = visitor.open(ADDING).await;
    assert!(profile.says(EMAIL) && !profile.offers(ADDING), "{}", profile.text());
    assert_eq!(
        portal.count("audit where verb = 'email_confirmed' and details not like '%romashka%'").await,
        1
    );
    portal.verify().await;
}

#[tokio::test]
async fn a_later_letter_counts_and_an_address_of_another_account_is_told_to_its_holder() {
    let portal = Portal::open().await;
    let (mut first, mut visitor) = (portal.passer_by(), portal.passer_by());
    let link = portal.registered(&mut first, "first", EMAIL).await;
    first.confirm(&link).await;
    portal.registered_by_phone(&mut visitor, "romashka", PHONE).await;
    assert!(add(&mut visitor, "other@romashka.example", PHRASE).await.says("отправлено"));
    portal.run_errands().await;
    let earlier = portal.link_to("other@romashka.example").await;
    portal.clock.advance(Duration::seconds(1));
    assert!(add(&mut visitor, EMAIL, PHRASE).await.says("отправлено"), "the same answer");
    portal.run_errands().await;
    assert_eq!(visitor.confirm(&earlier).await.status, StatusCode::GONE);
    let told = portal.passer_by().confirm(&portal.link_to(EMAIL).await).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert_eq!(portal.count("people where login = 'romashka' and email = ''").await, 1);
    portal.verify().await;
}
