//! Codes under attack: used twice, too old, of another number, changed; and guesses, from one address and from many.

use axum::http::StatusCode;
use chrono::Duration;

use super::PHONE;
use crate::support::{CODE, Portal, answer, rounds};

/// A code that is surely another one.
fn other(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

#[tokio::test]
async fn a_code_is_good_for_ten_minutes_five_tries_and_once() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let page = visitor.register_by_phone("romashka", PHONE, &[]).await;
    let code = portal.code_to(PHONE).await;
    assert_eq!(portal.count(&format!("errands where payload like '%{code}%'")).await, 0, "kept nowhere");
    let wrong = visitor.type_code(&page, &other(&code)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Осталось попыток: 4") && wrong.texts("title").concat().starts_with("Ошибка"));
    for form in ["12345", "", "١٢٣٤٥٦"] {
        assert!(!visitor.type_code(&page, form).await.says("Осталось"), "what is no code costs no try");
    }
    portal.clock.advance(Duration::minutes(10) - Duration::microseconds(1));
    for left in [3, 2, 1] {
        let told = visitor.type_code(&page, &other(&code)).await;
        assert!(told.says(&format!("Осталось попыток: {left}")), "{}", told.text());
    }
    assert!(visitor.type_code(&page, &code).await.says("Мои продукты"), "the fifth try may be right");
    assert!(!visitor.press(&page, CODE, &[("code", &code)]).await.says("Мои продукты"), "once");
}

#[tokio::test]
async fn a_code_that_is_too_old_or_was_replaced_or_tried_five_times_is_good_for_nothing() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let page = visitor.register_by_phone("romashka", PHONE, &[]).await;
    let old = portal.code_to(PHONE).await;
    portal.clock.advance(Duration::minutes(10));
    let told = visitor.type_code(&page, &old).await;
    assert!(told.says("Код больше не действует") && told.offers("/portal/confirmation/letter"));
    let again = visitor.press(&told, "/portal/confirmation/letter", &[]).await;
    let second = portal.code_to(PHONE).await;
    if second != old {
        assert!(visitor.type_code(&again, &old).await.says("Осталось попыток: 4"), "replaced");
    }
    for _ in 0..5 {
        visitor.type_code(&again, &other(&second)).await;
    }
    let spent = visitor.type_code(&again, &second).await;
    assert!(spent.says("Код больше не действует"), "{}", spent.text());
    assert_eq!(portal.count("people").await, 0);
    assert_eq!(portal.count("security_events where kind = 'phone_code_guessed'").await, 1);
}

#[tokio::test]
async fn the_code_of_one_number_confirms_no_other() {
    let portal = Portal::open().await;
    let (mut one, mut two) = (portal.passer_by(), portal.passer_by());
    one.register_by_phone("first", PHONE, &[]).await;
    let code = portal.code_to(PHONE).await;
    let page = two.register_by_phone("second", "+79990000002", &[]).await;
    if portal.code_to("+79990000002").await != code {
        assert!(two.type_code(&page, &code).await.says("Код не подошел"));
    }
    assert_eq!(portal.count("people").await, 0);
}

#[tokio::test]
async fn of_two_who_type_one_code_at_once_one_makes_the_account() {
    let portal = Portal::open().await;
    for round in 0..(rounds() / 10).max(1) {
        let (login, phone) = (format!("login-{round}"), format!("+799900003{round:02}"));
        let address = format!("198.51.100.{}", round % 200);
        let mut visitor = portal.passer_by().at(&address);
        let page = visitor.register_by_phone(&login, &phone, &[]).await;
        let code = portal.code_to(&phone).await;
        let mut twin = portal.passer_by().at(&address);
        twin.cookies.clone_from(&visitor.cookies);
        twin.csrf.clone_from(&visitor.csrf);
        let typed = [("code", code.as_str())];
        let (one, two) = tokio::join!(visitor.press(&page, CODE, &typed), twin.press(&page, CODE, &typed));
        assert!(one.says("Мои продукты") || two.says("Мои продукты"), "{}\n{}", one.text(), two.text());
        assert_eq!(portal.count(&format!("people where login = '{login}'")).await, 1);
    }
    portal.verify().await;
}

#[tokio::test]
async fn guesses_from_one_address_from_many_and_at_one_a_minute_find_nothing() {
    let portal = Portal::open().await;
    portal.registered_by_phone(&mut portal.passer_by(), "romashka", PHONE).await;
    let (mut tried, mut page) = (0, None);
    for guess in 0..60_u32 {
        portal.clock.advance(Duration::minutes(1));
        let mut thief = portal.passer_by().at(&format!("203.0.{}.{}", guess % 7, guess % 200));
        let form = thief.open("/portal/recovery/phone").await;
        if let Some(sum) = form.texts("label[for=sum]").pop().map(|_| answer(&form)) {
            let asked =
                thief.press(&form, "/portal/recovery/phone", &[("mobile", PHONE), ("sum", &sum)]).await;
            page = asked.offers("/portal/recovery/code").then_some(asked);
        }
        let Some(page) = page.take() else { continue };
        portal.run_errands().await;
        let right = portal.last_code_to(PHONE).await;
        for number in 1..8_u32 {
            let code = format!("{:06}", (right.parse::<u32>().unwrap() + number) % 1_000_000);
            let told = thief.type_code(&page, &code).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
            tried += u32::from(told.says("Код не подошел"));
        }
        assert!(thief.type_code(&page, &right).await.says("Код больше не действует"));
    }
    assert_eq!(
        tried, 20,
        "an hour at one a minute: four codes after that of the registration, five tries each"
    );
    portal.run_errands().await;
    let texts = portal.texts_to(PHONE).await;
    let told = texts.iter().filter(|text| text.contains("ввели неверный код")).count();
    assert_eq!(told, 1, "the holder is told once: {texts:?}");
    assert_eq!(portal.count("password_links").await, 0);
    let honest = portal.passer_by().sign_in(PHONE, crate::support::PHRASE).await;
    assert_eq!(honest.status, StatusCode::SEE_OTHER, "the holder is still served");
}
