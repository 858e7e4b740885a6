//! Lapsing: statements without an answer by the deadline count as agreed, if the settings say so.

use super::{digest_of_lines, placing};
use crate::domain::charge::DigestVersion;
use crate::domain::settings::SettingsBook;
use crate::domain::statement::{Agreement, BY_SILENCE, Deadline, Statement};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{charges, keep, settings, statements};

/// Agrees by silence to every statement whose deadline has passed, if silence counted as agreement when its wait began;
/// returns how many there were.
pub async fn lapse(desk: &Desk) -> Result<u64, Failure> {
    desk.may(Permission::LapseStatement).await?;
    let book = settings::book(desk.db()).await?;
    let mut lapsed = 0;
    for waiting in statements::on_review(desk.db()).await? {
        lapsed += u64::from(lapse_one(desk, &waiting, &book).await?);
    }
    Ok(lapsed)
}

async fn lapse_one(desk: &Desk, waiting: &Statement, book: &SettingsBook) -> Result<bool, Failure> {
    if lapsed(desk, waiting, book).is_none() {
        return Ok(false);
    }
    // The lines are read without a lock; if the statement changes meanwhile, the next round looks at it again.
    let sha256 = digest_of_lines(desk, waiting.id).await?;
    let (tx, desk) = desk.begin_settling(waiting.partner).await?;
    let statement = statements::open_to_change(&tx, desk.scope(), waiting.partner, waiting.month).await?;
    let unchanged = statement.version == waiting.version && statement.totals.lines > 0;
    let Some(deadline) = lapsed(&desk, &statement, book).filter(|_| unchanged) else { return Ok(false) };
    let (at, digest) = (desk.now(), DigestVersion::CURRENT);
    let agreement = Agreement { at, by: BY_SILENCE.to_owned(), sha256, digest };
    charges::agree_all(&tx, statement.id).await?;
    keep(&tx, &desk.keeper(), statement.lapse(deadline, agreement)?).await?;
    placing::move_on(&desk, &tx, waiting.partner, waiting.month).await?;
    desk.commit(tx).await?;
    Ok(true)
}

/// The deadline of a statement, if it has passed at the desk's instant.
fn lapsed(desk: &Desk, statement: &Statement, book: &SettingsBook) -> Option<Deadline> {
    let deadline = statement.deadline(book, &desk.house().calendar)?;
    deadline.has_lapsed(desk.now()).then_some(deadline)
}
