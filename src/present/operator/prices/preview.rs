//! The preview of a version of the price list.

use templates::components::{Cell, Link, Listing, ListingRow, Notice, NoticeTone, Questions};
use templates::format::{date, money};
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::Column;
use super::forms::version_form;
use crate::domain::form::FieldFaults;
use crate::domain::month::moscow_day;
use crate::domain::price::PriceDifference;
use crate::operations::Desk;
use crate::operations::price_list::PricesPreview;
use crate::present::operator::pieces::{changes, nothing};
use crate::present::operator::typed::{Returned, TypedForm};
use crate::present::words;
use crate::present::words::office as office_words;

/// The page of the differences.
#[must_use]
pub fn preview_page(desk: &Desk, preview: &PricesPreview, typed: TypedForm, csrf: String) -> SheetPage {
    let today = moscow_day(desk.now());
    let changed: Vec<&PriceDifference> = preview.differences.iter().filter(|one| one.is_one()).collect();
    let same = preview.differences.len() - changed.len();
    let summary = changes(changed.len(), same + preview.untouched, ["цена", "цены", "цен"]);
    let listing = Listing {
        caption: "Различия".to_owned(),
        headings: ["Продукт", "Зона", "Было", "Станет", "Разница"].map(str::to_owned).to_vec(),
        rows: changed.iter().map(|one| difference(one)).collect(),
        empty: nothing("Различий нет.", "Такие цены и так будут действовать в этот день."),
    };
    let mut side = Vec::new();
    if !changed.is_empty() {
        side.push(Part::new("publication", "Публикация", PartBody::Questions(publication(preview, &typed))));
    }
    let returned = Returned { typed, faults: FieldFaults::new() };
    side.push(Part::new("version", "Исправить", PartBody::Questions(version_form(today, Some(returned)))));
    SheetPage {
        title: "Новая версия прайс-листа · Оператор".to_owned(),
        trail: vec![Link { label: "Прайс-лист".to_owned(), href: paths::prices() }],
        heading: format!("Новая версия с {}", date(preview.from)),
        notices: vec![Notice { tone: NoticeTone::Info, text: summary }],
        parts: vec![Part::new("differences", "Различия", PartBody::Listing(listing))],
        side,
        csrf,
        ..SheetPage::default()
    }
}

fn difference(one: &PriceDifference) -> ListingRow {
    let row = &one.row;
    let band = row.group_band.map(|band| format!("группа от {band}"));
    let zone = row.zone.clone().unwrap_or_else(|| "все зоны".to_owned());
    let cells = vec![
        Cell::noted(words::product(row.product), Column::of(row).caption()),
        Cell::noted(zone, band.unwrap_or_default()),
        Cell::number(one.was.map_or_else(String::new, |was| money(was.roubles()))),
        Cell::number(money(row.amount.roubles())),
        Cell::number(office_words::change(one.was, row.amount)),
    ];
    ListingRow { cells, act: None }
}

fn publication(preview: &PricesPreview, typed: &TypedForm) -> Questions {
    let hidden = [
        ("from", preview.from.to_string()),
        ("rows", typed.get("rows").to_owned()),
        ("seen", preview.seen.clone()),
    ];
    Questions {
        id: "publication".to_owned(),
        action: paths::price_publication(),
        list: Vec::new(),
        hidden: hidden.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        button: format!("Опубликовать с {}", date(preview.from)),
        consequence: "До этого дня версию можно заменить другой на тот же день.".to_owned(),
        errors: Vec::new(),
    }
}
