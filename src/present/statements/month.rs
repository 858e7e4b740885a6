//! A month of a partner, for either side: state, figures, lines, agreement and invoice.

use templates::components::{Tab, Tone, Total, VerbButton, VerbWeight};
use templates::format::{Zone, money};
use templates::pages::{InvoiceFacts, SignOff, StatementPage as MonthPage};
use templates::paths;

use super::{LinesAsked, Side, View, heading, lines, next_step, status};
use crate::domain::charge::LineState;
use crate::domain::money::Money;
use crate::domain::month::moscow_day;
use crate::domain::statement::{BY_SILENCE, StatementState};
use crate::operations::settlement::{StatementPage, StatementRow};
use crate::policy::Permission;
use crate::present::words::settlement as terms;

/// The page of a month.
#[must_use]
pub fn month_page(view: &View<'_>, page: &StatementPage) -> MonthPage {
    let StatementRow { statement, partner, deadline } = &page.row;
    let (month, now) = (statement.month, view.desk.now());
    let (heading, turn) = match view.side {
        Side::Partner => (heading(month), terms::turn_of_partner(statement, *deadline, now)),
        Side::Operator(_) => (
            format!("{} · {}", partner.name, heading(month)),
            terms::turn_of_operator(statement, *deadline, now),
        ),
    };
    let may_export = view.desk.allows(Permission::ExportStatement);
    MonthPage {
        trail: view.side.trail(month),
        heading,
        status: status(statement.state),
        turn,
        totals: figures(view, &page.row),
        exports: if may_export { view.side.exports(month) } else { Vec::new() },
        verbs: verb(view, page).into_iter().collect(),
        tabs: tabs(view, &page.row),
        lines: lines::lines(view, page),
        signatures: signature(view, page).into_iter().collect(),
        invoice: invoice(page),
        credit: terms::credit(&page.row.statement, &page.credit_used),
        csrf: view.csrf.clone(),
    }
}

fn figures(view: &View<'_>, row: &StatementRow) -> Vec<Total> {
    let (totals, path) = (&row.statement.totals, view.side.address(row.statement.month));
    let all = || format!("{}#lines", LinesAsked::first(None).address(&path));
    let disputed = format!("{}#lines", LinesAsked::first(Some(LineState::Disputed)).address(&path));
    let clean = totals.lines.saturating_sub(totals.disputed);
    let figure = |label: &str, value, note: String, tone, href| Total {
        label: label.to_owned(),
        value: money(value),
        note,
        tone,
        href,
    };
    let agreed = if row.statement.agreement.is_some() {
        "Согласовано"
    } else {
        "Без расхождений"
    };
    let payable = if totals.total > Money::ZERO { "Всего к оплате" } else { "Всего" };
    let clean_total = totals.total - totals.disputed_total;
    let tax = format!("в том числе НДС {}", money(totals.vat.roubles()));
    let bad = if totals.disputed > 0 { Tone::Bad } else { Tone::Quiet };
    vec![
        figure(payable, totals.total.roubles(), tax, Tone::Quiet, all()),
        figure(agreed, clean_total.roubles(), terms::lines(clean), Tone::Quiet, all()),
        figure("Расхождения", totals.disputed_total.roubles(), terms::lines(totals.disputed), bad, disputed),
    ]
}

fn tabs(view: &View<'_>, row: &StatementRow) -> Vec<Tab> {
    let path = view.side.address(row.statement.month);
    let shown = view.place.part().only;
    let tab = |label: &str, only: Option<LineState>, count| Tab {
        label: label.to_owned(),
        href: LinesAsked::first(only).address(&path),
        count: Some(count),
        current: shown == only,
    };
    vec![
        tab("Все", None, row.statement.totals.lines),
        tab("Расхождения", Some(LineState::Disputed), row.statement.totals.disputed),
    ]
}

/// The next step, if it is the viewer's.
fn verb(view: &View<'_>, page: &StatementPage) -> Option<VerbButton> {
    match view.side {
        Side::Partner => agreement(page),
        Side::Operator(code) => next_step(view.desk, &page.row.statement, code)
            .map(|step| VerbButton { weight: VerbWeight::Primary, ..step }),
    }
}

fn agreement(page: &StatementPage) -> Option<VerbButton> {
    let (statement, totals) = (&page.row.statement, &page.row.statement.totals);
    let sha256 = page.sha256.as_ref().filter(|_| totals.lines > 0)?;
    let consequence = if totals.total > Money::ZERO {
        "Строки больше не изменятся; оператор сможет выставить счет."
    } else {
        "Строки больше не изменятся; оператор закроет месяц без счета, остаток будет зачтен в следующих счетах."
    };
    Some(VerbButton {
        label: format!("Согласовать все ({})", totals.lines),
        action: paths::agreement(&statement.month.to_string()),
        hidden: vec![
            ("version".to_owned(), statement.version.to_string()),
            ("sha256".to_owned(), sha256.clone()),
        ],
        weight: VerbWeight::Primary,
        consequence: Some(consequence.to_owned()),
    })
}

fn signature(view: &View<'_>, page: &StatementPage) -> Option<SignOff> {
    let StatementRow { statement, partner, .. } = &page.row;
    let agreement = statement.agreement.as_ref()?;
    let zone = match view.side {
        Side::Partner => Zone { offset: partner.zone() },
        Side::Operator(_) => Zone::moscow(),
    };
    Some(SignOff {
        side: format!("Партнер, {}", partner.name),
        who: if agreement.by == BY_SILENCE {
            terms::SILENCE.to_owned()
        } else {
            page.agreed_by.clone().unwrap_or_else(|| agreement.by.clone())
        },
        at: zone.moment(agreement.at),
        sha256: agreement.sha256.clone(),
    })
}

/// The invoice: the sum payable is its total less the credits used.
fn invoice(page: &StatementPage) -> Option<InvoiceFacts> {
    let statement = &page.row.statement;
    let invoice = statement.invoice.as_ref()?;
    let paid = matches!(statement.state, StatementState::Paid | StatementState::Closed);
    let total = statement.totals.total;
    let to_pay = page.taken_off.iter().fold(total, |left, taken| left - taken.amount);
    Some(InvoiceFacts {
        number: invoice.number.clone(),
        day: moscow_day(invoice.at),
        total: total.roubles(),
        taken_off: page
            .taken_off
            .iter()
            .map(|taken| (terms::taken_off(taken), taken.amount.roubles()))
            .collect(),
        to_pay: to_pay.roubles(),
        note: paid.then(|| "оплачен".to_owned()),
    })
}
