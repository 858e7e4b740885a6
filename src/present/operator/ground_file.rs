//! Tariff tables as text, written for editing and parsed when they come back.

use super::pasted::{self, Layout, PastedRow, cut};
use crate::domain::form::FieldFaults;
use crate::domain::identity::Region;
use crate::domain::money::Rate;
use crate::domain::price::{GroundRow, GroundTable, GroupBand, Vat, VatRule, Zone};
use crate::present::words;
use crate::present::words::office as terms;
use crate::present::words::recognition::is_called;

/// The maximum length of a zone's code, in characters.
const ZONE_MOST: usize = 20;
/// The largest plausible group.
const COUNT_MOST: u32 = 9_999;

/// The headings of a table, in the order of the columns.
#[must_use]
pub const fn headings(table: GroundTable) -> &'static [&'static str] {
    match table {
        GroundTable::Zones => &["Регион", "Зона"],
        GroundTable::Bands => &["Организаций от", "До", "Доля цены, %"],
        GroundTable::Vat => &["Продукт", "Ставка"],
    }
}

/// The cells of a row.
#[must_use]
pub fn cells(row: &GroundRow) -> Vec<String> {
    match row {
        GroundRow::Zone(zone) => vec![zone.region.as_str().to_owned(), zone.zone.clone()],
        GroundRow::Band(band) => vec![
            band.from_count.to_string(),
            band.to_count.map_or_else(String::new, |to| to.to_string()),
            band.share.percent().normalize().to_string().replace('.', ","),
        ],
        GroundRow::Vat(rule) => vec![words::product(rule.product).to_owned(), terms::vat(rule.vat)],
    }
}

/// Rows as text, a line each.
#[must_use]
pub fn written(rows: &[GroundRow]) -> String {
    rows.iter().map(|row| cells(row).join(";")).collect::<Vec<_>>().join("\n")
}

/// Reads a pasted table; all that is wrong is told at once, each by its line.
pub fn read(table: GroundTable, text: &str) -> Result<Vec<GroundRow>, FieldFaults> {
    let layout =
        Layout { headings: headings(table), nothing: "вставьте строки таблицы" };
    pasted::read(text, layout, |pasted| row(table, pasted), twice)
}

fn row(table: GroundTable, pasted: &PastedRow) -> Result<GroundRow, Vec<String>> {
    let named = headings(table);
    let cell = |place: usize| pasted.cell(place);
    let read = match table {
        GroundTable::Zones => zone(cell(0), cell(1)),
        GroundTable::Bands => band(cell(0), cell(1), cell(2)),
        GroundTable::Vat => vat(cell(0), cell(1)),
    };
    let fault = |place: &usize| {
        let heading = named.get(*place).copied().unwrap_or_default();
        format!("«{heading}»: не понимаю «{}»", cut(cell(*place)))
    };
    read.map_err(|places| places.iter().map(fault).collect())
}

/// The row, or the indexes of the invalid cells.
type Read = Result<GroundRow, Vec<usize>>;

fn wrong(sound: &[bool]) -> Vec<usize> {
    sound.iter().enumerate().filter(|(_, sound)| !**sound).map(|(place, _)| place).collect()
}

fn zone(region: &str, zone: &str) -> Read {
    let any = is_called(zone, &["any", "любая"]);
    let fits = (1..=ZONE_MOST).contains(&zone.chars().count()) && zone.chars().all(|one| !one.is_control());
    match Region::parse(region) {
        Ok(region) if fits && !any => Ok(GroundRow::Zone(Zone { region, zone: zone.to_owned() })),
        region => Err(wrong(&[region.is_ok(), fits && !any])),
    }
}

fn band(from: &str, to: &str, share: &str) -> Read {
    let count = |text: &str| text.parse().ok().filter(|count| (1..=COUNT_MOST).contains(count));
    let from_count = count(from);
    let to_count = if to.is_empty() { Some(None) } else { count(to).map(Some) };
    let to_count = to_count.filter(|to| to.is_none_or(|to| from_count.is_none_or(|from| from <= to)));
    match (from_count, to_count, Rate::read(share)) {
        (Some(from_count), Some(to_count), Some(share)) => {
            Ok(GroundRow::Band(GroupBand { from_count, to_count, share }))
        }
        (from, to, share) => Err(wrong(&[from.is_some(), to.is_some(), share.is_some()])),
    }
}

fn vat(product: &str, rate: &str) -> Read {
    let product = terms::read_product(product);
    let exempt = is_called(rate, &["без ндс", "exempt"]);
    let vat = if exempt { Some(Vat::Exempt) } else { Rate::read(rate).map(Vat::Rate) };
    match (product, vat) {
        (Some(product), Some(vat)) => Ok(GroundRow::Vat(VatRule { product, vat })),
        (product, vat) => Err(wrong(&[product.is_some(), vat.is_some()])),
    }
}

fn twice(row: &GroundRow, earlier: &[(usize, GroundRow)]) -> Vec<String> {
    let found = earlier.iter().find(|(_, other)| other.matter() == row.matter());
    found.iter().map(|(line, _)| format!("то же самое уже стоит в строке {line}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn faults(table: GroundTable, text: &str) -> Vec<String> {
        read(table, text).unwrap_err().into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn what_was_written_reads_back_as_it_was() {
        for (table, text) in [
            (GroundTable::Zones, "38;z55\n99;z01"),
            (GroundTable::Bands, "2;5;90\n6;;87,5"),
            (GroundTable::Vat, "main;22 %\nhr;Без НДС"),
        ] {
            let rows = read(table, text).unwrap();
            assert_eq!(read(table, &written(&rows)).unwrap(), rows);
            let headed = format!("{}\n{}", headings(table).join("\t"), written(&rows).replace(';', "\t"));
            assert_eq!(read(table, &headed).unwrap(), rows, "as Excel puts it on the clipboard");
        }
    }

    #[test]
    fn every_fault_is_told_by_its_line() {
        assert_eq!(
            faults(GroundTable::Zones, "00;z55\n38;любая\n38\n77;z1\n77;z2"),
            [
                "Строка 1: «Регион»: не понимаю «00»",
                "Строка 2: «Зона»: не понимаю «любая»",
                "В строке 3 один столбец, а нужно два: «Регион», «Зона».",
                "Строка 5: то же самое уже стоит в строке 4",
            ]
        );
        assert_eq!(faults(GroundTable::Bands, "5;2;101").len(), 2);
        assert_eq!(faults(GroundTable::Vat, "Пряник;много").len(), 2);
        assert_eq!(faults(GroundTable::Vat, " "), ["вставьте строки таблицы"]);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            for table in GroundTable::ALL {
                let _ = read(*table, &text);
            }
        }
    }
}
