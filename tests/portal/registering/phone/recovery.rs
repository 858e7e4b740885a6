//! Recovery by phone: the same answer whoever has the number, the code opens the form of another password, sessions end.

use axum::http::StatusCode;
use chrono::Duration;

use super::PHONE;
use crate::support::{PHRASE, Page, Portal, Visitor, answer};

const RECOVERY: &str = "/portal/recovery/phone";
const NEW: &str = "новый длинный пароль";

async fn recover(visitor: &mut Visitor, phone: &str) -> Page {
    let form = visitor.open(RECOVERY).await;
    let sum = answer(&form);
    visitor.press(&form, RECOVERY, &[("mobile", phone), ("sum", &sum)]).await
}

#[tokio::test]
async fn whoever_lost_the_password_sets_another_by_the_code_and_other_sessions_end() {
    let portal = Portal::open().await;
    let mut inside = portal.passer_by();
    portal.registered_by_phone(&mut inside, "romashka", PHONE).await;
    portal.clock.advance(Duration::minutes(1));
    let mut visitor = portal.passer_by();
    assert!(visitor.open("/portal/recovery").await.texts(".tabs a").contains(&"По телефону".to_owned()));
    let page = recover(&mut visitor, "8 (999) 000-00-01").await;
    assert!(page.says("Восстановление пароля") && page.says("+7 999 000-00-01"), "{}", page.text());
    let code = portal.code_to(PHONE).await;
    let form = visitor.type_code(&page, &code).await;
    assert!(form.says("romashka"), "the login is named: {}", form.text());
    let link = form.values("form", "action").into_iter().find(|action| action.starts_with("/password/"));
    let link = link.unwrap();
    let done = visitor.press(&form, &link, &[("password", NEW)]).await;
    assert!(done.says("Пароль задан"), "{}", done.text());
    assert!(!inside.open("/portal").await.says("Мои продукты"), "sessions end");
    assert_eq!(portal.passer_by().sign_in(PHONE, NEW).await.status, StatusCode::SEE_OTHER);
    assert_ne!(portal.passer_by().sign_in(PHONE, PHRASE).await.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.passer_by().open(&link).await.status, StatusCode::GONE, "once");
    let twice = visitor.open("/portal/recovery/code").await;
    assert!(!twice.offers("/portal/recovery/code"), "the code is used: {}", twice.text());
    portal.verify().await;
}

#[tokio::test]
async fn the_answer_and_the_work_are_the_same_when_nobody_has_the_number() {
    let portal = Portal::open().await;
    portal.registered_by_phone(&mut portal.passer_by(), "romashka", PHONE).await;
    portal.clock.advance(Duration::minutes(1));
    let mut told = Vec::new();
    for phone in [PHONE, "+79990000002"] {
        let before = portal.count("errands").await;
        let mut visitor = portal.passer_by();
        let page = recover(&mut visitor, phone).await;
        assert_eq!(portal.count("errands").await, before + 1, "{phone}");
        let wrong = visitor.type_code(&page, "000000").await;
        let same = |page: &Page| page.text().replace("00-02", "00-01");
        told.push((page.status, same(&page), wrong.status, same(&wrong)));
    }
    assert_eq!(told[0], told[1]);
    portal.run_errands().await;
    assert_eq!(portal.texts_to("+79990000002").await.len(), 0, "a stranger gets nothing");
}

#[tokio::test]
async fn a_wrong_form_comes_back_and_a_code_of_another_browser_opens_nothing() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    portal.registered_by_phone(&mut portal.passer_by(), "romashka", PHONE).await;
    let wrong = recover(&mut visitor, "+7 495 000-00-01").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("мобильный номер") && wrong.says("Проверка пройдена"), "{}", wrong.text());
    assert_eq!(wrong.values("#mobile", "value"), ["+7 495 000-00-01"]);
    portal.clock.advance(Duration::minutes(1));
    let page = recover(&mut visitor, PHONE).await;
    let code = portal.code_to(PHONE).await;
    let mut thief = portal.passer_by();
    assert_eq!(
        thief.press(&page, "/portal/recovery/code", &[("code", &code)]).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(thief.open("/portal/recovery/code").await.offers(RECOVERY), "who asked for nothing asks first");
    portal.clock.advance(Duration::minutes(10));
    assert!(visitor.type_code(&page, &code).await.offers(RECOVERY), "too late: asked for anew");
}
