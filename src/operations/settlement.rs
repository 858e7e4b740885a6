//! Settlement: the statements of a month, formed by the operator, agreed by the partner.

mod agreeing;
mod closing;
mod explaining;
mod exporting;
mod forming;
mod lapsing;
pub(super) mod placing;

use std::sync::Arc;

pub use agreeing::{agree, dispute, resolve, withdraw_dispute};
pub use closing::{PartnerMonth, closing};
pub use explaining::{Explanation, explain};
pub use exporting::{Exported, Leaving, export, export_own, note_export};
pub use forming::{form, publish};
pub use lapsing::lapse;

use super::{Desk, Failure};
use crate::domain::charge::{Charge, DigestVersion, LineState, LinesDigest};
use crate::domain::ids::StatementId;
use crate::domain::month::Month;
use crate::domain::partner::Partner;
use crate::domain::statement::{Deadline, Statement, StatementState, Totals};
use crate::policy::Permission;
pub use crate::store::charges::After;
pub use crate::store::credits::Taken;
use crate::store::{StoreError, accounts, charges, counting, credits, partners, settings, statements};

/// How many lines a page shows.
pub const PAGE: usize = 100;
/// How many lines are read at once.
const CHUNK: u64 = 5_000;

/// A statement with its partner.
#[derive(Clone, Debug)]
pub struct StatementRow {
    /// The statement.
    pub statement: Statement,
    /// The partner.
    pub partner: Arc<Partner>,
    /// The deadline of the partner's answer, while the statement is on review.
    pub deadline: Option<Deadline>,
}

/// A part of a statement's lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The state of the lines, if filtered.
    pub only: Option<LineState>,
    /// The place after which the part begins.
    pub after: Option<After>,
}

/// A statement as its page shows it.
#[derive(Debug)]
pub struct StatementPage {
    /// The statement with its sums.
    pub row: StatementRow,
    /// The lines of this page.
    pub lines: Vec<Charge>,
    /// Where the next page begins.
    pub next: Option<After>,
    /// The digest of all lines, for a viewer who may agree to them now: it proves that the agreed lines are those
    /// shown.
    pub sha256: Option<String>,
    /// The name of the person who agreed.
    pub agreed_by: Option<String>,
    /// The credits that its invoice used, which lower «К оплате».
    pub taken_off: Vec<Taken>,
    /// The uses of the credit that it left.
    pub credit_used: Vec<Taken>,
}

/// The live month of a partner: its charges so far.
#[derive(Debug)]
pub struct LiveMonth {
    /// The month.
    pub month: Month,
    /// Its sums so far.
    pub totals: Totals,
}

/// The statements of the viewer's partner, the latest month first.
pub async fn list(desk: &Desk) -> Result<Vec<StatementRow>, Failure> {
    desk.may(Permission::ViewStatement).await?;
    desk.partner().ok_or(Failure::NotFound)?;
    rows(desk, statements::all(desk.db(), desk.scope(), counting::WHOLE).await?).await
}

/// The statements of a month in the desk's scope.
pub async fn of_month(desk: &Desk, month: Month) -> Result<Vec<StatementRow>, Failure> {
    desk.may(Permission::ViewStatement).await?;
    rows(desk, statements::of_month(desk.db(), desk.scope(), month).await?).await
}

/// The live month of the viewer's partner.
pub async fn live(desk: &Desk) -> Result<Option<LiveMonth>, Failure> {
    desk.may(Permission::ViewStatement).await?;
    let Some(partner) = desk.partner() else { return Ok(None) };
    let month = Month::of(desk.now());
    Ok(Some(LiveMonth { month, totals: charges::loose_of(desk.db(), partner, month).await? }))
}

/// The statement of a month of the viewer's partner, with a part of its lines; sums and digest cover all lines.
pub async fn open_own(desk: &Desk, month: Month, part: Part) -> Result<StatementPage, Failure> {
    desk.may(Permission::ViewStatement).await?;
    page(desk, whose(desk, None).await?, month, part).await
}

/// Like [`open_own`], for the partner with this code, for the operator.
pub async fn open_of_partner(
    desk: &Desk,
    code: &str,
    month: Month,
    part: Part,
) -> Result<StatementPage, Failure> {
    desk.may(Permission::FormStatement).await?;
    page(desk, whose(desk, Some(code)).await?, month, part).await
}

async fn page(
    desk: &Desk,
    partner: Arc<Partner>,
    month: Month,
    part: Part,
) -> Result<StatementPage, Failure> {
    let statement = statements::open(desk.db(), desk.scope(), partner.id, month).await?;
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut lines = charges::part_of_statement(desk.db(), statement.id, part.only, part.after, limit).await?;
    let next = (lines.len() > PAGE).then(|| After::line(&lines[PAGE - 1]));
    lines.truncate(PAGE);
    let may_agree = statement.state == StatementState::OnReview && desk.allows(Permission::AgreeStatement);
    let sha256 = if may_agree { Some(digest_of_lines(desk, statement.id).await?) } else { None };
    let agreed_by = match &statement.agreement {
        Some(agreement) => Some(name(desk.db(), &agreement.by).await?),
        None => None,
    };
    let taken_off = credits::taken_by(desk.db(), &statement).await?;
    let credit_used = credits::taken_from(desk.db(), statement.id).await?;
    let deadline = statement.deadline(&settings::book(desk.db()).await?, &desk.house().calendar);
    let row = StatementRow { statement, partner, deadline };
    Ok(StatementPage { row, lines, next, sha256, agreed_by, taken_off, credit_used })
}

/// All lines of a statement, in their order.
async fn all_lines(desk: &Desk, statement: &Statement) -> Result<Vec<Charge>, StoreError> {
    let mut lines = Vec::with_capacity(usize::try_from(statement.totals.lines).unwrap_or(0));
    each_chunk(desk, statement.id, |chunk| lines.extend(chunk)).await?;
    Ok(lines)
}

/// The digest of all lines of a statement, read in chunks without a lock: every change of lines also changes the
/// version of their statement.
async fn digest_of_lines(desk: &Desk, statement: StatementId) -> Result<String, StoreError> {
    let mut digest = LinesDigest::by(DigestVersion::CURRENT);
    each_chunk(desk, statement, |chunk| chunk.iter().for_each(|line| digest.add(line))).await?;
    Ok(digest.finish())
}

/// Reads the lines of a statement in their order, in chunks.
async fn each_chunk(
    desk: &Desk,
    statement: StatementId,
    mut took: impl FnMut(Vec<Charge>) + Send,
) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        let chunk = charges::of_statement(desk.db(), statement, after, CHUNK).await?;
        let last = u64::try_from(chunk.len()).is_ok_and(|read| read < CHUNK);
        after = chunk.last().map(After::line);
        took(chunk);
        if last {
            return Ok(());
        }
    }
}

async fn rows(desk: &Desk, found: Vec<Statement>) -> Result<Vec<StatementRow>, Failure> {
    let partners: Vec<Arc<Partner>> = partners::all(desk.db()).await?.into_iter().map(Arc::new).collect();
    let book = settings::book(desk.db()).await?;
    let mut rows = Vec::with_capacity(found.len());
    for statement in found {
        let partner = partners.iter().find(|partner| partner.id == statement.partner).cloned();
        let deadline = statement.deadline(&book, &desk.house().calendar);
        let partner = partner.ok_or(Failure::NotFound)?;
        rows.push(StatementRow { statement, partner, deadline });
    }
    Ok(rows)
}

/// The partner: the viewer's own, or the one that the operator names.
pub(super) async fn whose(desk: &Desk, code: Option<&str>) -> Result<Arc<Partner>, Failure> {
    let found = match (desk.partner(), code) {
        (Some(own), None) => partners::open(desk.db(), own).await?,
        (None, Some(code)) => partners::with_code(desk.db(), code).await?,
        (Some(_), Some(_)) | (None, None) => return Err(Failure::NotFound),
    };
    Ok(Arc::new(found))
}

async fn name(reach: &impl crate::store::Reach, login: &str) -> Result<String, StoreError> {
    let names = accounts::names_of_logins(reach, &[login.to_owned()]).await?;
    Ok(names.get(login).cloned().unwrap_or_else(|| login.to_owned()))
}
