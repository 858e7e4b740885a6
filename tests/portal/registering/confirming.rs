//! From the letter to the account: «ОК» before it, the sign-in before it, and what the account brings along.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::ids::PartnerId;
use registrar::store::audit;

use crate::support::{PHRASE, Portal};

const EMAIL: &str = "buh@romashka.example";
const TOO_EARLY: &str = "Учетная запись не подтверждена. Перейдите по ссылке из письма и нажмите \"ОК\"";

#[tokio::test]
async fn whoever_registers_confirms_by_the_letter_and_then_presses_ok() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let values = [
        ("last_name", "Петрова"),
        ("first_name", "Анна"),
        ("place_of_work", "ООО «Ромашка»"),
        ("city", "Иркутск"),
        ("phone", "8 999 000 00 01"),
    ];
    let waiting = visitor.register("Romashka", EMAIL, &values).await;
    for words in [
        "Подтверждение учетной записи",
        "Требуется подтвердить по ссылке в электронной почте и после нажать \"ОК\"",
        "При регистрации на почту поступит письмо с подтверждением. Необходимо сначала подтвердить почту, выполнив указания в письме и только после подтверждения нажать кнопку Ок.",
    ] {
        assert!(waiting.says(words), "{words}: {}", waiting.text());
    }
    let early = visitor.press(&waiting, "/portal/confirmation", &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.says(TOO_EARLY) && early.says("Отправить письмо повторно"), "{}", early.text());
    portal.run_errands().await;
    let link = portal.link_to(EMAIL).await;
    assert_eq!(portal.count("people where login = 'romashka'").await, 0, "nothing before the letter");
    let mut mailbox = portal.passer_by();
    let asked = mailbox.open(&link).await;
    assert_eq!(portal.count("people where login = 'romashka'").await, 0, "looking confirms nothing");
    assert!(mailbox.press(&asked, &link, &[]).await.says("Адрес подтвержден"));
    let list = visitor.press(&waiting, "/portal/confirmation", &[]).await;
    assert!(list.says("их необходимо зарегистрировать") && list.says("Петрова Анна"), "{}", list.text());
    let profile = visitor.open("/profile").await;
    for words in
        ["ООО «Ромашка»", "Иркутск", "+79990000001", "Пользовательское соглашение", "редакция от 01.09.2026"]
    {
        assert!(profile.says(words), "{words}: {}", profile.text());
    }
    let person = portal.known("romashka").await;
    let noted =
        audit::entries_in(portal.db(), PartnerId(0), &audit::person_subject(person.id()), 10).await.unwrap();
    assert_eq!((noted[0].verb.as_str(), noted[0].actor.as_str()), ("person_registered", "romashka"));
    assert_eq!(portal.count("consents").await, 2);
    portal.verify().await;
}

#[tokio::test]
async fn a_right_pair_that_is_not_confirmed_is_told_so_at_every_door() {
    let portal = Portal::open().await;
    portal.passer_by().register("romashka", EMAIL, &[]).await;
    for door in ["/portal/sign-in", "/cabinet/sign-in", "/sign-in"] {
        for name in ["romashka", "ROMASHKA", EMAIL] {
            let mut other = portal.passer_by();
            let form = other.open(door).await;
            let told = other.press(&form, door, &[("login", name), ("password", PHRASE)]).await;
            assert!(told.says(TOO_EARLY), "{door} {name}: {}", told.text());
        }
    }
    let mut other = portal.passer_by();
    let form = other.open("/portal/sign-in").await;
    let wrong = [("login", "romashka"), ("password", "wrong-wrong")];
    assert!(other.press(&form, "/portal/sign-in", &wrong).await.says("Неверный логин или пароль."));
    portal.run_errands().await;
    // Whoever has typed the right pair may ask for the letter, and enters by «ОК» after it.
    let right = [("login", "romashka"), ("password", PHRASE)];
    let told = other.press(&form, "/portal/sign-in", &right).await;
    let again = other.press(&told, "/portal/confirmation/letter", &[]).await;
    assert!(again.says("Письмо отправлено повторно"), "{}", again.text());
    portal.clock.advance(Duration::minutes(1));
    portal.run_errands().await;
    assert_eq!(portal.letters(), 2);
    portal.passer_by().confirm(&portal.link_to(EMAIL).await).await;
    assert!(other.press(&again, "/portal/confirmation", &[]).await.says("Мои продукты"));
}

#[tokio::test]
async fn another_letter_makes_the_earlier_link_void_and_is_limited() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let earlier = portal.registered(&mut visitor, "romashka", EMAIL).await;
    let waiting = visitor.open("/portal/confirmation").await;
    visitor.press(&waiting, "/portal/confirmation/letter", &[]).await;
    let soon = visitor.press(&waiting, "/portal/confirmation/letter", &[]).await;
    assert_eq!(soon.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(soon.says("Это уже сделали столько раз") && !soon.says("личные данные"), "{}", soon.text());
    portal.clock.advance(Duration::minutes(1));
    portal.run_errands().await;
    let later = portal.link_to(EMAIL).await;
    assert_ne!(earlier, later);
    assert_eq!(visitor.confirm(&earlier).await.status, StatusCode::GONE);
    assert!(visitor.confirm(&later).await.says("Адрес подтвержден"));
    assert!(visitor.press(&waiting, "/portal/confirmation/letter", &[]).await.says("нажать \"ОК\""));
}

#[tokio::test]
async fn ok_opens_one_session_and_none_after_the_password_was_changed() {
    let portal = Portal::open().await;
    for (login, changed) in [("first", false), ("second", true)] {
        let mut visitor = portal.passer_by();
        let email = format!("{login}@romashka.example");
        let link = portal.registered(&mut visitor, login, &email).await;
        let waiting = visitor.open("/portal/confirmation").await;
        portal.passer_by().confirm(&link).await;
        if changed {
            portal.sql(&format!("update people set password_hash = 'other' where login = '{login}'")).await;
        }
        let entered = visitor.press(&waiting, "/portal/confirmation", &[]).await;
        assert_eq!(entered.says("Мои продукты"), !changed, "{}", entered.text());
        let over = visitor.open("/portal/confirmation").await;
        assert!(over.says("нет регистрации, которая ждет"), "it opens a session once: {}", over.text());
    }
}

#[tokio::test]
async fn what_is_not_confirmed_in_a_day_is_forgotten() {
    let portal = Portal::open().await;
    portal.staff().await;
    let mut visitor = portal.passer_by();
    let link = portal.registered(&mut visitor, "romashka", EMAIL).await;
    portal.clock.advance(Duration::hours(24));
    assert_eq!(visitor.confirm(&link).await.status, StatusCode::GONE);
    assert!(visitor.open("/portal/confirmation").await.says("прошло больше 24 часов"));
    assert!(visitor.sign_in("romashka", PHRASE).await.says("Неверный логин или пароль."));
    portal.passer_by().sign_in("staff", crate::support::PASSWORD).await;
    assert_eq!(portal.count("registrations").await, 0, "nothing of it is kept");
}

#[tokio::test]
async fn no_letter_is_written_for_what_has_lapsed() {
    let portal = Portal::open().await;
    portal.passer_by().register("romashka", EMAIL, &[]).await;
    portal.clock.advance(Duration::hours(24));
    portal.run_errands().await;
    assert_eq!(portal.letters(), 0);
    assert_eq!(portal.count("errands where state = 'done'").await, 1);
}

#[tokio::test]
async fn meanwhile_no_colleague_gets_the_login() {
    let portal = Portal::open().await;
    portal.passer_by().register("romashka", EMAIL, &[]).await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let people = admin.open("/partner/people").await;
    let values = [
        ("login", "romashka"),
        ("full_name", "Ромашкин Иван"),
        ("email", "romashkin@forsait.example"),
        ("role", "partner_staff"),
    ];
    let refused = admin.press(&people, "/partner/people", &values).await;
    assert!(refused.says("Такой логин уже есть"), "{}", refused.text());
}
