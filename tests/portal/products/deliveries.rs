//! The operator publishes deliveries: previewed with all faults by their lines, published all or none.

use axum::http::StatusCode;

use crate::support::Portal;

const PREVIEW: &str = "/operator/deliveries/preview";
const PUBLICATION: &str = "/operator/deliveries/publication";

#[tokio::test]
async fn deliveries_are_previewed_and_published_and_no_pin_is_kept_in_clear() {
    let portal = Portal::open().await;
    let mut browser = portal.visit(&portal.admin().await).await;
    let page = browser.open("/operator/deliveries").await;
    let wrong =
        browser.press(&page, PREVIEW, &[("rows", "800123456;12;1С;Коробка\nx;1234567890123456;1С;")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Строка 1: «PIN-код»") && wrong.says("Строка 2: «Рег. номер»"), "{}", wrong.text());
    let rows = "Рег. номер;PIN-код;Наименование;Комплект поставки\n\
                800123456;1234567890123456;1С:Бухгалтерия 8 ПРОФ;Коробка\n\
                800200017;318205974613;1С:Предприятие 7.7;";
    let preview = browser.press(&wrong, PREVIEW, &[("rows", rows)]).await;
    assert!(preview.says("Будет загружено: 2 комплекта.") && preview.says("12 цифр"), "{}", preview.text());
    assert_eq!(portal.count("deliveries").await, 0, "looking publishes nothing");
    let done = browser.press(&preview, PUBLICATION, &[]).await;
    assert!(done.says("Загружено: 2 комплекта."), "{}", done.text());
    assert_eq!(portal.count("deliveries where pin_digest like '%1234567890123456%'").await, 0);
    let again = browser.press(&preview, PUBLICATION, &[]).await;
    assert!(again.says("Строка 2: номер 800123456 уже загружен"), "{}", again.text());
    assert_eq!(portal.count("deliveries").await, 2);
    let journal = browser.open("/operator/journal").await;
    assert!(journal.says("Загружены комплекты") && journal.says("2 комплекта"), "{}", journal.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_delivery_that_came_or_went_without_an_entry_is_found() {
    let portal = Portal::open().await;
    portal.delivery("800123456", "1234567890123456").await;
    portal
        .sql(
            "insert into deliveries (number, name, kit, pin_length, pin_digest, published_at) \
             select '800123457', name, kit, pin_length, pin_digest, published_at from deliveries",
        )
        .await;
    let found = registrar::operations::verification::verify(portal.db()).await.unwrap();
    let broken: Vec<_> = found.into_iter().filter_map(|one| one.broken).collect();
    assert_eq!(broken, ["800123457 came from nowhere"]);
}
