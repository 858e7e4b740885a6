//! The tariff tables (zones, bands, VAT) for the operator, and the preview of a new version.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use templates::components::{Cell, Link, Listing, ListingRow, Notice, NoticeTone, Questions};
use templates::format::{date, nouns};
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::ground_file::{cells, headings, written};
use super::pieces::{changes, nothing};
use super::typed::{Returned, TypedForm, errors};
use crate::domain::dated::Dated;
use crate::domain::form::FieldFaults;
use crate::domain::month::moscow_day;
use crate::domain::price::{Ground, GroundDifference, GroundRow, GroundTable};
use crate::operations::Desk;
use crate::operations::price_ground::GroundPreview;
use crate::present::words::office::ground as name;
use crate::present::words::regions;

/// Between the code of a region and its name.
const NBSP: &str = "\u{a0}";

/// The links from the price list to the tariff tables.
pub(super) fn links() -> Vec<Link> {
    let link = |table: &GroundTable| Link {
        label: name(*table).to_owned(),
        href: paths::price_ground(table.code()),
    };
    GroundTable::ALL.iter().map(link).collect()
}

/// A table with its present and planned rows, and the form of its next version.
#[must_use]
pub fn ground_page(
    desk: &Desk,
    ground: &Ground,
    table: GroundTable,
    returned: Option<Returned>,
    csrf: String,
) -> SheetPage {
    let today = moscow_day(desk.now());
    let returned = returned.unwrap_or_else(|| fresh(ground, table, today));
    SheetPage {
        title: format!("{} · Прайс-лист · Оператор", name(table)),
        trail: vec![prices()],
        heading: name(table).to_owned(),
        lead: "Значение действует с выбранного дня, пока не сменится другим. Посчитанные строки сверки не меняются."
            .to_owned(),
        parts: vec![Part::new("rows", "Действует и запланировано", PartBody::Listing(rows(ground, table, today)))],
        side: vec![Part::new("version", "Новая версия", PartBody::Questions(form(table, &returned)))],
        csrf,
        ..SheetPage::default()
    }
}

fn prices() -> Link {
    Link { label: "Прайс-лист".to_owned(), href: paths::prices() }
}

/// The form filled with tomorrow's rows, so that only changes must be typed.
fn fresh(ground: &Ground, table: GroundTable, today: NaiveDate) -> Returned {
    let tomorrow = today.succ_opt().unwrap_or(today);
    let rows = written(&ground.on(table, tomorrow));
    let typed = TypedForm::filled(&[("from", &tomorrow.to_string()), ("rows", &rows)]);
    Returned { typed, ..Returned::default() }
}

fn rows(ground: &Ground, table: GroundTable, today: NaiveDate) -> Listing {
    let mut found = ground.rows(table);
    found.retain(|row| row.to.is_none_or(|last| today <= last));
    let named: Vec<&str> = match table {
        GroundTable::Zones => vec!["Зона", "Регионы"],
        GroundTable::Bands | GroundTable::Vat => headings(table).to_vec(),
    };
    Listing {
        caption: name(table).to_owned(),
        headings: named.into_iter().chain(["Действует с"]).map(str::to_owned).collect(),
        rows: together(&found)
            .into_iter()
            .map(|(cells, from)| {
                let planned = if from > today { "запланировано" } else { "" };
                let day = Cell::noted(date(from), planned);
                ListingRow { cells: cells.into_iter().map(Cell::text).chain([day]).collect(), act: None }
            })
            .collect(),
        empty: nothing("Таблица пуста.", "Вставьте строки рядом: без них цены не посчитать."),
    }
}

/// The rows with their first days; the regions of a zone stand in one row.
fn together(found: &[Dated<GroundRow>]) -> Vec<(Vec<String>, NaiveDate)> {
    let mut zones: BTreeMap<(&str, NaiveDate), Vec<String>> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in found {
        match &row.value {
            GroundRow::Zone(one) => {
                let regions = zones.entry((&one.zone, row.from)).or_default();
                regions.push(regions::region(one.region.as_str()).replacen(", ", NBSP, 1));
            }
            GroundRow::Band(_) | GroundRow::Vat(_) => rows.push((cells(&row.value), row.from)),
        }
    }
    let zones = zones.into_iter();
    rows.extend(zones.map(|((zone, from), regions)| (vec![zone.to_owned(), regions.join(", ")], from)));
    rows
}

fn form(table: GroundTable, returned: &Returned) -> Questions {
    let Returned { typed, faults } = returned;
    let hint = format!(
        "Столбцы: {}. Через точку с запятой или из Excel. Чего нет в списке, останется как есть.{}",
        headings(table).join("; "),
        match table {
            GroundTable::Zones => "",
            GroundTable::Bands => " У последней группы «До» пустое.",
            GroundTable::Vat => " Ставка: «22\u{a0}%» или «Без НДС».",
        }
    );
    Questions {
        id: "version".to_owned(),
        action: paths::ground_preview(table.code()),
        list: vec![
            typed.day("from", "Действует с", "Не раньше завтрашнего"),
            typed.table("rows", "Строки", &hint),
        ],
        hidden: Vec::new(),
        button: "Показать различия".to_owned(),
        consequence: "Ничего не изменится, пока вы не опубликуете версию.".to_owned(),
        errors: errors(faults),
    }
}

/// The preview of a version.
#[must_use]
pub fn ground_preview_page(
    table: GroundTable,
    preview: &GroundPreview,
    typed: TypedForm,
    csrf: String,
) -> SheetPage {
    let changed: Vec<&GroundDifference> = preview.differences.iter().filter(|one| one.is_one()).collect();
    let same = preview.differences.len() - changed.len();
    let listing = Listing {
        caption: "Различия".to_owned(),
        headings: ["Строка", "Было", "Станет"].map(str::to_owned).to_vec(),
        rows: changed.iter().map(|one| difference(one)).collect(),
        empty: nothing("Различий нет.", "Так и будет в этот день."),
    };
    let mut side = Vec::new();
    if !changed.is_empty() {
        let form = publication(table, preview, &typed);
        side.push(Part::new("publication", "Публикация", PartBody::Questions(form)));
    }
    let returned = Returned { typed, faults: FieldFaults::new() };
    side.push(Part::new("version", "Исправить", PartBody::Questions(form(table, &returned))));
    let text = changes(changed.len(), same, nouns::LINE);
    SheetPage {
        title: format!("{}: новая версия · Оператор", name(table)),
        trail: vec![
            prices(),
            Link { label: name(table).to_owned(), href: paths::price_ground(table.code()) },
        ],
        heading: format!("{} с {}", name(table), date(preview.from)),
        notices: vec![Notice { tone: NoticeTone::Info, text }],
        parts: vec![Part::new("differences", "Различия", PartBody::Listing(listing))],
        side,
        csrf,
        ..SheetPage::default()
    }
}

/// A row: its key, and the former and new values.
fn difference(one: &GroundDifference) -> ListingRow {
    let of = |row| -> (String, String) {
        let cells = cells(row);
        let rest: Vec<&str> =
            cells.iter().skip(1).map(|cell| if cell.is_empty() { "…" } else { cell }).collect();
        (cells.first().cloned().unwrap_or_default(), rest.join("; "))
    };
    let (matter, now) = of(&one.row);
    let matter = match &one.row {
        GroundRow::Zone(zone) => regions::region(zone.region.as_str()),
        GroundRow::Band(_) | GroundRow::Vat(_) => matter,
    };
    let was = one.was.as_ref().map_or_else(|| "нет".to_owned(), |was| of(was).1);
    ListingRow { cells: vec![Cell::text(matter), Cell::text(was), Cell::text(now)], act: None }
}

fn publication(table: GroundTable, preview: &GroundPreview, typed: &TypedForm) -> Questions {
    let hidden = [
        ("from", preview.from.to_string()),
        ("rows", typed.get("rows").to_owned()),
        ("seen", preview.seen.clone()),
    ];
    Questions {
        id: "publication".to_owned(),
        action: paths::ground_publication(table.code()),
        list: Vec::new(),
        hidden: hidden.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        button: format!("Опубликовать с {}", date(preview.from)),
        consequence: "До этого дня версию можно заменить другой на тот же день.".to_owned(),
        errors: Vec::new(),
    }
}
