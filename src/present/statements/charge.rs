//! The explanation of a line: its price step by step, and the actions that led to it.

use chrono::NaiveDate;
use templates::components::{Fact, Link, PriceBlock, PriceLine, TimelineEntry, Tone};
use templates::format::{NBSP, Zone, date, money, percent};
use templates::pages::partner::ChargePage;
use templates::paths;

use super::line::{application, line_status, vat_rate};
use super::{LinesAsked, Side, View, heading};
use crate::domain::charge::{Charge, ChargeEvent};
use crate::domain::money::Money;
use crate::domain::month::moscow_day;
use crate::domain::statement::{Statement, StatementEvent, StatementState};
use crate::operations::Desk;
use crate::operations::settlement::Explanation;
use crate::present::application::told::beside_a_line;
use crate::present::words::{self, settlement as terms};
use crate::store::audit::{AnyEvent, Entry};

/// The explanation of a line.
#[must_use]
pub fn explanation(desk: &Desk, found: &Explanation) -> ChargePage {
    let charge = &found.charge;
    let state = found.statement.as_ref().map_or(StatementState::Forming, Statement::state_of_lines);
    let side = if desk.partner().is_some() { Side::Partner } else { Side::Operator(&found.partner.code) };
    let zone = match side {
        Side::Partner => Zone { offset: found.partner.zone() },
        Side::Operator(_) => Zone::moscow(),
    };
    ChargePage {
        trail: trail(side, found),
        product: product(charge),
        organization: charge.licensee.name.clone(),
        status: line_status(charge.state, state),
        facts: facts(desk, side, charge),
        price: price(charge, "К оплате оператору"),
        rule: rule(charge),
        causes: found.history.iter().filter_map(|entry| cause(found, entry, zone)).collect(),
    }
}

fn trail(side: Side<'_>, found: &Explanation) -> Vec<Link> {
    let months = match side {
        Side::Partner => paths::statements(),
        Side::Operator(_) => paths::operator_statements(),
    };
    let mut trail = vec![Link { label: "Сверка".to_owned(), href: months }];
    if let Some(statement) = &found.statement {
        trail.push(Link { label: heading(statement.month), href: side.address(statement.month) });
    }
    trail
}

fn product(charge: &Charge) -> String {
    let name = words::product_with_term(charge.product, charge.term_months);
    charge.tier.map_or(name.clone(), |tier| format!("{name}, {}", words::tier(tier)))
}

fn facts(desk: &Desk, side: Side<'_>, charge: &Charge) -> Vec<Fact> {
    let (licensee, place) = (&charge.licensee, LinesAsked::default());
    let view = View { desk, side, place: &place, returned: None, csrf: String::new() };
    let number = Fact::new("Заявление", format!("№{NBSP}{}", charge.application));
    let period = format!("{} – {}", date(charge.starts_on), date(charge.ends_on));
    let mut facts = vec![
        Fact { href: application(&view, charge), ..number },
        Fact::new("Дата активации", date(moscow_day(charge.activated_at))),
        Fact::new("Период лицензии", period),
        Fact::identifier("ИНН", &licensee.inn),
        Fact::identifier("Код абонента", &licensee.subscriber_code),
        Fact::identifier("Рег. номер программы", &licensee.reg_number),
        Fact::new("Основание", words::basis(charge.basis)),
        Fact::new("Количество", charge.sums.quantity.to_string().replace('-', "−")),
    ];
    if !licensee.kpp.is_empty() {
        facts.insert(4, Fact::identifier("КПП", &licensee.kpp));
    }
    if let Some(corrected) = charge.corrects {
        let href = Some(paths::charge(&corrected.to_string()));
        // A line that reverses a correction has the quantity of the first line.
        let (label, what) = if charge.sums.quantity < 0 {
            ("Исправляет", "строку прошлого месяца")
        } else {
            ("Отменяет", "корректировку")
        };
        facts.push(Fact { href, ..Fact::new(label, what) });
    }
    facts.extend(charge.comment.as_ref().map(|comment| Fact::new("Комментарий", comment)));
    facts
}

/// The steps from the list price to the sum payable; `owing` is its label: «К оплате оператору».
pub(in crate::present) fn price(charge: &Charge, owing: &str) -> PriceBlock {
    let sums = &charge.sums;
    let list = sums.price.times(sums.quantity);
    let mut steps = vec![step(format!("Прайс-лист{}", since(charge, "price")), None, money_of(list))];
    if sums.promotion_discount != Money::ZERO {
        let name = charge.promotion.as_deref().map_or_else(String::new, |name| format!(" «{name}»"));
        let label = format!("Скидка акции{name}{}", since(charge, "promotion"));
        steps.push(step(label, None, money_of(-sums.promotion_discount)));
    }
    let discount = format!("Скидка партнера {}", percent(sums.partner_discount.percent()));
    let contract = Some(&charge.contract_number).filter(|number| !number.is_empty());
    let contract = contract.map(|number| format!("договор №\u{a0}{number}{}", since(charge, "discount")));
    steps.push(step(discount, contract, money_of(sums.amount - (list - sums.promotion_discount))));
    steps.push(step("Сумма".to_owned(), None, money_of(sums.amount)));
    let tax = if sums.vat_rate.is_some() { money_of(sums.vat) } else { "—".to_owned() };
    steps.push(step(format!("НДС: {}", vat_rate(sums)), None, tax));
    let month = words::month(charge.month);
    let total = step(format!("{owing}, сверка за {month}"), None, money_of(sums.total));
    PriceBlock { product: product(charge), lines: steps, total }
}

fn step(label: String, note: Option<String>, sum: String) -> PriceLine {
    PriceLine { label, note, sum }
}

fn money_of(sum: Money) -> String {
    money(sum.roubles())
}

/// « с 01.01.2026»: the first day of the table's row from which the line was computed.
fn since(charge: &Charge, table: &str) -> String {
    let row =
        charge.rule_version.split_whitespace().find_map(|row| row.strip_prefix(table)?.strip_prefix('@'));
    let day = row.and_then(|day| day.parse::<NaiveDate>().ok());
    day.map_or_else(String::new, |day| format!(" с {}", date(day)))
}

/// The dated rows from which the line was computed, in words.
fn rule(charge: &Charge) -> String {
    let rows = charge.rule_version.split_whitespace();
    let rows: Vec<String> =
        rows.filter_map(|row| row.split_once('@')).map(|(table, from)| told_row(table, from)).collect();
    let copied = "Цена скопирована в строку при активации и больше не меняется.";
    if rows.is_empty() { copied.to_owned() } else { format!("{copied} Правила: {}.", rows.join(", ")) }
}

fn told_row(table: &str, from: &str) -> String {
    let from = from.parse::<NaiveDate>().map_or_else(|_| from.to_owned(), date);
    format!("{} с {from}", terms::rule(table))
}

/// An action that led to the line: setting parameters, forwarding, approval, or a comment.
fn cause(found: &Explanation, entry: &Entry, zone: Zone) -> Option<TimelineEntry> {
    let (detail, tone) = told(entry.event.as_ref()?)?;
    Some(TimelineEntry {
        at: zone.moment(entry.at),
        actor: found
            .names
            .contains_key(&entry.actor)
            .then(|| format!("{}:", words::standing_in::actor(&found.names, entry))),
        text: words::event(&entry.verb).to_owned(),
        detail,
        tone,
    })
}

/// The details of an event; `None` when it does not concern the price.
fn told(event: &AnyEvent) -> Option<(Option<String>, Tone)> {
    if let AnyEvent::Application(event) = event {
        return beside_a_line(event);
    }
    if let AnyEvent::Statement(event) = event {
        return told_of_month(event);
    }
    let AnyEvent::Charge(ChargeEvent::ChargeMoved { from, to, .. }) = event else { return None };
    let months = format!("из сверки за {} в сверку за {}", words::month(*from), words::month(*to));
    Some((Some(months), Tone::Quiet))
}

fn told_of_month(event: &StatementEvent) -> Option<(Option<String>, Tone)> {
    match event {
        StatementEvent::LineDisputed { comment, .. } => Some((Some(comment.clone()), Tone::Bad)),
        StatementEvent::LineResolved { comment, .. } => Some((Some(comment.clone()), Tone::Quiet)),
        StatementEvent::Invoiced { number } => Some((Some(format!("№\u{a0}{number}")), Tone::Quiet)),
        StatementEvent::StatementAgreed { .. } | StatementEvent::StatementLapsed { .. } => {
            Some((None, Tone::Good))
        }
        StatementEvent::StatementClosed { .. } => Some((None, Tone::Quiet)),
        StatementEvent::StatementFormed { .. }
        | StatementEvent::StatementPublished
        | StatementEvent::StatementWithdrawn
        | StatementEvent::CreditUsed { .. } => None,
    }
}
