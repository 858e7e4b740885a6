//! The first key and the last one: what begins and what goes with them.

use super::{KEYS, add, recovery_codes, shown_codes};
use crate::factors::require;
use crate::support::{Authenticator, PASSWORD, Portal, Visitor};

#[tokio::test]
async fn with_the_first_key_other_sessions_end_and_codes_are_given_once() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (mut owner, mut other) = (portal.visit(&staff).await, portal.visit(&staff).await);
    add(&mut owner, &mut Authenticator::new(1), "Ноутбук").await;
    let shown = shown_codes(&mut owner).await;
    assert!(shown.says("Ключ доступа добавлен"), "{}", shown.text());
    let codes = recovery_codes(&shown);
    assert_eq!(codes.len(), 10);
    assert!(other.open("/profile").await.says("Вход"), "the password alone is not enough any more");
    assert!(recovery_codes(&shown_codes(&mut owner).await).is_empty(), "once");
    owner.open(KEYS).await;
    let second = add(&mut owner, &mut Authenticator::new(2), "Телефон").await;
    assert_eq!(second.header("location"), KEYS, "there are some");
    let mut paper = portal.at_the_second_step(&staff).await;
    paper.send("/sign-in/code", &[("code", &codes[0])]).await;
    assert!(paper.open("/profile").await.says("осталось 9 кодов"));
    portal.verify().await;
}

#[tokio::test]
async fn with_the_last_key_the_codes_go_and_the_other_sessions_end() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut owner = portal.visit(&staff).await;
    portal.set_up_app(&mut owner).await;
    add(&mut owner, &mut Authenticator::new(1), "Ноутбук").await;
    let page = owner.open("/profile/codes").await;
    owner.press(&page, "/profile/codes/removal", &[]).await;
    assert_eq!(portal.count("recovery_codes").await, 10, "the key is left");
    let keys = owner.open(KEYS).await;
    owner.press(&keys, &format!("{KEYS}/1/removal"), &[]).await;
    assert_eq!(portal.count("recovery_codes").await, 0, "they stood in for something that is gone");
    assert_eq!(portal.passer_by().sign_in("staff", PASSWORD).await.header("location"), "/");
    let (_, codes) = portal.set_up_app(&mut owner).await;
    assert_eq!(codes.len(), 10, "months later there are new ones");
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_app_and_key_that_are_removed_at_once_one_stays_while_it_is_required() {
    for _ in 0..5 {
        let portal = Portal::open().await;
        let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
        let mut owner = portal.visit(&staff).await;
        portal.set_up_app(&mut owner).await;
        add(&mut owner, &mut Authenticator::new(1), "Ноутбук").await;
        require(&portal, &admin, "/partner/people", &[("role", "partner_staff"), ("from", "2026-11-18")])
            .await;
        let mut twin: Visitor = portal.passer_by();
        twin.cookies.clone_from(&owner.cookies);
        twin.csrf.clone_from(&owner.csrf);
        let key = format!("{KEYS}/1/removal");
        tokio::join!(owner.send("/profile/codes/removal", &[]), twin.send(&key, &[]));
        let apps = portal.count("authenticators where secret is not null").await;
        assert_eq!(apps + portal.count("passkeys").await, 1);
    }
}
