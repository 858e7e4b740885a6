//! Exporting the journal: a selection becomes a file, and the journal records it.

use super::{Journal, JournalQuery, chain, known, selection};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::audit::{self, AuditNote};
use crate::store::journal;

/// The maximum number of entries in a file; a larger selection is refused, never cut.
pub const MOST_IN_FILE: usize = 50_000;
/// The verb of the export's entry.
const EXPORTED: &str = "journal_exported";

/// Everything that is asked for; that it was taken away is the next entry of the same journal.
pub async fn export(desk: &Desk, asked: &JournalQuery) -> Result<Journal, Failure> {
    desk.may(Permission::ViewJournal).await?;
    desk.must_be_proven().await?;
    let selection = selection(desk, asked).await?;
    let limit = u64::try_from(MOST_IN_FILE + 1).unwrap_or(u64::MAX);
    let entries = journal::entries(desk.db(), &selection, None, limit).await?;
    if entries.len() > MOST_IN_FILE {
        let most = MOST_IN_FILE / 1000;
        let words = format!(
            "В отбор попадает больше {most} 000 записей, столько в файл не помещается: сузьте период"
        );
        return Err(Failure::Invalid(vec![("from", words)]));
    }
    let known = known::of(desk, &entries).await?;
    note(desk, asked, entries.len()).await?;
    Ok(Journal { entries, known, ..Journal::default() })
}

async fn note(desk: &Desk, asked: &JournalQuery, entries: usize) -> Result<(), Failure> {
    let chain = chain(desk)?;
    let details = serde_json::json!({
        "entries": entries,
        "from": asked.from,
        "until": asked.until,
        "act": asked.act,
        "about": asked.about.trim(),
    });
    let subject = audit::journal_subject(chain);
    let tx = desk.begin().await?;
    let noted = AuditNote { verb: EXPORTED, subject: &subject, details: details.to_string() };
    audit::note(&tx, &desk.keeper(), chain, noted).await?;
    Ok(desk.commit(tx).await?)
}
