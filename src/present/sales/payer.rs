//! The payer of a payment: looked for among the partner's clients, or chosen, with what it owes.

use templates::format::money;
use templates::pages::operator::{Part, PartBody};
use templates::pages::partner::{PayerChoice, PayerRow};
use templates::paths;

use super::payments_asked::PaymentsAsked;
use crate::domain::money::Money;
use crate::domain::organization::Organization;
use crate::operations::sales::payments::PayerSearch;
use crate::present::operator::Returned;

/// Choosing the payer: whoever has no scripts looks for it in a step of its own.
pub(super) fn choosing(payer: &PayerSearch, asked: &PaymentsAsked, noted: Option<&Returned>) -> Part {
    let said = match payer.found.len() {
        0 if asked.find.trim().is_empty() => String::new(),
        0 => "Среди ваших клиентов такого нет.".to_owned(),
        shown if payer.more => format!("Показаны первые {shown}, уточните название или ИНН."),
        _ => String::new(),
    };
    let fault = noted.and_then(|returned| returned.faults.iter().find(|(field, _)| *field == "organization"));
    let chosen = payer.chosen.as_ref().map(|(one, owed)| payer_row(one, *owed, paths::client_payments()));
    let found = |(one, owed): &(Organization, Money)| {
        let here = paths::with_query(&paths::client_payments(), &[("client", &one.subscriber_code)]);
        payer_row(one, *owed, here)
    };
    let choice = PayerChoice {
        action: paths::client_payments(),
        find: asked.find.clone(),
        rows: payer.found.iter().map(found).collect(),
        said,
        chosen,
        error: fault.map(|(_, words)| words.clone()).unwrap_or_default(),
    };
    Part::new("payer", "Плательщик", PartBody::Payer(choice))
}

fn payer_row(one: &Organization, owed: Money, href: String) -> PayerRow {
    PayerRow {
        name: one.requisites.short_name.clone(),
        inn: one.requisites.inn.as_str().to_owned(),
        kpp: one.requisites.kpp.as_ref().map(|kpp| kpp.as_str().to_owned()),
        owes: owes(owed),
        href,
    }
}

/// What a client owes, in words.
pub(super) fn owes(sum: Money) -> String {
    match sum {
        sum if sum > Money::ZERO => format!("должен {}", money(sum.roubles())),
        sum if sum < Money::ZERO => format!("аванс {}", money((-sum).roubles())),
        _ => "долга нет".to_owned(),
    }
}
