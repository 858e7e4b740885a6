//! Recovery from the portal: the answer never tells whether an address exists, the letter names the login too.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::Scope;
use registrar::store::letters;

use crate::support::{Page, Portal, Visitor, answer};

const RECOVERY: &str = "/portal/recovery";
const EMAIL: &str = "buh@romashka.example";

async fn recover(visitor: &mut Visitor, email: &str) -> Page {
    let form = visitor.open(RECOVERY).await;
    let sum = answer(&form);
    visitor.press(&form, RECOVERY, &[("email", email), ("sum", &sum)]).await
}

#[tokio::test]
async fn whoever_lost_login_and_password_gets_both_by_letter() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let link = portal.registered(&mut visitor, "romashka", EMAIL).await;
    visitor.confirm(&link).await;
    let form = visitor.open(RECOVERY).await;
    for words in [
        "Восстановление пароля",
        "E-mail *",
        "Обновить",
        "Введите символы *",
        "Выслать данные",
        "В письме необходимо указать: Наименование организации, серийный номер ПП, электронную почту, указанную при регистрации.",
        "help@registrar.example",
    ] {
        assert!(form.says(words), "{words}: {}", form.text());
    }
    portal.clock.advance(Duration::minutes(1));
    let asked = recover(&mut visitor, &EMAIL.to_uppercase()).await;
    assert!(asked.says("Если такой адрес зарегистрирован, на него отправлено письмо"));
    portal.run_errands().await;
    let sent = letters::latest(portal.db(), &Scope::Everything, 1).await.unwrap().remove(0);
    assert!(sent.text.contains("Логин: romashka"), "{}", sent.text);
    let link = portal.link_to(EMAIL).await;
    let form = visitor.open(&link).await;
    let done = visitor.press(&form, &link, &[("password", "новый длинный пароль")]).await;
    assert!(done.says("Пароль задан"));
    assert!(done.values("a", "href").contains(&"/portal/sign-in".to_owned()), "back to one's own door");
}

#[tokio::test]
async fn the_answer_and_the_work_are_the_same_when_nobody_has_the_address() {
    let portal = Portal::open().await;
    portal.staff().await;
    let mut told = Vec::new();
    for email in ["staff@forsait.example", "nobody@forsait.example"] {
        let before = portal.count("errands").await;
        let page = recover(&mut portal.passer_by(), email).await;
        assert_eq!(portal.count("errands").await, before + 1, "{email}");
        told.push((page.status, page.text()));
    }
    assert_eq!(told[0], told[1]);
    portal.run_errands().await;
    assert_eq!(portal.letters(), 1);
}

#[tokio::test]
async fn a_wrong_form_comes_back_with_what_was_typed_and_too_many_are_stopped() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let wrong = recover(&mut visitor, "not an address").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.texts("title").concat().starts_with("Ошибка"));
    assert_eq!(wrong.values("#email", "value"), ["not an address"]);
    assert!(wrong.says("Проверка пройдена"));
    for number in 0..20 {
        assert_eq!(recover(&mut visitor, &format!("n{number}@x.example")).await.status, StatusCode::OK);
    }
    let over = recover(&mut visitor, "last@x.example").await;
    assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(over.values("#email", "value"), ["last@x.example"], "nothing typed is lost");
}
