//! «Регистрация нового пользователя»: every field, all faults at once, nothing typed is lost.

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::{PHRASE, Page, Portal, REGISTRATION, answer};

const EMAIL: &str = "buh@romashka.example";
const TAKEN: &str = "Такой e-mail уже использован при регистрации";

fn said(page: &Page) -> Vec<String> {
    page.texts(".error-summary a")
}

#[tokio::test]
async fn the_form_has_every_field_in_its_order_with_its_hint() {
    let portal = Portal::open().await;
    let page = portal.passer_by().open(REGISTRATION).await;
    assert_eq!(page.texts("h1"), ["Портал 1С:ИТС Регистрация нового пользователя"]);
    let labels: Vec<_> = page.texts("label.form-label").into_iter().take(10).collect();
    let words = |label: &String| label.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        labels.iter().map(words).collect::<Vec<_>>(),
        [
            "Логин *",
            "Пароль *",
            "E-mail *",
            "Фамилия",
            "Имя",
            "Отчество",
            "Место работы",
            "Город",
            "Телефон",
            "Введите символы *"
        ]
    );
    for hint in [
        "Логин может как совпадать с регистрационным номером продукта, так и нет. Важно, что такой логин должен быть уникальным.",
        "Пароль должен быть удобным для запоминания, при этом уникальным.",
        "Обратите внимание! Важно заполнить внимательно, т.к. указанный e-mail используется в случае утери доступа к сервису.",
        "Директор, если его нет, главный бухгалтер, затем остальные контактные лица.",
        "Полное наименование организации.",
        "Город, указанный в юридическом адресе.",
        "Контактный рабочий номер организации",
        "Обновить",
        "Я согласен с условиями Пользовательского соглашения",
        "Даю согласие на обработку персональных данных",
        "редакция от 01.09.2026",
        "Зарегистрироваться",
    ] {
        assert!(page.says(hint), "{hint}: {}", page.text());
    }
    assert_eq!(page.texts(".btn-primary"), ["Зарегистрироваться"], "one filled button");
}

#[tokio::test]
async fn an_empty_form_tells_all_that_is_wrong_at_once_and_links_to_it() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let form = visitor.open(REGISTRATION).await;
    let page = visitor.press(&form, REGISTRATION, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts("title").concat().starts_with("Ошибка"));
    assert_eq!(
        said(&page),
        [
            "Логин не указан",
            "Пароль не указан",
            "E-mail не указан",
            "Символы не совпали. Введите символы с новой картинки",
            "Отметьте, что согласны с условиями Пользовательского соглашения",
            "Отметьте согласие на обработку персональных данных",
        ]
    );
    for link in page.values(".error-summary a", "href") {
        assert_eq!(page.values(&format!("{link}[aria-invalid=true]"), "id").len(), 1, "{link}");
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_but_the_password() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let typed = [
        ("last_name", "Петрова"),
        ("first_name", "Анна"),
        ("middle_name", "Ивановна"),
        ("place_of_work", "Общество с ограниченной ответственностью «Ромашка»"),
        ("city", "Иркутск"),
        ("phone", "112"),
    ];
    let page = visitor.register("romashka", EMAIL, &typed).await;
    assert_eq!(said(&page), ["Введите пароль еще раз", "Укажите российский номер телефона: +7 и 10 цифр"]);
    for (name, value) in typed.into_iter().chain([("login", "romashka"), ("email", EMAIL)]) {
        assert_eq!(page.values(&format!("#{name}"), "value"), [value]);
    }
    assert_eq!(page.values("#password", "value"), Vec::<String>::new());
    assert_eq!(page.values("[type=checkbox][checked]", "name"), ["agreement", "personal_data"]);
    assert!(page.says("Проверка пройдена, повторять символы не нужно."), "{}", page.text());
    let again =
        [("password", PHRASE), ("phone", "+7 999 000-00-01"), ("login", "romashka"), ("email", EMAIL)];
    let ticks = [("agreement", "on"), ("personal_data", "on")];
    let values: Vec<_> = again.into_iter().chain(ticks).collect();
    let kept = visitor.press(&page, REGISTRATION, &values).await;
    assert!(kept.says("Требуется подтвердить"), "{}", kept.text());
}

#[tokio::test]
async fn another_picture_comes_without_losing_what_was_typed() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let form = visitor.open(REGISTRATION).await;
    let values = [("refresh", "1"), ("login", "romashka"), ("agreement", "on"), ("password", PHRASE)];
    let page = visitor.press(&form, REGISTRATION, &values).await;
    assert_eq!((page.status, said(&page)), (StatusCode::OK, vec![]));
    assert_eq!(page.values("#login", "value"), ["romashka"]);
    assert_ne!(page.values("input[name=captcha]", "value"), form.values("input[name=captcha]", "value"));
    assert_eq!(portal.count("registrations").await, 0);
}

#[tokio::test]
async fn a_weak_password_and_one_of_own_data_are_refused_in_words() {
    let portal = Portal::open().await;
    for (password, words) in [("пароль2026", "слишком распространен"), ("romashka", "из ваших данных")]
    {
        let page = portal.passer_by().register("romashka", EMAIL, &[("password", password)]).await;
        assert!(page.says(words), "{password}: {}", page.text());
    }
}

#[tokio::test]
async fn a_login_is_one_persons_alone_and_may_be_a_registration_number() {
    let portal = Portal::open().await;
    portal.staff().await;
    portal.program().await;
    for login in ["staff", "ITS-Demo"] {
        let page = portal.passer_by().register(login, EMAIL, &[]).await;
        assert_eq!(said(&page)[0], "Такой логин уже занят: придумайте другой", "{login}");
    }
    let inn = portal.passer_by().register("9900815901", EMAIL, &[]).await;
    assert!(said(&inn)[0].contains("ИНН"), "{}", inn.text());
    let kept = portal.passer_by().register("800123456", EMAIL, &[]).await;
    assert!(kept.says("800123456"), "{}", kept.text());
    let reserved = portal.passer_by().register("800123456", "other@romashka.example", &[]).await;
    assert_eq!(said(&reserved)[0], "Такой логин уже занят: придумайте другой");
    portal.clock.advance(Duration::hours(24));
    let free = portal.passer_by().register("800123456", "other@romashka.example", &[]).await;
    assert!(free.says("Требуется подтвердить"), "a registration lapses in a day: {}", free.text());
}

#[tokio::test]
async fn a_form_that_was_sent_twice_is_kept_once() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    for press in ["first", "second"] {
        let page = visitor.register("romashka", EMAIL, &[]).await;
        assert!(page.says("Требуется подтвердить"), "{press}: {}", page.text());
    }
    assert_eq!(portal.count("registrations").await, 1);
    let other = [("password", "Другая длинная фраза")];
    let page = visitor.register("romashka", EMAIL, &other).await;
    assert!(page.says("Такой логин уже занят"), "another password is another form: {}", page.text());
    let page = portal.passer_by().register("romashka", EMAIL, &[]).await;
    assert!(page.says("Такой логин уже занят"), "so is another browser: {}", page.text());
}

#[tokio::test]
async fn that_an_email_is_taken_is_told_after_the_captcha_and_five_times_a_day() {
    let portal = Portal::open().await;
    let mut first = portal.passer_by();
    let link = portal.registered(&mut first, "romashka", EMAIL).await;
    first.confirm(&link).await;
    let unsolved = portal.passer_by().register("other", EMAIL, &[("sum", "много")]).await;
    assert!(!unsolved.says(TAKEN), "{}", unsolved.text());
    for _ in 0..5 {
        let told = portal.passer_by().register("other", "BUH@Romashka.example", &[]).await;
        assert!(told.says(TAKEN) && told.says("Восстановите логин и пароль"), "{}", told.text());
    }
    for email in [EMAIL, "free@romashka.example"] {
        let silent = portal.passer_by().register("other", email, &[]).await;
        assert_eq!(silent.status, StatusCode::TOO_MANY_REQUESTS, "whose address it is, is not told");
    }
    let elsewhere =
        portal.passer_by().at("203.0.113.9").register("other", "free@romashka.example", &[]).await;
    assert!(elsewhere.says("Требуется подтвердить"));
    portal.clock.advance(Duration::hours(24));
    assert!(portal.passer_by().register("third", EMAIL, &[]).await.says(TAKEN));
}

#[tokio::test]
async fn one_solved_captcha_does_not_tell_of_any_number_of_logins() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    for number in 0..60 {
        let page = visitor.register(&format!("login-{number}"), "bad", &[]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{number}: {}", page.text());
    }
    let over = visitor.register("login-60", "bad", &[]).await;
    assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS);
    let elsewhere = portal.passer_by().at("203.0.113.9").register("login-61", EMAIL, &[]).await;
    assert!(elsewhere.says("Требуется подтвердить"), "{}", elsewhere.text());
}

#[tokio::test]
async fn registrations_of_one_address_and_letters_to_one_email_are_limited() {
    let portal = Portal::open().await;
    for number in 0..5 {
        let page = portal.passer_by().register(&format!("first-{number}"), EMAIL, &[]).await;
        assert!(page.says("Требуется подтвердить"), "an unconfirmed e-mail blocks nobody: {}", page.text());
    }
    let many = portal.passer_by().register("first-5", EMAIL, &[]).await;
    assert!(said(&many).concat().contains("отправлено 5 писем"), "{}", many.text());
    for number in 6..20 {
        portal.passer_by().register(&format!("l-{number}"), &format!("l-{number}@x.example"), &[]).await;
    }
    let over = portal.passer_by().register("last", "last@x.example", &[]).await;
    assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(said(&over)[0].starts_with("Это уже сделали столько раз"), "{}", over.text());
    assert_eq!(over.values("#email", "value"), ["last@x.example"], "nothing typed is lost");
    assert_eq!(portal.count("security_events where kind = 'registration_asked'").await, 1);
}

#[tokio::test]
async fn a_form_of_another_browser_registers_nobody() {
    let portal = Portal::open().await;
    let form = portal.passer_by().open(REGISTRATION).await;
    let sum = answer(&form);
    let values = [("login", "romashka"), ("password", PHRASE), ("email", EMAIL), ("sum", sum.as_str())];
    let forged = portal.passer_by().press(&form, REGISTRATION, &values).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!(portal.count("registrations").await, 0);
}
