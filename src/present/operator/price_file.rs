//! The price list as text: exported as CSV, and parsed when it comes back, every fault with its line.

use chrono::NaiveDate;

use super::pasted::{self, Layout, PastedRow, cut};
use crate::domain::form::FieldFaults;
use crate::domain::money::Money;
use crate::domain::price::{PriceList, PriceRow};
use crate::present::words;
use crate::present::words::office as terms;
use crate::present::words::recognition::is_called;

/// The headings, in the order of the columns.
const HEADINGS: [&str; 7] = ["Продукт", "Форма", "Зона", "Срок, мес.", "Вид расширения", "Группа от", "Цена"];
/// The zone's cell when the price is the same in all zones.
const ANY_ZONE: &str = "любая";

/// The prices of a day for Excel on Windows: UTF-8 with BOM, `;`, decimal commas.
#[must_use]
pub fn written(list: &PriceList, day: NaiveDate) -> (String, Vec<u8>) {
    let mut text = format!("\u{FEFF}{}\r\n", HEADINGS.join(";"));
    for row in list.on(day) {
        text.push_str(&cells(&row.value).join(";"));
        text.push_str("\r\n");
    }
    (format!("prices-{day}.csv"), text.into_bytes())
}

fn cells(row: &PriceRow) -> [String; 7] {
    [
        words::product(row.product).to_owned(),
        terms::legal_form(row.legal_form).to_owned(),
        row.zone.clone().unwrap_or_else(|| ANY_ZONE.to_owned()),
        row.term_months.to_string(),
        row.tier.map_or_else(String::new, |tier| words::tier(tier).to_owned()),
        row.group_band.map_or_else(String::new, |band| band.to_string()),
        row.amount.to_string().replace('.', ","),
    ]
}

/// Reads a pasted table, with `;` or tabs between its cells; all that is wrong is told at once, each by its line.
pub fn read(text: &str, list: &PriceList) -> Result<Vec<PriceRow>, FieldFaults> {
    let layout =
        Layout { headings: &HEADINGS, nothing: "вставьте строки прайс-листа" };
    pasted::read(text, layout, row, |row, earlier| wrong(row, list, earlier))
}

/// Parses a row, each cell by its own rule.
fn row(pasted: &PastedRow) -> Result<PriceRow, Vec<String>> {
    let cell = |place: usize| pasted.cell(place);
    let mut faults = Vec::new();
    let mut must = |sound: bool, place: usize| {
        if !sound {
            faults.push(format!("«{}»: не понимаю «{}»", HEADINGS[place], cut(cell(place))));
        }
    };
    let product = terms::read_product(cell(0));
    must(product.is_some(), 0);
    let legal_form = terms::read_legal_form(cell(1));
    must(legal_form.is_some(), 1);
    let zone = Some(cell(2)).filter(|zone| !is_called(zone, &["any", ANY_ZONE])).map(str::to_owned);
    must(!cell(2).is_empty(), 2);
    let term_months = number(cell(3));
    must(term_months.is_some(), 3);
    let tier = Some(cell(4)).filter(|tier| !tier.is_empty()).map(terms::read_tier);
    must(tier != Some(None), 4);
    let band = Some(cell(5)).filter(|band| !band.is_empty()).map(number);
    must(band != Some(None), 5);
    let amount = Money::read(cell(6));
    must(amount.is_some(), 6);
    match (product, legal_form, term_months, amount) {
        (Some(product), Some(legal_form), Some(term_months), Some(amount)) if faults.is_empty() => {
            let (tier, group_band) = (tier.flatten(), band.flatten());
            Ok(PriceRow { product, legal_form, zone, term_months, tier, group_band, amount })
        }
        _ => Err(faults),
    }
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| (1..=9_999).contains(number))
}

/// The faults of a parsed row: its own, and a repetition of an earlier row's key.
fn wrong(row: &PriceRow, list: &PriceList, earlier: &[(usize, PriceRow)]) -> Vec<String> {
    let own = list.faults(row).into_iter().map(|fault| terms::row_fault(fault).to_owned());
    let twice = earlier.iter().find(|(_, other)| other.is_about_the_same(row));
    own.chain(twice.map(|(line, _)| format!("та же цена уже стоит в строке {line}"))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::billing::BilledProduct;
    use crate::domain::dated::Dated;
    use crate::domain::identity::Region;
    use crate::domain::multi_user::Tier;
    use crate::domain::price::Zone;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
    }

    fn list() -> PriceList {
        let since = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        let main = PriceRow {
            product: BilledProduct::Main,
            legal_form: None,
            zone: Some("z55".to_owned()),
            term_months: 12,
            tier: None,
            group_band: None,
            amount: Money::from_kopecks(550_000),
        };
        let extension = PriceRow {
            product: BilledProduct::MultiUser,
            zone: None,
            tier: Some(Tier::TenPlus),
            ..main.clone()
        };
        let zone = Zone { region: Region::parse("38").unwrap(), zone: "z55".to_owned() };
        let prices = [main, extension].map(|value| Dated { from: since, to: None, value });
        PriceList {
            prices: prices.to_vec(),
            zones: vec![Dated { from: since, to: None, value: zone }],
            bands: vec![],
        }
    }

    fn faults(text: &str) -> Vec<String> {
        read(text, &list()).unwrap_err().into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn what_was_taken_away_reads_back_as_it_was() {
        let list = list();
        let (name, bytes) = written(&list, day());
        assert_eq!(name, "prices-2026-11-18.csv");
        let text = String::from_utf8(bytes).unwrap();
        let expected: Vec<_> = list.on(day()).into_iter().map(|row| row.value.clone()).collect();
        assert_eq!(read(&text, &list).unwrap(), expected);
        let pasted = text.replace(';', "\t").replace("\r\n", "\n");
        assert_eq!(read(&pasted, &list).unwrap(), expected, "as Excel puts it on the clipboard");
    }

    #[test]
    fn codes_are_understood_as_well_as_words() {
        let rows = read("main;any;z55;12;;;1 440,50\nmulti_user;любая;any;12;2–9;;1440", &list()).unwrap();
        assert_eq!((rows[0].amount.kopecks(), rows[1].tier), (144_050, Some(Tier::TwoToNine)));
    }

    #[test]
    fn what_spreadsheets_and_people_add_is_understood() {
        let amounts = |text: &str| {
            let rows = read(text, &list()).unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
            rows.iter().map(|row| row.amount.kopecks()).collect::<Vec<_>>()
        };
        for text in [
            "sep=;\r\nПродукт;Форма;Зона;Срок, мес.;Вид расширения;Группа от;Цена\r\nmain;any;z55;12;;;1440,50",
            "ПРОДУКТ;ФОРМА;ЗОНА;СРОК, МЕС.;ВИД РАСШИРЕНИЯ;ГРУППА ОТ;ЦЕНА;\n1С-Отчётность;Любая;z55;12;;;1440,50;",
            "1C-Отчетность\tлюбая\tz55\t12\t\t\t1\u{a0}440,50\u{a0}₽",
            "1С-Отче\u{308}тность\tлюбая\tz55\t12\t\t\t1\u{202f}440,50 руб.",
            "\"1С-Отчетность\";\"любая\";\"z55\";\"12\";\"\";\"\";\"1440,50\"",
        ] {
            assert_eq!(amounts(text), [144_050], "{text}");
        }
    }

    #[test]
    fn a_zone_that_has_prices_but_no_region_yet_is_known() {
        let list = PriceList { zones: vec![], ..list() };
        assert_eq!(read("main;any;z55;12;;;1", &list).unwrap().len(), 1);
        assert!(read("main;any;z56;12;;;1", &list).is_err());
    }

    #[test]
    fn every_fault_is_told_by_its_line() {
        let text = "Продукт;Форма;Зона;Срок, мес.;Вид расширения;Группа от;Цена\n\
                    1С-Отчетность;ЮЛ;z55;12;;;дорого\n\
                    Пряник;ООО;z55;год;;;1\n\
                    1С-Отчетность;ЮЛ;z99;12;;;1\n\
                    1С-Отчетность;ЮЛ;z55;12\n\
                    1С-Отчетность;ИП;z55;12;;;1\n\
                    main;sole_proprietor;z55;12;;;2";
        assert_eq!(
            faults(text),
            [
                "Строка 2: «Цена»: не понимаю «дорого»",
                "Строка 3: «Продукт»: не понимаю «Пряник»",
                "Строка 3: «Форма»: не понимаю «ООО»",
                "Строка 3: «Срок, мес.»: не понимаю «год»",
                "Строка 4: нет такой ценовой зоны",
                "В строке 5 четыре столбца, а нужно семь: «Продукт», «Форма», «Зона», «Срок, мес.», «Вид расширения», \
                 «Группа от», «Цена».",
                "Строка 7: та же цена уже стоит в строке 6",
            ]
        );
        assert_eq!(faults("  "), ["вставьте строки прайс-листа"]);
        assert_eq!(faults(&"x\n".repeat(80)).len(), pasted::FAULTS_MOST + 1);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            let _ = read(&text, &list());
        }
    }
}
