//! Lists of what a partner sells by: its regimes of VAT and its own prices, the latest first.

use templates::components::{Cell, Empty, Listing, ListingRow};
use templates::format::{date, money};

use crate::domain::dated::Dated;
use crate::domain::money::Money;
use crate::domain::seller::{OwnPrice, VatRegime};
use crate::present::words;

pub(super) fn regimes(known: &[Dated<VatRegime>]) -> Listing {
    let row = |one: &Dated<VatRegime>| ListingRow {
        cells: vec![Cell::text(words::sales::regime(one.value)), Cell::text(format!("с {}", date(one.from)))],
        act: None,
    };
    Listing {
        caption: "Режим НДС".to_owned(),
        headings: ["Режим", "Действует"].map(str::to_owned).to_vec(),
        rows: known.iter().rev().map(row).collect(),
        empty: Empty { reason: "Режим не указан.".to_owned(), ..Empty::default() },
    }
}

pub(super) fn prices(known: &[Dated<OwnPrice>]) -> Listing {
    let row = |one: &Dated<OwnPrice>| {
        let price = &one.value;
        let sum = price.amount.map(|kopecks| money(Money::from_kopecks(kopecks).roubles()));
        ListingRow {
            cells: vec![
                Cell::noted(
                    words::sales::item(price.product, price.tier, price.term_months),
                    format!("с {}", date(one.from)),
                ),
                Cell::number(sum.unwrap_or_else(|| "по прайс-листу".to_owned())),
            ],
            act: None,
        }
    };
    Listing {
        caption: "Свои цены".to_owned(),
        headings: ["Что", "Цена без НДС"].map(str::to_owned).to_vec(),
        rows: known.iter().rev().map(row).collect(),
        empty: Empty {
            reason: "Своих цен нет.".to_owned(),
            advice: "Документы выставляются по прайс-листу.".to_owned(),
            link: None,
        },
    }
}
