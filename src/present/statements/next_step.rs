//! The operator's next step with a statement.

use templates::components::{VerbButton, VerbWeight};
use templates::paths;

use crate::domain::money::Money;
use crate::domain::statement::{Statement, StatementState};
use crate::operations::Desk;
use crate::policy::Permission;

/// The operator's next step with a statement, if the viewer may take it.
pub(in crate::present) fn next_step(desk: &Desk, statement: &Statement, partner: &str) -> Option<VerbButton> {
    let month = statement.month.to_string();
    let is_uninvoiced = statement.totals.total <= Money::ZERO;
    let (label, action, consequence) = match statement.state {
        StatementState::Forming
            if statement.totals.lines > 0 && desk.allows(Permission::PublishStatement) =>
        {
            (
                "Опубликовать",
                paths::publication(&month, partner),
                "Партнер увидит строки и сможет их согласовать.",
            )
        }
        StatementState::Agreed if is_uninvoiced && desk.allows(Permission::CloseStatement) => (
            "Закрыть без счета",
            paths::closure(&month, partner),
            "Остаток будет зачтен в следующих счетах партнера.",
        ),
        StatementState::Agreed if !is_uninvoiced && desk.allows(Permission::InvoiceStatement) => (
            "Выставить счет",
            paths::invoice(&month, partner),
            "Счету будет присвоен номер, отозвать его нельзя.",
        ),
        StatementState::Forming
        | StatementState::OnReview
        | StatementState::Disputed
        | StatementState::Agreed
        | StatementState::Invoiced
        | StatementState::Paid
        | StatementState::Closed => return None,
    };
    Some(VerbButton {
        label: label.to_owned(),
        action,
        hidden: vec![("version".to_owned(), statement.version.to_string())],
        weight: VerbWeight::Plain,
        consequence: Some(consequence.to_owned()),
    })
}
