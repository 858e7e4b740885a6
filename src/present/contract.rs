//! The sublicense contracts of the partner, to be read.

use chrono::NaiveDate;
use templates::components::{Badge, Empty, Fact, Tone};
use templates::format::date;
use templates::pages::partner::{ContractCard, ContractPage, DiscountRow};

use super::words;
use crate::domain::dated::Dated;
use crate::domain::month::moscow_day;
use crate::domain::price::Discount;
use crate::operations::Desk;
use crate::operations::contracts::Contract;

/// The contracts, the latest first.
#[must_use]
pub fn page(desk: &Desk, contracts: &[Contract]) -> ContractPage {
    let today = moscow_day(desk.now());
    ContractPage {
        contracts: contracts.iter().map(|contract| card(contract, today)).collect(),
        empty: Empty {
            reason: "Договора еще нет.".to_owned(),
            advice: "Без сублицензионного договора скидки партнера нет. Обратитесь к оператору.".to_owned(),
            link: None,
        },
    }
}

fn card(contract: &Contract, today: NaiveDate) -> ContractCard {
    let (label, tone) = if today < contract.valid_from {
        ("еще не действует", Tone::New)
    } else if contract.valid_to.is_some_and(|last| last < today) {
        ("закончился", Tone::Quiet)
    } else {
        ("действует", Tone::Good)
    };
    ContractCard {
        number: contract.number.clone(),
        state: Badge { label: label.to_owned(), tone },
        facts: vec![
            Fact::new("Подписан", date(contract.signed_on)),
            Fact::new("Действует с", date(contract.valid_from)),
            Fact::new("Действует до", contract.valid_to.map_or_else(|| "бессрочно".to_owned(), date)),
        ],
        discounts: contract.discounts.iter().map(|row| discount(row, today)).collect(),
    }
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
