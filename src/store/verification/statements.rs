//! Statements: each as its events tell it, with its invoice, and with the lines that were agreed to.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::tales::Tale;
use super::tally::Tally;
use super::{CHUNK, Invariant};
use crate::domain::charge::{DigestVersion, LinesDigest};
use crate::domain::role::Scope;
use crate::domain::statement::{Statement, StatementEvent, StatementTold, Step};
use crate::store::audit::AnyEvent;
use crate::store::tables::{charge, invoice};
use crate::store::{Reach, StoreError, audit, charges, statements};

/// Everything that must hold of statements.
#[derive(Debug)]
pub(super) struct Statements {
    /// Those that no tale was about yet, as the audit names them.
    there: BTreeMap<String, Statement>,
    /// The lines that are disputed, by statement.
    disputed: BTreeMap<i64, BTreeSet<i64>>,
    invoices: BTreeMap<i64, invoice::Model>,
    told: Tally,
    issued: Tally,
    agreed: Tally,
    agreed_by_first_rule: Tally,
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
        let found = [self.told, self.issued, self.agreed, self.agreed_by_first_rule].map(Tally::found);
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

fn is_as_told(row: Option<&invoice::Model>, told: &StatementTold, statement: &Statement) -> bool {
    let (Some(row), Some((invoice, by))) = (row, &told.invoice) else { return false };
    let lines = u64::try_from(row.lines).unwrap_or(u64::MAX);
    (&row.number, row.issued_at, &row.issued_by) == (&invoice.number, invoice.at, by)
        && (row.partner_id, &row.month) == (statement.partner.0, &statement.month.to_string())
        && (row.total, lines) == (statement.totals.total.kopecks(), statement.totals.lines)
        && row.number == format!("{}-{:06}", row.year, row.sequence)
}
