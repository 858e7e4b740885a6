//! By phone: registration by the code of an SMS, sign-in by number, recovery; what may be sent, and what guesses find.

mod email;
mod gateway;
mod guesses;
mod guessing;
mod limits;
mod recovery;

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::{BY_PHONE, CODE, PHRASE, Portal};

const PHONE: &str = "+79990000001";

#[tokio::test]
async fn whoever_registers_by_phone_types_the_code_and_is_in() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let form = visitor.open("/portal/registration").await;
    assert!(form.texts(".tabs a").contains(&"По телефону".to_owned()));
    let page = visitor.register_by_phone("romashka", "8 (999) 000-00-01", &[]).await;
    for words in ["Подтверждение учетной записи", "+7 999 000-00-01", "romashka", "Код действует до 12:10"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let code = portal.code_to(PHONE).await;
    assert!(code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()), "{code}");
    assert!(portal.texts_to(PHONE).await[0].contains("Никому его не говорите"));
    assert_eq!(portal.count("people where login = 'romashka'").await, 0, "nothing before the code");
    let spaced = format!(" {} {}", &code[..3], &code[3..]);
    let entered = visitor.type_code(&page, &spaced).await;
    assert!(entered.says("Мои продукты"), "{}", entered.text());
    let kept = format!("people where login = 'romashka' and confirmed_phone = '{PHONE}' and email = ''");
    assert_eq!(portal.count(&kept).await, 1);
    assert_eq!(portal.count("consents").await, 2);
    let profile = visitor.open("/portal/subscriber/profile").await;
    assert!(profile.says("+7 999 000-00-01"), "{}", profile.text());
    portal.verify().await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_beside_its_field() {
    let portal = Portal::open().await;
    let values = [("password", ""), ("agreement", ""), ("sum", "много"), ("mobile", "+7 495 000-00-01")];
    let page = portal.passer_by().register_by_phone("", "", &values).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts("title").concat().starts_with("Ошибка"));
    let links = page.values(".error-summary a", "href");
    assert_eq!(links, ["#login", "#password", "#mobile", "#symbols"], "{}", page.text());
    assert_eq!(page.values("#mobile", "value"), ["+7 495 000-00-01"], "nothing typed is lost");
    assert!(page.says("мобильный номер") && page.says("Логин не указан"));
    assert_eq!(portal.count("errands").await, 0);
}

#[tokio::test]
async fn a_number_signs_in_however_it_is_typed_and_no_login_can_take_its_place() {
    let portal = Portal::open().await;
    portal.registered_by_phone(&mut portal.passer_by(), "romashka", PHONE).await;
    for name in ["+7 999 000-00-01", "8 (999) 000 00 01", "79990000001", "romashka"] {
        let entered = portal.passer_by().sign_in(name, PHRASE).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{name}");
    }
    for _ in 0..5 {
        portal.passer_by().sign_in("8 999 000-00-01", "wrong-wrong").await;
    }
    let throttled = portal.passer_by().sign_in("+79990000001", PHRASE).await;
    assert_eq!(throttled.status, StatusCode::TOO_MANY_REQUESTS, "spellings of a number are one name");
    let page = portal.passer_by().register("89990000001", "a@b.example", &[]).await;
    assert!(page.says("может быть чьим-то телефоном"), "{}", page.text());
}

#[tokio::test]
async fn a_right_pair_before_the_code_is_told_so_and_may_ask_for_another() {
    let portal = Portal::open().await;
    portal.passer_by().register_by_phone("romashka", PHONE, &[]).await;
    for name in ["romashka", "8 999 000 00 01"] {
        let mut other = portal.passer_by();
        let form = other.open("/portal/sign-in").await;
        let told = other.press(&form, "/portal/sign-in", &[("login", name), ("password", PHRASE)]).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(told.says("Учетная запись не подтверждена") && told.offers(CODE), "{}", told.text());
        portal.clock.advance(Duration::minutes(1));
        let again = other.press(&told, "/portal/confirmation/letter", &[]).await;
        assert!(again.says("Код отправлен повторно"), "{}", again.text());
        portal.clock.advance(Duration::minutes(1));
    }
    let mut other = portal.passer_by();
    let form = other.open("/portal/sign-in").await;
    let told = other.press(&form, "/portal/sign-in", &[("login", PHONE), ("password", PHRASE)]).await;
    let code = portal.code_to(PHONE).await;
    assert!(other.type_code(&told, &code).await.says("Мои продукты"));
}

#[tokio::test]
async fn that_a_number_is_taken_is_told_to_its_holder_alone() {
    let portal = Portal::open().await;
    portal.registered_by_phone(&mut portal.passer_by(), "first", PHONE).await;
    portal.clock.advance(Duration::minutes(1));
    let mut told = Vec::new();
    for (login, phone) in [("second", PHONE), ("third", "+79990000002")] {
        let before = portal.count("errands").await;
        let page = portal.passer_by().register_by_phone(login, phone, &[]).await;
        assert_eq!(portal.count("errands").await, before + 1);
        told.push(page.text().replace(login, "").replace(&phone[10..], ""));
    }
    assert_eq!(told[0].replace("00-01", ""), told[1].replace("00-02", ""));
    portal.run_errands().await;
    let text = portal.texts_to(PHONE).await.remove(0);
    assert!(text.contains("уже есть учетная запись") && text.contains("/portal/recovery/phone"), "{text}");
    assert_eq!(portal.count("people").await, 1);
}

#[tokio::test]
async fn of_two_who_registered_with_one_number_the_first_has_it_and_the_other_is_told() {
    let portal = Portal::open().await;
    let (mut one, mut other) = (portal.passer_by(), portal.passer_by());
    let first = one.register_by_phone("first", PHONE, &[]).await;
    let first_code = portal.code_to(PHONE).await;
    portal.clock.advance(Duration::minutes(1));
    let second = other.register_by_phone("second", PHONE, &[]).await;
    let second_code = portal.code_to(PHONE).await;
    assert!(one.type_code(&first, &first_code).await.says("Мои продукты"));
    let told = other.type_code(&second, &second_code).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.says("Учетная запись с этим номером уже есть"), "{}", told.text());
    assert_eq!(portal.count("people").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn letters_go_to_nobody_who_has_no_address() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    portal.registered_by_phone(&mut visitor, "romashka", PHONE).await;
    let profile = visitor.open("/profile").await;
    let values = [("old", PHRASE), ("password", "другой длинный пароль")];
    visitor.press(&profile, "/profile/password", &values).await;
    portal.run_errands().await;
    assert_eq!(portal.letters(), 0);
    assert_eq!(portal.count("errands where state <> 'done'").await, 0, "what has no address is settled");
}

#[tokio::test]
async fn a_form_of_another_browser_registers_and_confirms_nobody() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let page = visitor.register_by_phone("romashka", PHONE, &[]).await;
    let code = portal.code_to(PHONE).await;
    let forged = portal.passer_by().press(&page, CODE, &[("code", &code)]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let form = visitor.open(BY_PHONE).await;
    let forged = portal.passer_by().press(&form, BY_PHONE, &[("login", "other")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!(portal.count("people").await, 0);
}
