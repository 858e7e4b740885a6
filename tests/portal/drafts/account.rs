//! «Доступ к личному кабинету 1С-Отчетность»: whoever has no account makes one on the way.

use axum::http::StatusCode;

use crate::support::{PHRASE, Portal, answer};

const ACCOUNT: &str = "/cabinet/drafts/account";

#[tokio::test]
async fn the_window_has_the_words_of_the_founding_documents() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let window = visitor.open("/cabinet/drafts/new").await;
    assert_eq!(window.texts("h1"), ["Доступ к личному кабинету 1С-Отчетность"]);
    assert_eq!(window.texts("h2").first().map(String::as_str), Some("Регистрация"));
    for label in ["Email:", "Пароль:"] {
        assert!(window.texts("label.form-label").iter().any(|text| text.starts_with(label)), "{label}");
    }
    assert_eq!(window.texts("button.btn-primary"), ["Создать аккаунт"]);
    assert!(window.says("Уже создан?"));
    let links = window.texts("a");
    assert!(links.contains(&"По телефону".to_owned()) && links.contains(&"Войти".to_owned()), "{links:?}");
    let enter =
        window.values("a", "href").into_iter().find(|href| href.starts_with("/portal/sign-in")).unwrap();
    let door = visitor.open(&enter).await;
    assert_eq!(
        door.values("form[action='/portal/sign-in'] input[name=next]", "value"),
        ["/cabinet/drafts/new"]
    );
}

#[tokio::test]
async fn whoever_follows_the_link_of_a_reminder_signs_in() {
    let portal = Portal::open().await;
    let link = "/cabinet/drafts/new?organization=7000001&type=renew";
    let door = portal.passer_by().open(link).await;
    assert_eq!(door.texts("h1"), ["Портал 1С:ИТС"]);
    assert_eq!(door.values("form[action='/portal/sign-in'] input[name=next]", "value"), [link]);
}

#[tokio::test]
async fn an_account_is_made_confirmed_by_its_letter_and_goes_on_to_the_application() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let window = visitor.open("/cabinet/drafts/new").await;
    let empty = visitor.press(&window, ACCOUNT, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = empty.values(".error-summary a", "href");
    for field in ["#email", "#password", "#symbols", "#agreement", "#personal_data"] {
        assert!(told.contains(&field.to_owned()), "{field}: {told:?}");
    }
    let sum = answer(&empty);
    let typed = [
        ("email", "anna@romashka.example"),
        ("password", PHRASE),
        ("sum", sum.as_str()),
        ("agreement", "on"),
        ("personal_data", "on"),
    ];
    let asked = visitor.press(&empty, ACCOUNT, &typed).await;
    assert!(asked.says("Подтверждение учетной записи"), "{}", asked.text());
    portal.run_errands().await;
    let link = portal.link_to("anna@romashka.example").await;
    visitor.confirm(&link).await;
    let door = visitor.open("/portal/sign-in?next=/cabinet/drafts/new").await;
    let values = [("login", "anna@romashka.example"), ("password", PHRASE)];
    let start = visitor.press(&door, "/portal/sign-in", &values).await;
    assert!(start.says("Заявление на подключение к 1С-Отчетности"), "{}", start.text());
}
