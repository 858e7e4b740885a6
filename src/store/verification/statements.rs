//! Statements: each as its events tell it, with its invoice, and with the lines that were agreed to.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::tales::Tale;
use super::tally::Tally;
use super::{CHUNK, Invariant};
use crate::domain::charge::{DigestVersion, LinesDigest, digest_of_approval};
use crate::domain::role::Scope;
use crate::domain::statement::{Statement, StatementEvent, StatementTold, Step};
use crate::store::audit::AnyEvent;
use crate::store::tables::{charge, credit, credit_use, invoice};
use crate::store::{Reach, StoreError, audit, charges, statements};

/// Everything that must hold of statements.
#[derive(Debug)]
pub(super) struct Statements {
    /// Those that no tale was about yet, as the audit names them.
    there: BTreeMap<String, Statement>,
    /// The lines that are disputed, by statement.
    disputed: BTreeMap<i64, BTreeSet<i64>>,
    invoices: BTreeMap<i64, invoice::Model>,
    corrections: Corrections,
    /// What invoices took of what each month left: the number of each, and how much in kopecks.
    credit_used: BTreeMap<i64, Vec<(String, i64)>>,
    told: Tally,
    issued: Tally,
    agreed: Tally,
    agreed_by_first_rule: Tally,
    corrected: Tally,
    credited: Tally,
}

impl Statements {
    /// Reads what is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        let all = statements::all(reach, &Scope::Everything, u64::MAX >> 1).await?;
        let there = all.into_iter().map(|one| (audit::statement_subject(&one), one)).collect();
        let invoices = invoice::Entity::find().all(&reach.on()).await?;
        Ok(Self {
            there,
            disputed: disputed(reach).await?,
            invoices: invoices.into_iter().map(|row| (row.statement_id, row)).collect(),
            corrections: Corrections::read(reach).await?,
            credit_used: credit_used(reach).await?,
            told: Tally::of(
                "every statement is what its history tells",
                "put the row back as the audit tells it: who agreed, when, and the digest stand there",
            ),
            issued: Tally::of(
                "every invoice is what its history tells",
                "put the invoice back as the audit and its statement have it",
            ),
            agreed: Tally::of(
                "every agreed statement has the lines that were agreed to",
                "put the lines back as a backup has them; the audit has their digest",
            ),
            agreed_by_first_rule: Tally::of(
                "every statement agreed by rule 1 has the lines that were agreed to",
                "put the lines back as a backup has them; the audit has their digest",
            ),
            corrected: Tally::of(
                "every correction follows from an answer to a dispute",
                "put the correction back as a backup has it; the answer has its digest",
            ),
            credited: Tally::of(
                "every use of a credit is what its history tells",
                "put the use of the credit back as the audit tells it",
            ),
        })
    }

    /// Looks at those of these tales that are about statements.
    pub(super) async fn look(&mut self, reach: &impl Reach, tales: &[Tale]) -> Result<(), StoreError> {
        for tale in tales.iter().filter(|tale| tale.about().0 == "statement") {
            let subject = &tale.subject;
            if let Some(statement) = self.there.remove(subject) {
                self.one(reach, tale, &statement).await?;
            } else {
                // One without lines is withdrawn, and says so.
                let last = steps(tale).last().map(|step| step.event);
                let withdrawn = last == Some(&StatementEvent::StatementWithdrawn);
                self.told.look(withdrawn, || format!("{subject} is gone"));
            }
        }
        Ok(())
    }

    /// What was found, when all tales were told.
    pub(super) fn found(mut self) -> Vec<Invariant> {
        for subject in self.there.keys() {
            self.told.look(false, || format!("{subject} is not in the audit"));
        }
        for row in self.invoices.values() {
            self.issued.look(false, || format!("{} is not in the audit", row.number));
        }
        for line in self.corrections.untold() {
            self.corrected.look(false, || format!("line {line} follows from no answer"));
        }
        let found =
            [self.told, self.issued, self.corrected, self.credited, self.agreed, self.agreed_by_first_rule];
        let found = found.map(Tally::found);
        // A new office has nothing that was agreed by an older rule.
        found.into_iter().filter(|one| one.checked > 0 || !one.name.contains("by rule 1")).collect()
    }

    async fn one(&mut self, reach: &impl Reach, tale: &Tale, there: &Statement) -> Result<(), StoreError> {
        let subject = &tale.subject;
        let told = StatementTold::of(steps(tale));
        let mut otherwise = told.differs(there);
        if told.disputed != self.disputed.remove(&there.id.0).unwrap_or_default() {
            otherwise.push("which lines are disputed");
        }
        if there.partner.0 != tale.chain {
            otherwise.push("partner");
        }
        self.told.look(otherwise.is_empty(), || format!("{subject} ({})", otherwise.join(", ")));
        let invoice = self.invoices.remove(&there.id.0);
        if told.invoice.is_some() || invoice.is_some() {
            self.issued.look(is_as_told(invoice.as_ref(), &told, there), || subject.clone());
        }
        for digest in &told.corrections {
            let is_there = self.corrections.there.remove(digest).is_some();
            self.corrected.look(is_there, || format!("{subject}: a correction is gone"));
        }
        self.corrections.untold_of.extend(&told.untold_corrections);
        let mut used = self.credit_used.remove(&there.id.0).unwrap_or_default();
        if !used.is_empty() || !told.credit_used.is_empty() {
            used.sort();
            let mut told = told.credit_used.clone();
            told.sort();
            self.credited.look(used == told, || subject.clone());
        }
        self.agreement(reach, there).await
    }

    /// What was agreed to is what is there.
    async fn agreement(&mut self, reach: &impl Reach, there: &Statement) -> Result<(), StoreError> {
        let Some(agreement) = &there.agreement else { return Ok(()) };
        let mut digest = LinesDigest::by(agreement.digest);
        let mut after = None;
        loop {
            let lines = charges::of_statement(reach, there.id, after, CHUNK).await?;
            for line in &lines {
                digest.add(line);
            }
            after = lines.last().map(charges::After::line);
            if u64::try_from(lines.len()).is_ok_and(|read| read < CHUNK) {
                break;
            }
        }
        let tally = match agreement.digest {
            DigestVersion::First => &mut self.agreed_by_first_rule,
            DigestVersion::Second => &mut self.agreed,
        };
        tally.look(digest.finish() == agreement.sha256, || audit::statement_subject(there));
        Ok(())
    }
}

/// What a tale tells of a statement.
fn steps(tale: &Tale) -> impl Iterator<Item = Step<'_>> {
    tale.events().filter_map(|(event, told)| {
        let AnyEvent::Statement(event) = event else { return None };
        Some(Step { event, actor: &told.actor, at: told.at })
    })
}

/// The disputed lines of all statements; they are few.
async fn disputed(reach: &impl Reach) -> Result<BTreeMap<i64, BTreeSet<i64>>, StoreError> {
    let rows: Vec<(i64, Option<i64>)> = charge::Entity::find()
        .select_only()
        .columns([charge::Column::Id, charge::Column::StatementId])
        // Written out, so that both databases see that the index of the few disputed lines fits.
        .filter(Expr::cust("line_state = 'disputed'"))
        .into_tuple()
        .all(&reach.on())
        .await?;
    let mut found: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for (line, statement) in rows {
        found.entry(statement.unwrap_or_default()).or_default().insert(line);
    }
    Ok(found)
}

/// The corrections, to be held against the answers that they follow from.
#[derive(Debug)]
struct Corrections {
    /// Those of which no answer has told yet, by digest.
    there: BTreeMap<String, i64>,
    /// The line that each one takes back.
    corrects: BTreeMap<i64, i64>,
    /// The lines of which old answers do not tell.
    untold_of: BTreeSet<i64>,
}

impl Corrections {
    async fn read(reach: &impl Reach) -> Result<Self, StoreError> {
        let rows = charge::Entity::find().filter(charge::Column::CorrectsId.is_not_null());
        let mut found =
            Self { there: BTreeMap::new(), corrects: BTreeMap::new(), untold_of: BTreeSet::new() };
        for row in rows.all(&reach.on()).await? {
            let line = charges::read(row)?;
            found.corrects.extend(line.corrects.map(|corrected| (line.id.0, corrected.0)));
            found.there.insert(digest_of_approval([&line]), line.id.0);
        }
        Ok(found)
    }

    /// Those of which no answer tells, although the answers about their line do.
    fn untold(&self) -> impl Iterator<Item = i64> + '_ {
        self.there.values().copied().filter(|line| !self.takes_back(*line, &self.untold_of))
    }

    /// Whether a correction takes back one of these lines, or a correction that does.
    fn takes_back(&self, line: i64, these: &BTreeSet<i64>) -> bool {
        let mut line = line;
        while let Some(corrected) = self.corrects.get(&line).copied().filter(|corrected| *corrected < line) {
            if these.contains(&corrected) {
                return true;
            }
            line = corrected;
        }
        false
    }
}

/// What invoices took of credits, by the statement that left the credit; they are few.
async fn credit_used(reach: &impl Reach) -> Result<BTreeMap<i64, Vec<(String, i64)>>, StoreError> {
    let credits = credit::Entity::find().all(&reach.on()).await?;
    let left_by: BTreeMap<i64, i64> = credits.into_iter().map(|row| (row.id, row.statement_id)).collect();
    let mut found: BTreeMap<i64, Vec<(String, i64)>> = BTreeMap::new();
    for row in credit_use::Entity::find().all(&reach.on()).await? {
        let statement = left_by.get(&row.credit_id).copied().unwrap_or_default();
        found.entry(statement).or_default().push((row.invoice_number, row.amount));
    }
    Ok(found)
}

fn is_as_told(row: Option<&invoice::Model>, told: &StatementTold, statement: &Statement) -> bool {
    let (Some(row), Some((invoice, by))) = (row, &told.invoice) else { return false };
    let lines = u64::try_from(row.lines).unwrap_or(u64::MAX);
    (&row.number, row.issued_at, &row.issued_by) == (&invoice.number, invoice.at, by)
        && (row.partner_id, &row.month) == (statement.partner.0, &statement.month.to_string())
        && (row.total, lines) == (statement.totals.total.kopecks(), statement.totals.lines)
        && row.number == format!("{}-{:06}", row.year, row.sequence)
}
