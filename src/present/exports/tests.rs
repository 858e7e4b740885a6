//! Exports are read back by independent readers: nothing is lost, nothing becomes a formula, and the sums are right.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use encoding_rs::WINDOWS_1251;

use super::*;

mod properties;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn line() -> ExportLine {
    ExportLine {
        activated_on: day("2026-10-05"),
        application_number: "42".to_owned(),
        subscriber_code: "0000117".to_owned(),
        organization: "ООО «Ромашка»".to_owned(),
        inn: "0000526019".to_owned(),
        kpp: Some("010001001".to_owned()),
        reg_number: "800123456".to_owned(),
        product: "Многопользовательский режим".to_owned(),
        extension: Some("10 и более".to_owned()),
        basis: "Платно".to_owned(),
        promotion: None,
        starts_on: Some(day("2026-10-05")),
        ends_on: Some(day("2027-10-04")),
        quantity: 1,
        price: Money::from_kopecks(288_000),
        promotion_discount: Money::ZERO,
        partner_discount: Rate::from_basis_points(3750).unwrap(),
        amount: Money::from_kopecks(180_000),
        vat: None,
        vat_amount: Money::ZERO,
        total: Money::from_kopecks(180_000),
        status: "На согласовании".to_owned(),
        comment: None,
    }
}

/// A correction of a sole proprietor's line, with VAT and hostile texts.
fn correction() -> ExportLine {
    ExportLine {
        organization: "=1+1; \"ИП\"\r\nПетров".to_owned(),
        kpp: None,
        product: "Отчетность".to_owned(),
        extension: None,
        promotion: Some("-50 на второй год".to_owned()),
        ends_on: None,
        quantity: -1,
        promotion_discount: Money::from_kopecks(1050),
        amount: Money::from_kopecks(-123_456_789),
        vat: Rate::from_basis_points(2200),
        vat_amount: Money::from_kopecks(-27_160_494),
        total: Money::from_kopecks(-150_617_283),
        comment: Some("@SUM(A1) ₽ 😀".to_owned()),
        ..line()
    }
}

const HEAD: &str = "№ п/п;Дата активации;№ заявления;Код абонента;Организация;ИНН;КПП;Рег. номер программы;Продукт;\
                    Вид расширения;Основание;Акция;Начало;Окончание;Количество;Цена;Скидка акции;\
                    Скидка партнера, %;Сумма;Ставка НДС;Сумма НДС;Всего;Статус;Комментарий\r\n";

#[test]
fn csv_is_written_to_the_letter() {
    let file = String::from_utf8(csv(&[line(), correction()])).unwrap();
    let expected = [
        "\u{FEFF}",
        HEAD,
        "1;05.10.2026;\"42\";\"0000117\";ООО «Ромашка»;\"0000526019\";\"010001001\";\"800123456\";",
        "Многопользовательский режим;10 и более;Платно;;05.10.2026;04.10.2027;",
        "1;2880,00;0,00;37,5;1800,00;Без НДС;0,00;1800,00;На согласовании;\r\n",
        "2;05.10.2026;\"42\";\"0000117\";\"'=1+1; \"\"ИП\"\"\r\nПетров\";\"0000526019\";\"\";\"800123456\";",
        "Отчетность;;Платно;'-50 на второй год;05.10.2026;;",
        "-1;2880,00;10,50;37,5;-1234567,89;22%;-271604,94;-1506172,83;На согласовании;'@SUM(A1) ₽ 😀\r\n",
    ];
    assert_eq!(file, expected.concat());
}

#[test]
fn an_empty_export_is_its_headings() {
    assert_eq!(String::from_utf8(csv(&[])).unwrap(), format!("\u{FEFF}{HEAD}"));
    let (file, replaced) = csv1251(&[]);
    assert_eq!(WINDOWS_1251.decode(&file).0, HEAD);
    assert!(replaced.is_empty());
    let rows = rows(&xlsx(&[], &[]).unwrap());
    assert_eq!(rows.len(), 1);
}

#[test]
fn windows_1251_says_what_it_lacks() {
    let (file, replaced) = csv1251(&[line(), correction()]);
    assert!(!file.starts_with(&[0xEF, 0xBB, 0xBF]));
    assert!(WINDOWS_1251.decode(&file).0.ends_with(";'@SUM(A1) ? ?\r\n"));
    let lacks = |character| Replaced { line: 2, column: "Комментарий", character };
    assert_eq!(replaced, [lacks('₽'), lacks('😀')]);
}

#[test]
fn percents_are_written_as_people_write_them() {
    let written = |points| percent(Rate::from_basis_points(points).unwrap());
    assert_eq!([0, 3750, 4000, 10_000, 1667].map(written), ["0", "37,5", "40", "100", "16,67"]);
    assert_eq!(vat(Rate::from_basis_points(2200)), "22%");
    assert_eq!(vat(Rate::from_basis_points(0)), "0%");
}

#[test]
fn every_beginning_of_a_formula_is_defused_in_text_only() {
    for first in ["=", "+", "-", "@", "\t", "\r"] {
        let organization = format!("{first}cmd|' /C calc'!A0");
        let hostile = ExportLine { inn: organization.clone(), organization, ..correction() };
        let [record] = records(&csv(std::slice::from_ref(&hostile))).try_into().unwrap();
        assert_eq!(record[4], format!("'{}", hostile.organization));
        assert_eq!(record[5], format!("'{}", hostile.inn));
        assert_eq!(record[14], "-1");
        assert_eq!(record[18], "-1234567,89");
    }
}

/// The records of a CSV after its headings, by an independent parser.
fn records(file: &[u8]) -> Vec<Vec<String>> {
    let file = file.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(file);
    let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(file);
    assert_eq!(reader.headers().unwrap(), HEADINGS.as_slice());
    let record = |record: ::csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|found| record(found.unwrap())).collect()
}

fn rows(file: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).unwrap();
    book.worksheet_range("Реестр").unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn data(cell: &Data) -> String {
    match cell {
        Data::Empty => "empty".to_owned(),
        Data::String(text) => format!("text {text}"),
        Data::Float(number) => format!("number {number}"),
        Data::Int(number) => format!("number {number}"),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("day {year:04}-{month:02}-{day:02}")
        }
        other @ (Data::Bool(_) | Data::DateTimeIso(_) | Data::DurationIso(_) | Data::Error(_)) => {
            panic!("{other:?}")
        }
    }
}

#[test]
fn a_workbook_is_read_back_with_its_types() {
    let lines = [line(), correction()];
    let rows = rows(&xlsx(&lines, &[TotalRow::of("Итого", &lines)]).unwrap());
    let headings: Vec<_> = rows[0].iter().map(data).collect();
    assert_eq!(headings, HEADINGS.map(|heading| format!("text {heading}")));
    let first: Vec<_> = rows[1].iter().map(data).collect();
    assert_eq!(first[1], "day 2026-10-05");
    assert_eq!(first[5], "text 0000526019");
    assert_eq!(first[17], "number 37.5");
    assert_eq!(first[18], "number 1800");
    // A workbook marks the cell as text, so no apostrophe is added.
    assert!(data(&rows[2][4]).starts_with("text =1+1"));
    assert!(rows[3].iter().all(|cell| *cell == Data::Empty), "a row of air above the sums");
    let sums: Vec<_> = [4, 14, 16, 18, 20, 21].map(|column| data(&rows[4][column])).into();
    assert_eq!(
        sums,
        [
            "text Итого",
            "number 0",
            "number 10.5",
            "number -1232767.89",
            "number -271604.94",
            "number -1504372.83"
        ]
    );
    assert_eq!(rows.len(), 5);
}

/// A file inside the workbook's archive.
fn inside(workbook: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_has_a_frozen_header_and_a_filter_over_the_lines_only() {
    let lines = [line(), correction()];
    let sheet = inside(&xlsx(&lines, &[TotalRow::of("Итого", &lines)]).unwrap(), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<autoFilter ref="A1:X3"/>"#), "{sheet}");
    assert!(sheet.contains(r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#));
    assert!(!sheet.contains("<f>"), "no formulas");
    assert!(sheet.contains(r#"<ignoredError sqref="C1:H3" numberStoredAsText="1"/>"#));
}

#[test]
fn the_same_lines_make_the_same_workbook() {
    let (lines, total) = ([line(), correction()], TotalRow::of("Итого", &[line()]));
    let book = xlsx(&lines, std::slice::from_ref(&total)).unwrap();
    assert_eq!(book, xlsx(&lines, &[total]).unwrap());
    assert!(inside(&book, "docProps/core.xml").contains("2026-01-01T00:00:00Z"));
}

#[test]
fn what_a_workbook_cannot_hold_is_a_fault() {
    let huge = ExportLine { total: Money::from_kopecks(1_000_000_000_000_000), ..line() };
    assert!(matches!(xlsx(&[huge], &[]), Err(XlsxFault::TooLarge(_))));
    let early = ExportLine { activated_on: day("1899-12-30"), ..line() };
    assert!(matches!(xlsx(&[early], &[]), Err(XlsxFault::Unfit(_))));
    let long = ExportLine { comment: Some("я".repeat(40_000)), ..line() };
    assert!(matches!(xlsx(&[long], &[]), Err(XlsxFault::Unfit(_))));
}
