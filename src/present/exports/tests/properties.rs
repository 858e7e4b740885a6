//! Whatever the lines contain, each format reads back the same.

use encoding_rs::WINDOWS_1251;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

/// The expected content of a CSV cell.
fn expected(cell: &Cell<'_>) -> String {
    let defused = |text: &str| {
        let first = text.chars().next();
        if first.is_some_and(|first| "=+-@\t\r".contains(first)) {
            format!("'{text}")
        } else {
            text.to_owned()
        }
    };
    match cell {
        Cell::Identifier(text) => defused(text),
        Cell::Text(text) => defused(text),
        Cell::Day(day) => day.format("%d.%m.%Y").to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Money(money) => format!("{:.2}", money.roubles()).replace('.', ","),
        Cell::Percent(rate) => rate.percent().to_string().replace('.', ","),
        Cell::Empty => String::new(),
    }
}

/// The expected content of a workbook cell, in a comparable form.
fn expected_data(cell: &Cell<'_>) -> String {
    let number = |number: Decimal| format!("number {}", number.normalize());
    match cell {
        Cell::Identifier("") | Cell::Empty => "empty".to_owned(),
        Cell::Text(text) if text.is_empty() => "empty".to_owned(),
        Cell::Identifier(text) => format!("text {text}"),
        Cell::Text(text) => format!("text {text}"),
        Cell::Day(day) => format!("day {day}"),
        Cell::Number(count) => number(Decimal::from(*count)),
        Cell::Money(money) => number(money.roubles()),
        Cell::Percent(rate) => number(rate.percent()),
    }
}

/// Texts of people and attackers.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@\t\r-]?[А-Яа-яЁё0-9 «»\"';,\r\n\t-]{0,20}",
        any::<String>().prop_map(|text| text.replace('\u{FEFF}', "")),
    ]
}

/// Texts that a workbook's reader returns unchanged: without control characters and `_x0041_` escapes.
fn sheet_text() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace(|letter: char| letter.is_control() || letter == '_', ""))
}

/// The largest sum exact to the kopeck in a workbook, which has fifteen digits.
const GREATEST: i64 = 999_999_999_999_999;
/// The upper limit of the number of lines.
const LINES: usize = 6;

fn money() -> impl Strategy<Value = Money> {
    (-GREATEST..=GREATEST).prop_map(Money::from_kopecks)
}

/// The total of a line; all lines together stay below the largest sum.
fn whole() -> impl Strategy<Value = Money> {
    let share = GREATEST / i64::try_from(LINES).unwrap();
    (-share..=share).prop_map(Money::from_kopecks)
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..100_000).prop_map(|days| day("1900-03-01") + chrono::Days::new(days))
}

fn any_rate() -> impl Strategy<Value = Rate> {
    (0..=10_000).prop_map(|points| Rate::from_basis_points(points).unwrap())
}

fn sums(line: ExportLine) -> impl Strategy<Value = ExportLine> {
    let rates = (any_rate(), prop::option::of(any_rate()), any::<i32>());
    (money(), money(), money(), money(), whole(), rates).prop_map(
        move |(price, promotion_discount, amount, vat_amount, total, (partner_discount, vat, quantity))| {
            ExportLine {
                quantity,
                price,
                promotion_discount,
                partner_discount,
                amount,
                vat,
                vat_amount,
                total,
                ..line.clone()
            }
        },
    )
}

fn lines<T: Strategy<Value = String>>(text: fn() -> T) -> impl Strategy<Value = Vec<ExportLine>> {
    let digits = || "0{0,4}[0-9]{1,12}";
    let names = (text(), text(), text(), text(), prop::option::of(text()), prop::option::of(text()));
    let identifiers = (digits(), digits(), digits(), prop::option::of(digits()), digits());
    let days = (any_day(), prop::option::of(any_day()), prop::option::of(any_day()));
    let one = (names, identifiers, days, prop::option::of(text())).prop_map(|(names, identifiers, days, extension)| {
        let (organization, product, basis, status, promotion, comment) = names;
        let (application_number, subscriber_code, inn, kpp, reg_number) = identifiers;
        let (activated_on, starts_on, ends_on) = days;
        #[rustfmt::skip]
        let line = ExportLine {
            activated_on, application_number, subscriber_code, organization, inn, kpp, reg_number, product, extension,
            basis, promotion, starts_on, ends_on, status, comment, ..line()
        };
        line
    });
    prop::collection::vec(one.prop_flat_map(sums), 0..LINES)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn csv_read_back_is_the_lines(lines in lines(text)) {
        let found = records(&csv(&lines));
        let written: Vec<Vec<_>> =
            numbered(&lines).map(|(_, cells)| cells.iter().map(expected).collect()).collect();
        prop_assert_eq!(&found, &written);
        let kopecks = |text: &String| text.replace(',', "").parse::<i64>().unwrap();
        let total: i64 = found.iter().map(|record| kopecks(&record[21])).sum();
        prop_assert_eq!(Money::from_kopecks(total), TotalRow::of("", &lines).total);
    }

    #[test]
    fn windows_1251_is_the_same_but_for_what_it_reports(lines in lines(text)) {
        let (file, replaced) = csv1251(&lines);
        let whole = String::from_utf8(csv(&lines)).unwrap();
        let lacks = |letter: &char| WINDOWS_1251.encode(&letter.to_string()).2;
        let lacking: Vec<_> = whole.chars().skip(1).filter(lacks).collect();
        prop_assert_eq!(replaced.iter().map(|one| one.character).collect::<Vec<_>>(), lacking);
        let with_marks: String =
            whole.chars().skip(1).map(|letter| if lacks(&letter) { '?' } else { letter }).collect();
        prop_assert_eq!(WINDOWS_1251.decode_without_bom_handling(&file).0, with_marks);
    }

    #[test]
    fn a_workbook_read_back_is_the_lines(lines in lines(sheet_text)) {
        let sheet = rows(&xlsx(&lines, &[]).unwrap());
        for ((_, cells), row) in numbered(&lines).zip(&sheet[1..]) {
            let found: Vec<_> = row.iter().map(data).collect();
            prop_assert_eq!(found, cells.iter().map(expected_data).collect::<Vec<_>>());
        }
    }
}
