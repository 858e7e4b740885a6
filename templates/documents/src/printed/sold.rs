//! Lines, totals and VAT in print.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use sheets::{Line, Roubles, Sale, Vat};

use crate::words::{HARD_SPACE, bound, in_words, number, sum};

/// The codes of units by ОКЕИ.
const UNIT_CODES: [(&str, &str); 5] =
    [("шт", "796"), ("мес", "362"), ("год", "366"), ("усл. ед", "876"), ("компл", "839")];

/// What is sold, in print.
#[derive(Debug, Serialize)]
pub(crate) struct Sold {
    lines: Vec<PrintedLine>,
    /// Whether a line is taxed; without it the columns of VAT say nothing.
    taxed: bool,
    amount: String,
    vat: String,
    total: String,
    /// Whether the total is below zero.
    less: bool,
    /// One row for each rate and each reason of exemption.
    vat_rows: Vec<VatRow>,
    in_words: String,
    count: String,
    /// What the payer writes of VAT.
    #[serde(skip)]
    pub(crate) vat_in_purpose: String,
}

#[derive(Debug, Serialize)]
struct PrintedLine {
    number: String,
    title: String,
    unit: String,
    unit_code: String,
    quantity: String,
    price: String,
    amount: String,
    rate: String,
    vat: String,
    total: String,
}

#[derive(Debug, Serialize)]
struct VatRow {
    caption: String,
    /// None where there is no VAT.
    amount: Option<String>,
}

pub(crate) fn sold(sale: &Sale) -> Sold {
    let taxed = sale.lines.iter().any(|line| matches!(line.vat, Vat::Rate { .. }));
    let totals = sale.totals;
    let vat_in_purpose = if taxed {
        format!("В том числе НДС {} руб.", sum(totals.vat))
    } else {
        "Без НДС".to_owned()
    };
    Sold {
        lines: sale.lines.iter().zip(1_usize..).map(|(line, place)| printed(line, place)).collect(),
        taxed,
        amount: sum(totals.amount),
        vat: if taxed { sum(totals.vat) } else { "Без НДС".to_owned() },
        total: sum(totals.total),
        less: totals.total < Roubles::ZERO,
        vat_rows: vat_rows(&sale.lines),
        in_words: in_words(totals.total),
        count: format!(
            "Всего наименований {}, на сумму {}{HARD_SPACE}руб.",
            number(Decimal::from(sale.lines.len())),
            sum(totals.total)
        ),
        vat_in_purpose,
    }
}

fn printed(line: &Line, place: usize) -> PrintedLine {
    let code = UNIT_CODES.iter().find(|(unit, _)| *unit == line.unit.trim_end_matches('.'));
    let (rate, vat) = match &line.vat {
        Vat::Exempt { .. } | Vat::NotPayer => ("без НДС".to_owned(), "без НДС".to_owned()),
        Vat::Rate { percent } => (rate(*percent), sum(line.vat_amount)),
    };
    PrintedLine {
        number: place.to_string(),
        title: bound(&line.title),
        unit: line.unit.clone(),
        unit_code: code.map_or("—", |(_, code)| code).to_owned(),
        quantity: number(line.quantity.normalize()),
        price: sum(line.price),
        amount: sum(line.amount),
        rate,
        vat,
        total: sum(line.total),
    }
}

/// The rates from the highest down, then what is exempt: by each reason, and by the seller's regime. An exemption is no
/// rate of zero, so it has no sum.
fn vat_rows(lines: &[Line]) -> Vec<VatRow> {
    let mut rates = BTreeMap::<Decimal, Vec<Roubles>>::new();
    let mut without: Vec<String> = vec![];
    for line in lines {
        let caption = match &line.vat {
            Vat::Rate { percent } => {
                rates.entry(*percent).or_default().push(line.vat_amount);
                continue;
            }
            Vat::Exempt { reason } if !reason.trim().is_empty() => {
                bound(&format!("НДС не облагается ({})", reason.trim()))
            }
            Vat::Exempt { .. } | Vat::NotPayer => "Без НДС".to_owned(),
        };
        if !without.contains(&caption) {
            without.push(caption);
        }
    }
    let taxed = rates.into_iter().rev().map(|(percent, sums)| VatRow {
        caption: format!("НДС {}", rate(percent)),
        amount: Some(sum(sums.into_iter().sum())),
    });
    taxed.chain(without.into_iter().map(|caption| VatRow { caption, amount: None })).collect()
}

fn rate(percent: Decimal) -> String {
    format!("{}{HARD_SPACE}%", number(percent.normalize()))
}
