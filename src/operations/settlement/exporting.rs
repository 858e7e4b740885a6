//! Exporting: the statements of a month with all of their lines; what leaves the house is noted with its partner.

use super::{StatementRow, all_lines, rows, whose};
use crate::domain::charge::Charge;
use crate::domain::month::Month;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::audit::{self, EXPORTED, Note};
use crate::store::statements;

/// Statements with all of their lines, in the order of partner codes.
pub type Exported = Vec<(StatementRow, Vec<Charge>)>;

/// The operator's export of a month: every partner's statement, or that of the one who is named.
pub async fn export(
    desk: &Desk,
    month: Month,
    partner: Option<&str>,
    format: &str,
) -> Result<Exported, Failure> {
    desk.may(Permission::ExportStatement).await?;
    desk.may(Permission::FormStatement).await?;
    let mut found = rows(desk, statements::of_month(desk.db(), desk.scope(), month).await?).await?;
    if let Some(code) = partner {
        let partner = whose(desk, Some(code)).await?;
        found.retain(|row| row.partner.id == partner.id);
    }
    taken_away(desk, found, format).await
}

/// The export of the desk's own partner.
pub async fn export_own(desk: &Desk, month: Month, format: &str) -> Result<Exported, Failure> {
    desk.may(Permission::ExportStatement).await?;
    desk.partner().ok_or(Failure::NotFound)?;
    let found = rows(desk, statements::of_month(desk.db(), desk.scope(), month).await?).await?;
    taken_away(desk, found, format).await
}

async fn taken_away(desk: &Desk, mut found: Vec<StatementRow>, format: &str) -> Result<Exported, Failure> {
    if found.is_empty() {
        return Err(Failure::NotFound);
    }
    found.sort_by(|one, other| one.partner.code.cmp(&other.partner.code));
    let mut exported = Vec::with_capacity(found.len());
    for row in found {
        let lines = all_lines(desk, &row.statement).await?;
        exported.push((row, lines));
    }
    note(desk, &exported, format).await?;
    Ok(exported)
}

/// What was taken away, in the chain of each partner.
async fn note(desk: &Desk, exported: &Exported, format: &str) -> Result<(), Failure> {
    let tx = desk.begin().await?;
    for (row, lines) in exported {
        let details = serde_json::json!({ "format": format, "lines": lines.len() }).to_string();
        let subject = audit::statement_subject(&row.statement);
        let noted = Note { verb: EXPORTED, subject: &subject, details };
        audit::note(&tx, &desk.keeper(), row.partner.id, noted).await?;
    }
    Ok(desk.commit(tx).await?)
}
