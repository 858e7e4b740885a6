//! Tables pasted from spreadsheets: understood as they come, faults told by the line that a person sees.

use axum::http::StatusCode;

use crate::support::{Page, Portal, Visitor};

const HEADING: &str = "Продукт;Форма;Зона;Срок, мес.;Вид расширения;Группа от;Цена";
const ROW: &str = "1С-Отчетность;любая;z55;12;;;6000,00";

async fn previewed(billing: &mut Visitor, what: &str, rows: &str) -> Page {
    let (page, address) = (format!("/operator/{what}"), format!("/operator/{what}/preview"));
    let page = billing.open(&page).await;
    billing.press(&page, &address, &[("from", "2026-12-01"), ("rows", rows)]).await
}

#[tokio::test]
async fn what_spreadsheets_and_people_add_to_a_price_list_is_understood() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let tabs = |text: &str| text.replace(';', "\t");
    for rows in [
        format!("sep=;\r\n{HEADING}\r\n{ROW}\r\n"),
        format!("{HEADING};\r\n{ROW};;\r\n"),
        tabs(&format!("{HEADING}\r\n{}", ROW.replace("6000,00", "6\u{a0}000,00\u{a0}₽"))),
        tabs(&format!("{HEADING}\r\n{}", ROW.replace("6000,00", "6\u{202f}000,00"))),
        format!("{}\r\n{ROW}", HEADING.to_uppercase()),
        ROW.replace("1С-Отчетность", "1С-Отчётность"),
        ROW.replace("1С-Отчетность", "1С-Отче\u{308}тность"),
        ROW.replace("1С", "1C"),
        format!("\u{feff}\"{}\"\r\n\"{}\"", HEADING.replace(';', "\";\""), ROW.replace(';', "\";\"")),
    ] {
        let preview = previewed(&mut billing, "prices", &rows).await;
        assert_eq!(preview.status, StatusCode::OK, "{rows}: {}", preview.text());
        assert!(
            preview.says("Изменится 1 цена, остальные 5 останутся прежними"),
            "{rows}: {}",
            preview.text()
        );
    }
}

#[tokio::test]
async fn a_fault_has_the_number_of_the_line_that_a_person_sees() {
    let portal = Portal::open().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let wrong = ROW.replace("6000,00", "дорого");
    for (rows, told) in [
        (format!("{HEADING}\r\n{ROW}\r\n{wrong}\r\n"), "Строка 3: «Цена»: не понимаю «дорого»"),
        (format!("sep=;\r\n\r\n{HEADING}\r\n\r\n{wrong}"), "Строка 5: «Цена»"),
        (format!("\"1С-\r\nПредприятие\";любая;z55;12;;;1\r\n{wrong}"), "Строка 3: «Цена»"),
        ("z55".to_owned(), "В строке 1 один столбец, а нужно семь: «Продукт»"),
        (format!("{ROW}\r\nа;б"), "В строке 2 два столбца, а нужно семь"),
    ] {
        let page = previewed(&mut billing, "prices", &rows).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{rows}");
        assert!(page.says(told), "{told}: {}", page.text());
    }
    let told = previewed(&mut billing, "price-ground/zones", "Регион;Зона\r\n\r\n38\r\nxx;z1").await;
    assert!(
        told.says("В строке 3 один столбец, а нужно два") && told.says("Строка 4: «Регион»"),
        "{}",
        told.text()
    );
    let mut admin = portal.visit(&portal.admin().await).await;
    portal.delivery("800123456", "1234567890123456").await;
    let rows = "sep=;\r\n\"800\u{a0}123456\";1234567890123456;1С:Касса;\r\n";
    let told = previewed(&mut admin, "deliveries", rows).await;
    assert!(told.says("Строка 2: номер 800123456 уже загружен"), "{}", told.text());
}

#[tokio::test]
async fn a_list_that_was_taken_away_is_taken_back_although_a_zone_has_no_region() {
    let portal = Portal::open().await;
    portal.sql("update prices set zone = 'z12' where term_months = 24").await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let file = billing.open("/operator/prices/2026-11-18/file").await;
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(text.contains(";z12;24;"), "{text}");
    let same = previewed(&mut billing, "prices", &text).await;
    assert_eq!(same.status, StatusCode::OK, "{}", same.text());
    assert!(same.says("Ничего не изменится."), "{}", same.text());
}
