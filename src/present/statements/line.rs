//! Parts of a line that several pages show: VAT, status, application.

use templates::components::{Badge, Tone};
use templates::format::percent;
use templates::paths;

use super::View;
use crate::domain::charge::{Charge, LineState, Sums};
use crate::domain::statement::StatementState;
use crate::policy::Permission;
use crate::present::words;

/// «Ставка НДС»: «22 %», «Без НДС».
pub(super) fn vat_rate(sums: &Sums) -> String {
    sums.vat_rate.map_or_else(|| "Без НДС".to_owned(), |rate| percent(rate.percent()))
}

/// «Статус» of a line as a badge.
pub(super) fn line_status(line: LineState, statement: StatementState) -> Badge {
    let tone = match (statement, line) {
        (StatementState::Invoiced | StatementState::Paid | StatementState::Closed, _)
        | (_, LineState::Agreed) => Tone::Good,
        (_, LineState::Disputed) => Tone::Bad,
        (_, LineState::Open) => Tone::Work,
    };
    Badge { label: words::line_state(line, statement).to_owned(), tone }
}

/// The URL of the application, for viewers of the partner's queue.
pub(super) fn application(view: &View<'_>, charge: &Charge) -> Option<String> {
    let opens = view.desk.partner().is_some() && view.desk.allows(Permission::ViewApplication);
    opens.then(|| paths::application(&charge.application.to_string()))
}
