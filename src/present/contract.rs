//! The partner's sublicense contracts, read-only.

use std::cmp::Reverse;

use chrono::NaiveDate;
use templates::components::{Badge, Empty, Fact, Tone};
use templates::format::date;
use templates::pages::partner::{ContractCard, ContractPage, DiscountRow};

use super::standing::notice;
use super::words;
use crate::domain::contract::{Contract, Standing};
use crate::domain::dated::Dated;
use crate::domain::month::moscow_day;
use crate::domain::price::Discount;
use crate::operations::Desk;

/// The contracts, the latest first.
#[must_use]
pub fn page(desk: &Desk, contracts: &[Contract], standing: &Standing) -> ContractPage {
    let today = moscow_day(desk.now());
    ContractPage {
        notice: notice(standing),
        contracts: contracts.iter().map(|contract| card(contract, today)).collect(),
        empty: Empty {
            reason: "Договора еще нет.".to_owned(),
            advice: "Без сублицензионного договора заявления не отправляются. Обратитесь к оператору."
                .to_owned(),
            link: None,
        },
    }
}

fn card(contract: &Contract, today: NaiveDate) -> ContractCard {
    let (label, tone) = if today < contract.from {
        ("еще не действует", Tone::New)
    } else if contract.to.is_some_and(|last| last < today) {
        ("закончился", Tone::Quiet)
    } else {
        ("действует", Tone::Good)
    };
    ContractCard {
        number: contract.number.clone(),
        state: Badge { label: label.to_owned(), tone },
        facts: vec![
            Fact::new("Подписан", date(contract.signed_on)),
            Fact::new("Действует с", date(contract.from)),
            Fact::new("Действует до", contract.to.map_or_else(|| "бессрочно".to_owned(), date)),
        ],
        discounts: discounts(contract, today),
    }
}

/// The discounts by product, the latest first; no discount outlives its contract.
fn discounts(contract: &Contract, today: NaiveDate) -> Vec<DiscountRow> {
    let mut rows = contract.discounts.clone();
    rows.sort_by_key(|row| (row.value.product, Reverse(row.from)));
    let within =
        |row: Dated<Discount>| Dated { to: [row.to, contract.to].into_iter().flatten().min(), ..row };
    rows.into_iter().map(|row| discount(&within(row), today)).collect()
}

fn discount(row: &Dated<Discount>, today: NaiveDate) -> DiscountRow {
    DiscountRow {
        product: words::product(row.value.product).to_owned(),
        percent: row.value.rate.percent(),
        period: match row.to {
            None => format!("с {}", date(row.from)),
            Some(last) => format!("{} – {}", date(row.from), date(last)),
        },
        now: row.holds_on(today),
    }
}
