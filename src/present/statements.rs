//! The settlement: the list of months, a month, its lines, and their explanations.

mod charge;
mod line;
mod lines;
mod month;
mod next_step;
mod place;
mod typed;
mod view;

pub use charge::explanation;
pub(in crate::present) use charge::price;
pub use month::month_page;
pub(super) use next_step::next_step;
pub use place::LinesAsked;
pub use typed::{TypedLine, disputed, resolved};
pub use view::{Side, View};

use chrono::{DateTime, Utc};
use templates::components::{Badge, Empty, Fact, Tone};
use templates::format::money;
use templates::pages::partner::{LiveMonth as LiveCard, StatementRow as Row, StatementsPage};

use super::standing::notice;
use super::words::{self, settlement as terms};
use crate::domain::contract::Standing;
use crate::domain::month::Month;
use crate::domain::statement::StatementState;
use crate::operations::settlement::{LiveMonth, StatementRow};

/// The months of a partner with the live one, and the notice about the contract.
#[must_use]
pub fn months_page(
    rows: &[StatementRow],
    live: Option<&LiveMonth>,
    standing: &Standing,
    now: DateTime<Utc>,
) -> StatementsPage {
    StatementsPage {
        notice: notice(standing),
        live: live.map(live_card),
        rows: rows.iter().map(|found| row(found, now)).collect(),
        empty: Empty {
            reason: "Сверок еще нет.".to_owned(),
            advice: "Первая появится, когда закончится месяц, в котором одобрено заявление.".to_owned(),
            link: None,
        },
    }
}

fn row(row: &StatementRow, now: DateTime<Utc>) -> Row {
    let (statement, totals) = (&row.statement, &row.statement.totals);
    Row {
        month: statement.month.to_string(),
        caption: heading(statement.month),
        status: status(statement.state),
        turn: terms::turn_of_partner(statement, row.deadline, now),
        lines: totals.lines,
        disputed: totals.disputed,
        total: totals.total.roubles(),
        invoice: terms::invoice(statement),
    }
}

fn live_card(live: &LiveMonth) -> LiveCard {
    let totals = &live.totals;
    LiveCard {
        caption: heading(live.month),
        figures: vec![
            Fact::new("Активировано", terms::lines(totals.lines)),
            Fact::new("Сумма", money(totals.amount.roubles())),
            Fact::new("НДС", money(totals.vat.roubles())),
            Fact::new("Всего", money(totals.total.roubles())),
        ],
        note: "Сверка откроется, когда месяц закончится и оператор опубликует отчет.".to_owned(),
    }
}

/// The state of a statement as a badge.
pub(super) fn status(state: StatementState) -> Badge {
    Badge { label: words::statement_state(state).to_owned(), tone: tone(state) }
}

const fn tone(state: StatementState) -> Tone {
    match state {
        StatementState::Forming => Tone::New,
        StatementState::OnReview => Tone::Work,
        StatementState::Disputed => Tone::Bad,
        StatementState::Agreed | StatementState::Invoiced | StatementState::Paid => Tone::Good,
        StatementState::Closed => Tone::Quiet,
    }
}

/// A month with a capital: «Октябрь 2026».
pub(super) fn heading(month: Month) -> String {
    words::capitalised(&words::month(month))
}
