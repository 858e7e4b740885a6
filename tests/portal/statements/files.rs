//! The files of a month: their sums equal those of the page and of the database, to the kopeck.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader as _, Xlsx};
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use super::{MONTH, with_october_published};
use crate::support::{Page, Portal};
use registrar::generate::Size;
use registrar::store::Reach as _;

/// The October charges of the partner to which the tests' users belong.
const OF_FORSAIT: &str =
    "month = '2026-10' and partner_id = (select id from partners where code = 'forsait')";

#[tokio::test]
async fn the_three_files_sum_up_to_the_page_and_to_the_rows() {
    let portal = with_october_published(3).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let expected = in_the_rows(&portal).await;
    assert_ne!(expected, 0);
    assert_eq!(on_the_page(&manager.open(MONTH).await), expected);

    for address in [MONTH, "/operator/statements/2026-10"] {
        let visitor = if address == MONTH { &mut manager } else { &mut billing };
        let csv = visitor.open(&format!("{address}/export/csv")).await;
        assert_eq!(&csv.bytes[..3], b"\xef\xbb\xbf");
        assert_eq!(in_csv(std::str::from_utf8(&csv.bytes[3..]).unwrap()), expected);
        let windows = visitor.open(&format!("{address}/export/csv1251")).await;
        assert_eq!(in_csv(&encoding_rs::WINDOWS_1251.decode(&windows.bytes).0), expected);
        let xlsx = visitor.open(&format!("{address}/export/xlsx")).await;
        assert_eq!(in_xlsx(xlsx.bytes), expected);
    }
}

#[tokio::test]
async fn a_file_has_a_name_and_says_what_was_replaced() {
    let portal = Portal::open().await;
    portal.clock.turn_to(crate::support::at("2026-10-14T08:00:00Z"));
    let snowman = portal.draft().users(0).with("/organization/short_name", json!("ООО «Снеговик ☃»"));
    portal.approved(&snowman).await;
    portal.clock.turn_to(crate::support::at("2026-11-02T08:00:00Z"));
    super::publish_october(&portal).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let csv = manager.open(&format!("{MONTH}/export/csv")).await;
    assert_eq!((csv.header("x-replaced"), csv.header("content-type")), ("0", "text/csv; charset=utf-8"));
    assert_eq!(
        csv.header("content-disposition"),
        "attachment; filename=\"sverka-2026-10.csv\"; filename*=UTF-8''sverka-2026-10.csv"
    );
    // Before the download the user reads which characters are lost, and is offered a file that keeps them.
    let told = manager.open(&format!("{MONTH}/export/csv1251")).await;
    assert_eq!(told.status, StatusCode::OK);
    assert!(told.says("строка 1, «Организация»: символ «☃» заменен на «?»"), "{}", told.text());
    let offered = told.values("main a.btn", "href");
    let address = |rest: &str| format!("{MONTH}/export/{rest}");
    assert_eq!(offered, [address("csv1251?sure=1"), address("csv"), address("xlsx")]);
    // The browser shows this page instead of saving a file, and the audit records no export.
    assert_eq!(manager.open(MONTH).await.values(".exports a[download]", "href"), [""; 0]);
    assert_eq!(portal.count("audit where verb = 'exported'").await, 1, "the first file");
    let sure = manager.open(&offered[0]).await;
    assert_eq!(portal.count("audit where verb = 'exported'").await, 2);
    assert_eq!(
        (sure.header("x-replaced"), sure.header("content-type")),
        ("1", "text/csv; charset=windows-1251")
    );
    let mut billing = portal.visit(&portal.billing().await).await;
    let of_one = "/operator/statements/2026-10/export/csv1251?partner=forsait";
    let told = billing.open(of_one).await;
    assert_eq!(told.values("main a.btn", "href")[0], format!("{of_one}&sure=1"));
    for nothing in ["export/ods", "export/"] {
        assert_eq!(manager.open(&format!("{MONTH}/{nothing}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_thousand_lines_sum_up_alike_and_no_identifier_loses_a_zero() {
    let size =
        Size { partners: 3, organizations: 900, applications: 3_600, licences: 3_400, months: 1, seed: 7 };
    let portal = Portal::generated(&size).await;
    super::publish_october(&portal).await;
    let (expected, identifiers) = (in_the_rows(&portal).await, identifiers_in_the_rows(&portal).await);
    assert!(identifiers.len() >= 1_000, "{} lines", identifiers.len());
    let zeros = identifiers.iter().flatten().filter(|code| code.starts_with('0')).count();
    assert!(zeros > 0, "nothing here begins with a zero");

    let mut manager = portal.visit(&portal.manager().await).await;
    assert_eq!(on_the_page(&manager.open(MONTH).await), expected);
    let csv = manager.open(&format!("{MONTH}/export/csv")).await;
    let csv = std::str::from_utf8(&csv.bytes[3..]).unwrap();
    let windows = manager.open(&format!("{MONTH}/export/csv1251")).await;
    let windows = encoding_rs::WINDOWS_1251.decode(&windows.bytes).0;
    for text in [csv, &windows] {
        assert_eq!(in_csv(text), expected);
        assert!(identifiers_in_csv(text) == identifiers, "other identifiers in the CSV");
    }
    let xlsx = manager.open(&format!("{MONTH}/export/xlsx")).await.bytes;
    assert!(identifiers_in_xlsx(xlsx.clone()) == identifiers, "other identifiers in the workbook");
    assert_eq!(in_xlsx(xlsx), expected);
}

/// The columns that must stay text: a spreadsheet that reads them as numbers drops their zeros.
const IDENTIFIERS: [&str; 4] = ["Код абонента", "ИНН", "КПП", "Рег. номер программы"];

async fn identifiers_in_the_rows(portal: &Portal) -> Vec<[String; 4]> {
    let reach = portal.db().on();
    let sql = format!("select subscriber_code, inn, kpp, reg_number from charges where {OF_FORSAIT}");
    let asked = sea_orm::Statement::from_string(reach.get_database_backend(), sql);
    let rows = reach.query_all_raw(asked).await.unwrap();
    sorted(rows.iter().map(|row| std::array::from_fn(|place| row.try_get_by_index(place).unwrap())))
}

fn identifiers_in_csv(text: &str) -> Vec<[String; 4]> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let places = IDENTIFIERS.map(|heading| head.iter().position(|cell| cell == heading).unwrap());
    sorted(reader.records().map(|line| {
        let line = line.unwrap();
        places.map(|place| line[place].to_owned())
    }))
}

fn identifiers_in_xlsx(bytes: Vec<u8>) -> Vec<[String; 4]> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let head = sheet.rows().next().unwrap();
    let places = IDENTIFIERS
        .map(|heading| head.iter().position(|cell| cell == &Data::String(heading.to_owned())).unwrap());
    let lines = sheet.rows().skip(1).filter(|row| row[places[1]] != Data::Empty);
    sorted(lines.map(|row| {
        places.map(|place| {
            let cell = &row[place];
            assert!(matches!(cell, Data::String(_) | Data::Empty), "{cell:?} is not text");
            cell.to_string()
        })
    }))
}

fn sorted(rows: impl Iterator<Item = [String; 4]>) -> Vec<[String; 4]> {
    let mut rows: Vec<[String; 4]> = rows.collect();
    rows.sort_unstable();
    rows
}

async fn in_the_rows(portal: &Portal) -> i64 {
    let reach = portal.db().on();
    let sql = format!("select cast(sum(total) as bigint) from charges where {OF_FORSAIT}");
    let asked = sea_orm::Statement::from_string(reach.get_database_backend(), sql);
    reach.query_one_raw(asked).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

fn on_the_page(page: &Page) -> i64 {
    kopecks(&page.texts(".total-value")[0])
}

fn in_csv(text: &str) -> i64 {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let place = reader.headers().unwrap().iter().position(|heading| heading == "Всего").unwrap();
    reader.records().map(|line| kopecks(&line.unwrap()[place])).sum()
}

fn in_xlsx(bytes: Vec<u8>) -> i64 {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let mut rows = sheet.rows();
    let head = rows.next().unwrap();
    let column =
        |heading: &str| head.iter().position(|cell| cell == &Data::String(heading.to_owned())).unwrap();
    let (number, total) = (column("№ заявления"), column("Всего"));
    let lines = rows.filter(|row| row[number] != Data::Empty);
    lines
        .map(|row| {
            kopecks(&format!("{:.2}", row[total].to_string().parse::<rust_decimal::Decimal>().unwrap()))
        })
        .sum()
}

/// The amount in kopecks, read from «1 440,00 ₽», «-1440,00» or «1440.00».
fn kopecks(text: &str) -> i64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let amount: i64 = digits.parse().unwrap();
    if text.contains(['-', '−']) { -amount } else { amount }
}
