//! Lists of what a partner sells by: its regimes of VAT and its own prices, the latest first.

use chrono::NaiveDate;
use templates::components::{Cell, Empty, Listing, ListingRow, Questions, RowMenu};
use templates::format::{date, money};
use templates::paths;

use crate::domain::dated::Dated;
use crate::domain::money::Money;
use crate::domain::seller::{OwnPrice, PriceWay, Seller, TypedOwnPrice, VatRegime};
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

/// The own prices; those that begin later can be given up. One that goes on as before is no line of its own.
pub(super) fn prices(seller: &Seller, may: bool, today: NaiveDate) -> Listing {
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
            act: (may && one.from > today).then(|| giving_up(seller, one)),
        }
    };
    let changes = |one: &&Dated<OwnPrice>| {
        let price = &one.value;
        let before = one.from.pred_opt().and_then(|day| {
            seller.price_on(price.product, price.tier, price.term_months, day).map(Money::kopecks)
        });
        before != price.amount
    };
    Listing {
        caption: "Свои цены".to_owned(),
        headings: ["Что", "Цена без НДС"].map(str::to_owned).to_vec(),
        rows: seller.prices.iter().rev().filter(changes).map(row).collect(),
        empty: Empty {
            reason: "Своих цен нет.".to_owned(),
            advice: "Документы выставляются по прайс-листу.".to_owned(),
            link: None,
        },
    }
}

/// Giving up a price that is planned.
fn giving_up(seller: &Seller, planned: &Dated<OwnPrice>) -> RowMenu {
    let price = &planned.value;
    let code = TypedOwnPrice::code((price.product, price.tier, price.term_months));
    let field = |name: &str, value: String| (name.to_owned(), value);
    let form = Questions {
        id: format!("undo-{}-{}", planned.from, code.replace('|', "-")),
        action: paths::seller_price(),
        hidden: vec![
            field("version", seller.version.to_string()),
            field("product", code),
            field("price_from", planned.from.to_string()),
            field("way", PriceWay::Undo.code().to_owned()),
        ],
        button: "Убрать цену".to_owned(),
        ..Questions::default()
    };
    RowMenu { label: "Убрать".to_owned(), form, open: false }
}
