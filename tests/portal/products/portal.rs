//! The first page of the portal, its menu, and what is free.

use axum::http::StatusCode;

use crate::support::Portal;

#[tokio::test]
async fn the_portal_begins_with_the_prompt_and_ones_own_products() {
    let portal = Portal::open().await;
    let client = portal.client_without_organization().await;
    portal.product(&client, "800123456", "1234567890123456").await;
    let mut browser = portal.visit(&client).await;
    let page = browser.open("/portal").await;
    let prompt = "Для получения сопровождения по приобретенным вами программным продуктам их необходимо зарегистрировать \
                  программный продукт";
    assert!(page.says(prompt), "{}", page.text());
    assert_eq!(page.texts("a[href='/portal/products/registration'].link"), ["программный продукт"]);
    assert_eq!(page.texts("main table:first-of-type th")[..2], ["Наименование", "Рег. номер"]);
    assert!(page.says("1С:Бухгалтерия 8 ПРОФ") && page.says("800123456"), "{}", page.text());
    assert_eq!(page.texts("header [aria-current]"), ["Портал 1С:ИТС"]);
    let cabinet = browser.open("/cabinet").await;
    assert_eq!(cabinet.texts("header [aria-current]"), ["Личный кабинет"]);
    let mut staff = portal.visit(&portal.staff().await).await;
    assert!(staff.open("/portal").await.says("сотрудник"), "whoever works at a desk is led there");
}

#[tokio::test]
async fn every_caption_of_the_menu_leads_somewhere() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let client = portal.client(portal.see(number).await.organization).await;
    let mut browser = portal.visit(&client).await;
    let page = browser.open("/portal").await;
    let captions = page.texts("nav[aria-label='Меню портала'] a, nav[aria-label='Меню портала'] p");
    for caption in [
        "Абонент",
        "Код абонента",
        "Профиль абонента",
        "Приглашение пользователей",
        "Пользователи",
        "Организации",
        "Программные продукты",
        "Регистрация",
        "На базе 1С:Предприятия 8",
        "Облачная инфраструктура",
        "Купленные в Эвотор",
        "1С:Касса",
        "Договоры",
        "Сервисы сопровождения конфигураций",
        "Сервисы",
        "Активация касс",
        "Интернет-поддержка и сервисы",
    ] {
        assert!(captions.contains(&caption.to_owned()), "{caption}: {captions:?}");
    }
    for link in page.values("nav[aria-label='Меню портала'] a", "href") {
        let there = browser.open(&link).await;
        assert_eq!(there.status, StatusCode::OK, "{link}");
        assert_eq!(there.values(".side-menu a[aria-current]", "href"), [link], "the menu says where one is");
    }
    let elsewhere = browser.open("/portal/services/evotor").await;
    assert!(elsewhere.says("Этого раздела здесь нет") && elsewhere.says("Телефон"), "{}", elsewhere.text());
    assert_eq!(browser.open("/portal/services/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_free_is_got_once_and_is_ones_own() {
    let portal = Portal::open().await;
    let client = portal.client_without_organization().await;
    let mut browser = portal.visit(&client).await;
    let page = browser.open("/portal").await;
    for words in [
        "Получить бесплатно",
        "Наименование",
        "Комплект поставки",
        "1С:Клиент ЭДО 8, редакция 2. Электронная поставка",
        "1С:Публикатор",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let free = "/portal/products/free/publisher";
    let got = browser.press(&page, free, &[]).await;
    assert!(got.says("Продукт получен.") && got.says("получен"), "{}", got.text());
    assert!(!got.offers(free) && got.offers("/portal/products/free/edo_client"));
    let again = browser.press(&page, free, &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.says("Этот продукт у вас уже есть."), "{}", again.text());
    assert_eq!(portal.count("products").await, 1);
    portal.verify().await;
}
