//! Letters with links that could not be sent: the administrator who invited the user sees it and sends the letter
//! again.

use registrar::operations::letters;

use crate::support::Portal;

/// Lets the worker retry until it gives up.
async fn given_up(portal: &Portal) {
    portal.break_mail();
    portal.sql("update errands set attempts = 7 where kind = 'password_letter' and state = 'due'").await;
    portal.run_errands().await;
    assert_eq!(portal.count("errands where kind = 'password_letter' and state = 'dead'").await, 1);
    assert_eq!(portal.count("password_links where failed_at is not null and sent_at is null").await, 1);
    portal.mend_mail();
}

#[tokio::test]
async fn an_invitation_that_never_left_is_seen_and_sent_again() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let list = admin.open("/partner/people").await;
    let values = [
        ("login", "orehova"),
        ("full_name", "Орехова Полина Денисовна"),
        ("email", "orehova@forsait.example"),
        ("role", "partner_staff"),
    ];
    let invited = admin.press(&list, "/partner/people", &values).await;
    assert!(invited.says("Письмо с приглашением отправляется."), "{}", invited.text());
    given_up(&portal).await;
    let page = format!("/partner/people/{}", portal.known("orehova").await.id());
    let seen = admin.open(&page).await;
    assert!(seen.says("Письмо не ушло: проверьте e-mail"), "{}", seen.text());
    let again = admin.press(&seen, &format!("{page}/invitation"), &[]).await;
    assert!(again.says("Письмо с приглашением отправляется."), "{}", again.text());
    portal.run_errands().await;
    let sent = admin.open(&page).await;
    assert!(sent.says("Письмо отправлено, ссылка действует до"), "{}", sent.text());
    assert!(letters::latest(&portal.partner_admin().await.desk()).await.unwrap().1 > 0);
    portal.verify().await;
}

#[tokio::test]
async fn the_link_of_a_login_that_never_left_is_seen_and_sent_again() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let list = admin.open("/partner/logins").await;
    let values = [("login", "taezhny-dom"), ("email", "buh@dom.example"), ("contract_until", "31.12.2026")];
    let issued = admin.press(&list, "/partner/logins", &values).await;
    assert!(issued.says("письмо отправляется"), "{}", issued.text());
    given_up(&portal).await;
    let card = admin.open("/partner/logins").await.values("td a[href^='/partner/logins/']", "href").remove(0);
    let seen = admin.open(&card).await;
    assert!(seen.says("письмо не ушло"), "{}", seen.text());
    admin.press(&seen, &format!("{card}/link"), &[]).await;
    portal.run_errands().await;
    let sent = admin.open(&card).await;
    assert!(sent.says("действует до"), "{}", sent.text());
    portal.verify().await;
}
