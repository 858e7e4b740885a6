//! Exporting: the statements of a month with all lines. The chain of each partner in the file records the export.

use super::{StatementRow, all_lines, rows, whose};
use crate::domain::charge::Charge;
use crate::domain::ids::PartnerId;
use crate::domain::month::Month;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::audit::{self, AuditNote, EXPORTED};
use crate::store::statements;

/// The data of a file.
#[derive(Debug)]
pub struct Exported {
    /// The month.
    pub month: Month,
    /// Statements with all of their lines, in the order of partner codes.
    pub statements: Vec<(StatementRow, Vec<Charge>)>,
    /// The input of [`note_export`] when the file is sent.
    pub leaving: Vec<Leaving>,
}

/// A statement in an exported file.
#[derive(Debug)]
pub struct Leaving {
    partner: PartnerId,
    subject: String,
    lines: usize,
}

/// The operator's export of a month: the statements of all partners, or of the named one.
pub async fn export(desk: &Desk, month: Month, partner: Option<&str>) -> Result<Exported, Failure> {
    desk.may(Permission::ExportStatement).await?;
    desk.may(Permission::FormStatement).await?;
    let mut found = rows(desk, statements::of_month(desk.db(), desk.scope(), month).await?).await?;
    if let Some(code) = partner {
        let partner = whose(desk, Some(code)).await?;
        found.retain(|row| row.partner.id == partner.id);
    }
    read(desk, month, found).await
}

/// The export of the viewer's partner.
pub async fn export_own(desk: &Desk, month: Month) -> Result<Exported, Failure> {
    desk.may(Permission::ExportStatement).await?;
    desk.partner().ok_or(Failure::NotFound)?;
    let found = rows(desk, statements::of_month(desk.db(), desk.scope(), month).await?).await?;
    read(desk, month, found).await
}

async fn read(desk: &Desk, month: Month, mut found: Vec<StatementRow>) -> Result<Exported, Failure> {
    if found.is_empty() {
        return Err(Failure::NotFound);
    }
    found.sort_by(|one, other| one.partner.code.cmp(&other.partner.code));
    let mut exported = Exported { month, statements: Vec::new(), leaving: Vec::new() };
    for row in found {
        let lines = all_lines(desk, &row.statement).await?;
        let subject = audit::statement_subject(&row.statement);
        exported.leaving.push(Leaving { partner: row.partner.id, subject, lines: lines.len() });
        exported.statements.push((row, lines));
    }
    Ok(exported)
}

/// Records the export in the chain of each partner.
pub async fn note_export(desk: &Desk, leaving: &[Leaving], format: &str) -> Result<(), Failure> {
    desk.may(Permission::ExportStatement).await?;
    let tx = desk.begin().await?;
    for Leaving { partner, subject, lines } in leaving {
        let details = serde_json::json!({ "format": format, "lines": lines }).to_string();
        let noted = AuditNote { verb: EXPORTED, subject, details };
        audit::note(&tx, &desk.keeper(), *partner, noted).await?;
    }
    Ok(desk.commit(tx).await?)
}
