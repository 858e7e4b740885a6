//! The price list for the operator: prices by zone, promotions, VAT and bands.

mod forms;
mod preview;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;
use templates::components::{Cell, Link, Listing, ListingRow};
use templates::format::{amount, date, percent};
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::pieces::{nothing, term};
use super::typed::{Returned, TypedForm};
use crate::domain::billing::BilledProduct;
use crate::domain::dated::{self, Dated};
use crate::domain::form::read_day;
use crate::domain::month::moscow_day;
use crate::domain::multi_user::Tier;
use crate::domain::price::{GroupBand, PriceRow, Promotion, TypedPromotion, VatRule};
use crate::domain::submission::OrganizationKind;
use crate::operations::Desk;
use crate::operations::price_list::TermsOfSale;
use crate::present::words;
use crate::present::words::office as office_words;
use crate::present::words::regions;

use forms::{end_form, promotion_form, version_form};
pub use preview::preview_page;

/// The query of the page: the day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PricesAsked {
    day: String,
}

impl PricesAsked {
    fn day(&self, desk: &Desk) -> NaiveDate {
        read_day(&self.day).unwrap_or_else(|| moscow_day(desk.now()))
    }
}

/// A form of the page that is shown again with its faults.
#[derive(Clone, Debug)]
pub enum ReturnedPrices {
    /// The form of a version.
    Version(Returned),
    /// The form of a promotion.
    Promotion(Returned),
    /// The form that ends a promotion, by code and first day.
    End(String, String, Returned),
}

/// The fields of a promotion.
#[must_use]
pub fn typed_promotion(typed: &TypedForm) -> TypedPromotion<'_> {
    TypedPromotion {
        code: typed.get("code"),
        name: typed.get("name"),
        product: typed.get("product"),
        percent: typed.get("percent"),
        from: typed.get("from"),
        to: typed.get("to"),
    }
}

/// The price list of a day, with promotions, VAT and bands.
#[must_use]
pub fn prices_page(
    desk: &Desk,
    terms: &TermsOfSale,
    asked: &PricesAsked,
    returned: Option<ReturnedPrices>,
    csrf: String,
) -> SheetPage {
    let (today, day) = (moscow_day(desk.now()), asked.day(desk));
    let mut parts: Vec<Part> =
        BilledProduct::ALL.iter().filter_map(|product| prices(terms, *product, day)).collect();
    parts.push(Part::new(
        "promotions",
        "Акции",
        PartBody::Listing(promotions(terms, today, returned.as_ref())),
    ));
    let (version, promotion) = match returned {
        Some(ReturnedPrices::Version(returned)) => (Some(returned), None),
        Some(ReturnedPrices::Promotion(returned)) => (None, Some(returned)),
        Some(ReturnedPrices::End(..)) | None => (None, None),
    };
    SheetPage {
        title: "Прайс-лист · Оператор".to_owned(),
        heading: format!("Прайс-лист на {}", date(day)),
        lead: "Цена действует с выбранного дня. Посчитанные строки сверки от новых цен не меняются."
            .to_owned(),
        links: versions(terms, today, day).into_iter().chain(super::ground::links()).collect(),
        files: vec![Link {
            label: "CSV (Excel, UTF-8 с BOM)".to_owned(),
            href: paths::price_file(&day.to_string()),
        }],
        parts,
        side: vec![
            Part::new("version", "Новая версия", PartBody::Questions(version_form(today, version))),
            Part::new("promotion", "Новая акция", PartBody::Questions(promotion_form(promotion))),
            Part::new("vat", "НДС", PartBody::Listing(vat(terms, today))),
            Part::new("bands", "Группы компаний", PartBody::Listing(bands(terms, day))),
        ],
        csrf,
        ..SheetPage::default()
    }
}

/// The days on which there is something else to see: today and the first days of planned versions.
fn versions(terms: &TermsOfSale, today: NaiveDate, day: NaiveDate) -> Vec<Link> {
    let planned = terms.list.planned_after(today).into_iter().map(|from| {
        let label = format!("План с {}", date(from));
        (from, Link { label, href: paths::with_query(&paths::prices(), &[("day", &from.to_string())]) })
    });
    let now = (today, Link { label: "Сегодня".to_owned(), href: paths::prices() });
    std::iter::once(now).chain(planned).filter(|(from, _)| *from != day).map(|(_, link)| link).collect()
}

/// The prices of a product: a row for each zone and band, a column for each form, term and tier.
fn prices(terms: &TermsOfSale, product: BilledProduct, day: NaiveDate) -> Option<Part> {
    let rows: Vec<&Dated<PriceRow>> =
        terms.list.on(day).into_iter().filter(|row| row.value.product == product).collect();
    let columns: BTreeSet<_> = rows.iter().map(|row| Column::of(&row.value)).collect();
    let lines: BTreeSet<_> = rows.iter().map(|row| (row.value.group_band, row.value.zone.clone())).collect();
    let starts: BTreeSet<NaiveDate> = rows.iter().map(|row| row.from).collect();
    if rows.is_empty() {
        return None;
    }
    let line = |(band, zone): &(Option<u32>, Option<String>)| {
        let own: Vec<_> =
            rows.iter().filter(|row| (&row.value.group_band, &row.value.zone) == (band, zone)).collect();
        let prices = columns.iter().map(|wanted| {
            let found = own.iter().find(|row| Column::of(&row.value) == *wanted);
            found.map_or_else(Cell::default, |row| price(terms, row, day))
        });
        ListingRow {
            cells: std::iter::once(zone_cell(terms, *band, zone.as_deref(), day)).chain(prices).collect(),
            act: None,
        }
    };
    let headings = std::iter::once("Зона".to_owned()).chain(columns.iter().copied().map(Column::caption));
    let listing = Listing {
        caption: words::product(product).to_owned(),
        headings: headings.collect(),
        rows: lines.iter().map(line).collect(),
        empty: nothing("Цен нет.", ""),
    };
    let since: Vec<String> = starts.into_iter().map(date).collect();
    let id = format!("prices-{}", product.code());
    let part = Part::new(&id, words::product(product), PartBody::Listing(listing));
    Some(Part { note: format!("₽, действует с {}", since.join(", ")), ..part })
}

/// What the prices of one column have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    form: Option<OrganizationKind>,
    months: u32,
    tier: Option<Tier>,
}

impl Column {
    const fn of(row: &PriceRow) -> Self {
        Self { form: row.legal_form, months: row.term_months, tier: row.tier }
    }

    /// «ЮЛ, 12 мес.», «от 2 до 9, 12 мес.».
    fn caption(self) -> String {
        let form = self.form.map(|form| office_words::legal_form(Some(form)).to_owned());
        let tier = self.tier.map(|tier| words::tier(tier).to_owned());
        let term = Some(format!("{}\u{a0}мес.", self.months));
        form.into_iter().chain(tier).chain(term).collect::<Vec<_>>().join(", ")
    }
}

fn zone_cell(terms: &TermsOfSale, band: Option<u32>, zone: Option<&str>, day: NaiveDate) -> Cell {
    let Some(zone) = zone else { return Cell::text("все зоны") };
    let name = band.map_or_else(|| zone.to_owned(), |band| format!("{zone}, группа от {band}"));
    let regions: Vec<String> = dated::on(&terms.list.zones, day)
        .filter(|row| row.value.zone == zone)
        .map(|row| regions::name(row.value.region.as_str()))
        .collect();
    Cell::noted(name, if band.is_some() { String::new() } else { regions.join(", ") })
}

/// A price, and the next one that is planned.
fn price(terms: &TermsOfSale, row: &Dated<PriceRow>, day: NaiveDate) -> Cell {
    let later = terms
        .list
        .prices
        .iter()
        .filter(|other| other.from > day && other.value.is_about_the_same(&row.value));
    let next = later.min_by_key(|other| other.from);
    let note = next.map_or_else(String::new, |next| {
        format!("с {}: {}", date(next.from), amount(next.value.amount.roubles()))
    });
    Cell { note, ..Cell::number(amount(row.value.amount.roubles())) }
}

fn promotions(terms: &TermsOfSale, today: NaiveDate, returned: Option<&ReturnedPrices>) -> Listing {
    let row = |promotion: &Dated<Promotion>| {
        let value = &promotion.value;
        let sold = value.product.map_or("все, кроме расширения", words::product);
        let to = promotion.to.map_or_else(|| "без срока".to_owned(), date);
        let over = promotion.to.is_some_and(|last| last < today);
        let cells = vec![
            Cell::noted(&value.name, format!("код {}", value.code)),
            Cell::noted(sold, "не действует на многопользовательский режим"),
            Cell::number(percent(value.discount.percent())),
            Cell::noted(date(promotion.from), format!("по: {to}")),
            Cell::badge(term(promotion.from, promotion.to, today)),
        ];
        let act = (!over).then(|| end_form(promotion, today, returned));
        ListingRow { cells, act }
    };
    let headings = ["Акция", "Продукт", "Скидка", "Действует с", "Состояние"];
    Listing {
        caption: "Акции".to_owned(),
        headings: headings.map(str::to_owned).to_vec(),
        rows: terms.promotions.iter().map(row).collect(),
        empty: nothing("Акций нет.", "Добавьте первую рядом."),
    }
}

fn vat(terms: &TermsOfSale, today: NaiveDate) -> Listing {
    let row = |rule: &Dated<VatRule>| ListingRow {
        cells: vec![
            Cell::text(words::product(rule.value.product)),
            Cell::text(office_words::vat(rule.value.vat)),
            Cell::text(date(rule.from)),
        ],
        act: None,
    };
    Listing {
        caption: "НДС".to_owned(),
        headings: ["Продукт", "Ставка", "Действует с"].map(str::to_owned).to_vec(),
        rows: terms.vat.iter().filter(|rule| rule.to.is_none_or(|last| today <= last)).map(row).collect(),
        empty: nothing("Ставок нет.", "Продукт без ставки не облагается НДС."),
    }
}

fn bands(terms: &TermsOfSale, day: NaiveDate) -> Listing {
    let row = |band: &Dated<GroupBand>| {
        let to = band.value.to_count.map_or_else(|| " и больше".to_owned(), |to| format!("–{to}"));
        let count = Cell::text(format!("{}{to}", band.value.from_count));
        ListingRow { cells: vec![count, Cell::number(percent(band.value.share.percent()))], act: None }
    };
    Listing {
        caption: "Группы компаний".to_owned(),
        headings: ["Организаций в группе", "От цены"].map(str::to_owned).to_vec(),
        rows: dated::on(&terms.list.bands, day).map(row).collect(),
        empty: nothing("Групп нет.", ""),
    }
}
