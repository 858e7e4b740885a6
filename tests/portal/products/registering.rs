//! Registering a product: the number and the PIN, the questionnaire, the countdown.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::Role;
use registrar::operations::{Failure, products};

use crate::support::{ANSWERS, PRODUCT_FORM, Page, Portal, Visitor, answered, rounds};

const NUMBER: &str = "800123456";
const PIN: &str = "1234567890123456";
const WRONG: &str = "Не подошло. Проверьте регистрационный номер и PIN-код.";

async fn answer_all(browser: &mut Visitor, form: &Page, values: &[(&str, &str)]) -> Page {
    let address = form.values("main form", "action").pop().unwrap();
    let usual = ANSWERS.iter().copied().filter(|(name, _)| values.iter().all(|(other, _)| other != name));
    let all: Vec<_> = usual.chain(values.iter().copied()).collect();
    browser.press(form, &address, &all).await
}

#[tokio::test]
async fn the_form_speaks_the_words_of_the_founding_documents() {
    let portal = Portal::open().await;
    let mut browser = portal.visit(&portal.client_without_organization().await).await;
    let page = browser.open(PRODUCT_FORM).await;
    for words in ["Программные продукты", "Регистрация", "PIN-код", "Введите символы", "Обновить", "Ввести"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let renewed =
        browser.press(&page, PRODUCT_FORM, &[("number", NUMBER), ("pin", PIN), ("refresh", "1")]).await;
    assert_eq!(renewed.status, StatusCode::OK);
    assert_eq!(renewed.values("#number", "value"), [NUMBER], "what was typed stays");
    assert_ne!(renewed.values("#pin", "value"), [PIN], "but the PIN");
    assert_ne!(page.values("input[name=captcha]", "value"), renewed.values("input[name=captcha]", "value"));
    let empty = browser.press(&renewed, PRODUCT_FORM, &[("number", ""), ("pin", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.values(".error-summary a", "href"), ["#number", "#pin", "#symbols"]);
    assert!(empty.texts("title")[0].starts_with("Ошибка"), "{:?}", empty.texts("title"));
}

#[tokio::test]
async fn a_product_is_registered_from_the_number_to_the_countdown() {
    let portal = Portal::open().await;
    portal.delivery(NUMBER, PIN).await;
    let mut browser = portal.visit(&portal.client_without_organization().await).await;
    let questionnaire = browser.try_pair("800 123 456", "1234-5678 9012 3456").await;
    assert!(questionnaire.says("рег. номер 800123456"), "{}", questionnaire.text());
    assert!(
        !questionnaire.text().contains(PIN)
            && questionnaire.values("main input[type=hidden]", "name") == ["csrf"]
    );
    let product = answer_all(&mut browser, &questionnaire, &[]).await;
    for words in [
        "1С:Бухгалтерия 8 ПРОФ",
        "Доступ к обновлениям предоставляется через 15 минут после регистрации.",
        "15:00 осталось",
        "Обновления откроются в 12:15 МСК.",
    ] {
        assert!(product.says(words), "{words}: {}", product.text());
    }
    assert_eq!(product.values("[role=timer]", "data-left"), ["900"]);
    let again = answer_all(&mut browser, &questionnaire, &[]).await;
    assert_eq!(again.texts("h1"), product.texts("h1"), "a second press opens what the first one registered");
    assert!(again.says("Ответы остались прежними."), "{}", again.text());
    assert_eq!(portal.count("products").await, 1);
    assert!(browser.open("/portal").await.says("обновления с 12:15"));
    portal.clock.advance(Duration::minutes(15));
    let address = browser.open("/portal").await.values("main td a", "href").remove(0);
    let open = browser.open(&address).await;
    assert!(open.says("Доступ к обновлениям открыт с 18.11.2026 12:15 МСК"), "{}", open.text());
    let used = browser.try_pair(NUMBER, PIN).await;
    assert!(used.says(WRONG), "{}", used.text());
    portal.verify().await;
}

#[tokio::test]
async fn the_questionnaire_asks_twelve_fields_and_all_of_them_are_required() {
    let portal = Portal::open().await;
    portal.delivery(NUMBER, PIN).await;
    let mut browser = portal.visit(&portal.client_without_organization().await).await;
    let form = browser.try_pair(NUMBER, PIN).await;
    assert!(form.says("Заполните информацию о себе (все поля являются обязательными для заполнения):"));
    let labels: Vec<_> = form
        .texts("main label")
        .iter()
        .map(|label| label.trim_end_matches(['*', ' ', '\n']).to_owned())
        .collect();
    assert_eq!(
        labels,
        [
            "Наименование организации",
            "Тип основной деятельности",
            "Почтовый индекс",
            "Адрес",
            "Руководитель организации",
            "Ответственный за работу с пакетом",
            "Телефон",
            "Факс",
            "E-mail",
            "Где приобретена программа",
            "Дата приобретения",
            "Число рабочих мест, на которых установлены программные продукты системы \"1С:Предприятие 8\"",
        ]
    );
    let empty: Vec<_> = ANSWERS.iter().map(|(name, _)| (*name, "")).collect();
    let faulty = answer_all(&mut browser, &form, &empty).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let links: Vec<_> = ANSWERS.iter().map(|(name, _)| format!("#{name}")).collect();
    assert_eq!(faulty.values(".error-summary a", "href"), links);
    let kept = answer_all(&mut browser, &faulty, &[("postcode", "12")]).await;
    assert_eq!(kept.values(".error-summary a", "href"), ["#postcode"]);
    assert_eq!(kept.values("#fax", "value"), ["нет"], "what was typed stays");
    assert_eq!(portal.count("products").await, 0);
}

#[tokio::test]
async fn a_wrong_number_a_wrong_pin_and_a_used_pair_get_one_sentence() {
    let portal = Portal::open().await;
    let holder = portal.person("holder", "Владельцева Инна Петровна", &[(Role::Client, None)]).await;
    portal.product(&holder, "800123457", PIN).await;
    portal.delivery(NUMBER, PIN).await;
    let mut browser = portal.visit(&portal.client_without_organization().await).await;
    let mut answers = Vec::new();
    for (number, pin) in [("800999999", PIN), (NUMBER, "6543210987654321"), ("800123457", PIN)] {
        let page = browser.try_pair(number, pin).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        answers.push(page.texts(".error-summary li"));
    }
    assert!(answers[0][0].contains(WRONG) && answers.iter().all(|one| *one == answers[0]), "{answers:?}");
}

#[tokio::test]
async fn another_accounts_product_and_questionnaire_are_not_found() {
    let portal = Portal::open().await;
    let holder = portal.person("holder", "Владельцева Инна Петровна", &[(Role::Client, None)]).await;
    let product = portal.product(&holder, "800123457", PIN).await;
    portal.delivery(NUMBER, PIN).await;
    let claim = portal.claim(&holder, NUMBER, PIN).await;
    let mut browser = portal.visit(&portal.client_without_organization().await).await;
    for address in [format!("/portal/products/{product}"), format!("{PRODUCT_FORM}/{claim}")] {
        let page = browser.open(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(!page.says("1С:Бухгалтерия"), "{}", page.text());
    }
    let mut own = portal.visit(&holder).await;
    assert_eq!(own.open(&format!("{PRODUCT_FORM}/{claim}")).await.status, StatusCode::OK);
    portal.clock.advance(Duration::days(61));
    let mut late = portal.visit(&holder).await;
    assert_eq!(late.open(&format!("{PRODUCT_FORM}/{claim}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn of_two_who_knew_one_pair_at_once_one_has_the_product() {
    let portal = Portal::open().await;
    let one = portal.person("one", "Первая Анна Ивановна", &[(Role::Client, None)]).await;
    let other = portal.person("other", "Вторая Вера Павловна", &[(Role::Client, None)]).await;
    for round in 0..rounds().min(20) {
        let number = (800_200_000 + round).to_string();
        portal.delivery(&number, PIN).await;
        let claims = [portal.claim(&one, &number, PIN).await, portal.claim(&other, &number, PIN).await];
        let (desks, typed) = ([one.desk(), other.desk()], answered());
        let (first, second) = tokio::join!(
            products::register(&desks[0], &claims[0], &typed),
            products::register(&desks[1], &claims[1], &typed),
        );
        let refused = [first, second].into_iter().filter_map(Result::err).collect::<Vec<_>>();
        assert!(matches!(refused[..], [Failure::Refused(_)]), "{refused:?}");
    }
    portal.verify().await;
}
