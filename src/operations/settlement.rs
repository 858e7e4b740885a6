//! Settlement: the statements of a month, formed by the operator, agreed by the partner.

mod talks;

use std::sync::Arc;

pub use talks::{agree, dispute, resolve};

use super::{Clash, Desk, Failure};
use crate::domain::charge::{Charge, digest};
use crate::domain::ids::{ChargeId, PartnerId};
use crate::domain::month::Month;
use crate::domain::partner::Partner;
use crate::domain::refusal::Refusal;
use crate::domain::role::Scope;
use crate::domain::statement::{Statement, Totals};
use crate::policy::Permission;
use crate::store::charges::After;
use crate::store::{StoreError, Tx, accounts, audit, charges, keep, partners, statements};

/// How many lines a page shows.
pub const PAGE: usize = 100;
/// How many lines are read at once where all of them are needed.
const CHUNK: u64 = 5_000;

/// A statement with its partner and its sums.
#[derive(Clone, Debug)]
pub struct StatementRow {
    /// The statement.
    pub statement: Statement,
    /// Whose it is.
    pub partner: Arc<Partner>,
    /// Its sums.
    pub totals: Totals,
}

/// A statement as its page shows it.
#[derive(Debug)]
pub struct StatementPage {
    /// The statement with its sums.
    pub row: StatementRow,
    /// The lines of this page.
    pub lines: Vec<Charge>,
    /// Where the next page continues.
    pub next: Option<After>,
    /// Digest of all lines: what is agreed must be what was looked at.
    pub sha256: String,
    /// The name of who agreed.
    pub agreed_by: Option<String>,
}

/// The live month of a partner: what its statement would be now.
#[derive(Debug)]
pub struct LiveMonth {
    /// The month.
    pub month: Month,
    /// Its sums so far.
    pub totals: Totals,
}

/// The statements in the desk's scope, the latest month first.
pub async fn list(desk: &Desk) -> Result<Vec<StatementRow>, Failure> {
    desk.may(Permission::ViewStatement).await?;
    rows(desk, statements::all(desk.db(), desk.scope(), 200).await?).await
}

/// The statements of a month in the desk's scope.
pub async fn of_month(desk: &Desk, month: Month) -> Result<Vec<StatementRow>, Failure> {
    desk.may(Permission::ViewStatement).await?;
    rows(desk, statements::of_month(desk.db(), desk.scope(), month).await?).await
}

/// The live month of the desk's own partner.
pub async fn live(desk: &Desk) -> Result<Option<LiveMonth>, Failure> {
    desk.may(Permission::ViewStatement).await?;
    let Some(partner) = desk.partner() else { return Ok(None) };
    let month = Month::of(desk.now());
    Ok(Some(LiveMonth { month, totals: charges::month_totals(desk.db(), partner, month).await? }))
}

/// The statement of a month with a page of its lines. The operator names the partner; a partner sees its own.
pub async fn open(
    desk: &Desk,
    partner: Option<&str>,
    month: Month,
    after: Option<After>,
) -> Result<StatementPage, Failure> {
    desk.may(Permission::ViewStatement).await?;
    let partner = whose(desk, partner).await?;
    let statement = statements::open(desk.db(), desk.scope(), partner.id, month).await?;
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut lines = charges::of_statement(desk.db(), statement.id, after, limit).await?;
    let next = (lines.len() > PAGE).then(|| After::line(&lines[PAGE - 1]));
    lines.truncate(PAGE);
    let sha256 = digest(&all_lines(desk.db(), &statement).await?);
    let agreed_by = match &statement.agreement {
        Some(agreement) => Some(name(desk, &agreement.by).await?),
        None => None,
    };
    let totals = charges::totals(desk.db(), statement.id).await?;
    Ok(StatementPage { row: StatementRow { statement, partner, totals }, lines, next, sha256, agreed_by })
}

/// One line, to be explained.
pub async fn line(desk: &Desk, id: ChargeId) -> Result<Charge, Failure> {
    desk.may(Permission::ViewStatement).await?;
    Ok(charges::open(desk.db(), desk.scope(), id).await?)
}

/// Forms the statements of a month that is over: of one partner, or of all that have charges. Safe to repeat; a
/// statement that is agreed is left alone. Answers with how many statements and lines there are.
pub async fn form(
    desk: &Desk,
    month: Month,
    partner: Option<&str>,
    mut formed_one: impl FnMut(usize, usize) + Send,
) -> Result<(u64, u64), Failure> {
    desk.may(Permission::FormStatement).await?;
    if !month.is_over(desk.now()) {
        return Err(Refusal::MonthNotOver.into());
    }
    let whose = match partner {
        Some(code) => vec![partners::with_code(desk.db(), code).await?.id],
        None => charges::partners_of(desk.db(), month).await?,
    };
    let (mut statements, mut lines) = (0, 0);
    for (place, partner) in whose.iter().enumerate() {
        lines += form_one(desk, *partner, month).await?;
        statements += 1;
        formed_one(place + 1, whose.len());
    }
    Ok((statements, lines))
}

async fn form_one(desk: &Desk, partner: PartnerId, month: Month) -> Result<u64, Failure> {
    let tx = desk.begin().await?;
    statements::begin(&tx, partner, month, desk.now()).await?;
    let statement = statements::open_to_change(&tx, &Scope::Everything, partner, month).await?;
    let before = charges::totals(&tx, statement.id).await?;
    if statement.agreement.is_some() {
        return Ok(before.lines);
    }
    let gathered = charges::gather(&tx, statement.id, partner, month).await?;
    let totals = charges::totals(&tx, statement.id).await?;
    if gathered > 0 || before.lines == 0 {
        keep(&tx, &desk.keeper(), statement.formed(&totals, desk.now())?).await?;
    }
    desk.commit(tx).await?;
    Ok(totals.lines)
}

/// Shows a statement to its partner.
pub async fn publish(desk: &Desk, partner: &str, month: Month, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::PublishStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let tx = desk.begin().await?;
    let statement = open_seen(desk, &tx, partner.id, month, Some(seen)).await?;
    keep(&tx, &desk.keeper(), statement.publish(desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}

/// What is exported: each statement of the month with all of its lines, in the order of partner codes.
pub async fn export(
    desk: &Desk,
    month: Month,
    partner: Option<&str>,
) -> Result<Vec<(StatementRow, Vec<Charge>)>, Failure> {
    desk.may(Permission::ExportStatement).await?;
    let mut found = rows(desk, statements::of_month(desk.db(), desk.scope(), month).await?).await?;
    if let Some(code) = partner {
        let partner = whose(desk, Some(code)).await?;
        found.retain(|row| row.partner.id == partner.id);
    }
    if found.is_empty() {
        return Err(Failure::NotFound);
    }
    found.sort_by(|one, other| one.partner.code.cmp(&other.partner.code));
    let mut exported = Vec::with_capacity(found.len());
    for row in found {
        let lines = all_lines(desk.db(), &row.statement).await?;
        exported.push((row, lines));
    }
    Ok(exported)
}

/// All lines of a statement, in their order.
pub(super) async fn all_lines(
    reach: &impl crate::store::Reach,
    statement: &Statement,
) -> Result<Vec<Charge>, StoreError> {
    let mut lines: Vec<Charge> = Vec::new();
    loop {
        let after = lines.last().map(After::line);
        let more = charges::of_statement(reach, statement.id, after, CHUNK).await?;
        let last = u64::try_from(more.len()).is_ok_and(|read| read < CHUNK);
        lines.extend(more);
        if last {
            return Ok(lines);
        }
    }
}

async fn rows(desk: &Desk, found: Vec<Statement>) -> Result<Vec<StatementRow>, Failure> {
    let partners: Vec<Arc<Partner>> = partners::all(desk.db()).await?.into_iter().map(Arc::new).collect();
    let mut rows = Vec::with_capacity(found.len());
    for statement in found {
        let partner = partners.iter().find(|partner| partner.id == statement.partner).cloned();
        let totals = charges::totals(desk.db(), statement.id).await?;
        rows.push(StatementRow { partner: partner.ok_or(Failure::NotFound)?, totals, statement });
    }
    Ok(rows)
}

/// The partner that is meant: the desk's own, or the one that the operator names.
pub(super) async fn whose(desk: &Desk, code: Option<&str>) -> Result<Arc<Partner>, Failure> {
    let found = match (desk.partner(), code) {
        (Some(own), None) => partners::open(desk.db(), own).await?,
        (None, Some(code)) => partners::with_code(desk.db(), code).await?,
        (Some(own), Some(code)) => {
            let named = partners::with_code(desk.db(), code).await?;
            if named.id == own { named } else { return Err(Failure::NotFound) }
        }
        (None, None) => return Err(Failure::NotFound),
    };
    Ok(Arc::new(found))
}

/// Opens a statement for changing it; when a version is given, it must be the one that was looked at.
pub(super) async fn open_seen(
    desk: &Desk,
    tx: &Tx,
    partner: PartnerId,
    month: Month,
    seen: Option<i32>,
) -> Result<Statement, Failure> {
    let statement = statements::open_to_change(tx, desk.scope(), partner, month).await?;
    if seen.is_none_or(|seen| seen == statement.version) {
        return Ok(statement);
    }
    let last = audit::entries(tx, &audit::statement_subject(&statement), 1).await?;
    let last = last.into_iter().next().ok_or(StoreError::NotFound)?;
    Err(Failure::Stale(Box::new(Clash {
        by: name(desk, &last.actor).await?,
        at: last.at,
        verb: last.verb,
        stage: None,
        version: statement.version,
    })))
}

async fn name(desk: &Desk, login: &str) -> Result<String, StoreError> {
    let names = accounts::names_of_logins(desk.db(), &[login.to_owned()]).await?;
    Ok(names.get(login).cloned().unwrap_or_else(|| login.to_owned()))
}
