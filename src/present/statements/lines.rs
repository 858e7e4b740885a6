//! The lines of a month with all their sums.

use templates::components::{Choice, Empty, Pager, RowTotal};
use templates::pages::{LineAction, LineTotals, Lines, StatementLine};
use templates::paths;

use super::line::{application, line_status, vat_rate};
use super::place::written;
use super::{Side, View};
use crate::domain::charge::{Charge, LineState};
use crate::domain::dispute::{DisputeReason, Outcome};
use crate::domain::money::Money;
use crate::domain::month::moscow_day;
use crate::domain::statement::StatementState;
use crate::operations::settlement::{PAGE, StatementPage};
use crate::policy::Permission;
use crate::present::paging::ListPage;
use crate::present::words::{self, settlement as terms};

/// The lines of this page, with the verbs that the viewer may use.
pub(super) fn lines(view: &View<'_>, page: &StatementPage) -> Lines {
    let totals = &page.row.statement.totals;
    Lines {
        rows: page.lines.iter().map(|charge| line(view, page, charge)).collect(),
        totals: Some(LineTotals {
            label: format!("Итого за месяц, {}", terms::lines(totals.lines)),
            promotion_discount: totals.promotion_discount.roubles(),
            amount: totals.amount.roubles(),
            vat: totals.vat.roubles(),
            total: totals.total.roubles(),
        }),
        pager: pager(view, page),
        empty: empty(view),
        choices: choices(view.side),
        returned: view.returned.clone(),
        version: page.row.statement.version.to_string(),
        csrf: view.csrf.clone(),
    }
}

fn pager(view: &View<'_>, page: &StatementPage) -> Pager {
    let path = view.side.address(page.row.statement.month);
    let totals = &page.row.statement.totals;
    let disputed = view.place.part().only == Some(LineState::Disputed);
    let listed = ListPage {
        trail: view.place.trail(),
        size: PAGE,
        shown: page.lines.len(),
        total: RowTotal::Exactly(if disputed { totals.disputed } else { totals.lines }),
        next: page.next.map(written),
    };
    listed.pager(Some("по дате активации"), |after| view.place.at(after).address(&path))
}

fn empty(view: &View<'_>) -> Empty {
    let (reason, advice) = if view.place.part() == crate::operations::settlement::Part::default() {
        ("В этом месяце начислений нет.", "Ни одно заявление не было одобрено, согласовывать нечего.")
    } else {
        ("Таких строк нет.", "Откройте все строки месяца.")
    };
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

fn choices(side: Side<'_>) -> Vec<Choice> {
    match side {
        Side::Partner => {
            let reasons = DisputeReason::ALL.iter();
            let reasons = reasons.map(|reason| Choice::new(reason.code(), terms::dispute_reason(*reason)));
            std::iter::once(Choice::new("", "Выберите причину")).chain(reasons).collect()
        }
        Side::Operator(_) => {
            let outcomes = Outcome::ALL.iter();
            let outcomes = outcomes.map(|outcome| Choice::new(outcome.code(), terms::outcome(*outcome)));
            std::iter::once(Choice::new("", "Выберите решение")).chain(outcomes).collect()
        }
    }
}

fn line(view: &View<'_>, page: &StatementPage, charge: &Charge) -> StatementLine {
    let (sums, licensee) = (&charge.sums, &charge.licensee);
    let state = page.row.statement.state;
    StatementLine {
        id: charge.id.to_string(),
        activated_on: moscow_day(charge.activated_at),
        number: charge.application.to_string(),
        application: application(view, charge),
        subscriber_code: licensee.subscriber_code.clone(),
        organization: licensee.name.clone(),
        inn: licensee.inn.clone(),
        kpp: Some(licensee.kpp.clone()).filter(|kpp| !kpp.is_empty()),
        reg_number: licensee.reg_number.clone(),
        product: words::product_with_term(charge.product, charge.term_months),
        tier: charge.tier.map(|tier| words::tier(tier).to_owned()),
        basis: words::basis(charge.basis).to_owned(),
        promotion: charge.promotion.clone(),
        period: Some((charge.starts_on, charge.ends_on)),
        quantity: i64::from(sums.quantity),
        price: sums.price.roubles(),
        promotion_discount: some(sums.promotion_discount),
        discount: sums.partner_discount.percent(),
        amount: sums.amount.roubles(),
        vat_rate: vat_rate(sums),
        vat: sums.vat_rate.map(|_| sums.vat.roubles()),
        total: sums.total.roubles(),
        status: line_status(charge.state, page.row.statement.state_of_lines()),
        comment: charge.comment.clone(),
        action: action(view, charge, state),
    }
}

fn some(sum: Money) -> Option<rust_decimal::Decimal> {
    (sum != Money::ZERO).then(|| sum.roubles())
}

fn action(view: &View<'_>, charge: &Charge, state: StatementState) -> LineAction {
    let (month, id) = (charge.month.to_string(), charge.id.to_string());
    let at = |path: String| view.place.address(&path);
    let open = matches!(state, StatementState::OnReview | StatementState::Disputed);
    match (view.side, charge.state) {
        (Side::Partner, LineState::Open) if open && view.desk.allows(Permission::DisputeStatement) => {
            LineAction::Dispute { action: at(paths::dispute(&month, &id)) }
        }
        (Side::Partner, LineState::Disputed) if open && view.desk.allows(Permission::DisputeStatement) => {
            LineAction::Accept { action: at(paths::acceptance(&month, &id)) }
        }
        (Side::Operator(code), LineState::Disputed)
            if open && view.desk.allows(Permission::ResolveStatement) =>
        {
            LineAction::Resolve { action: at(paths::resolution(&month, code, &id)) }
        }
        (Side::Partner | Side::Operator(_), LineState::Open | LineState::Agreed | LineState::Disputed) => {
            LineAction::Nothing
        }
    }
}
