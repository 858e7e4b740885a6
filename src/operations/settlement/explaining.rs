//! Explaining: the inputs of a line, and the actions that led to it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::charge::Charge;
use crate::domain::ids::ChargeId;
use crate::domain::partner::Partner;
use crate::domain::statement::{Statement, StatementEvent};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::audit::{AnyEvent, Entry};
use crate::store::{StoreError, accounts, audit, charges, counting, partners, statements};

/// A line with its explanation.
#[derive(Debug)]
pub struct Explanation {
    /// The line.
    pub charge: Charge,
    /// The charged partner.
    pub partner: Arc<Partner>,
    /// The statement to which it belongs, if the viewer may see it.
    pub statement: Option<Statement>,
    /// The history of the application and of the line, the newest first.
    pub history: Vec<Entry>,
    /// Names of people by login.
    pub names: HashMap<String, String>,
}

/// Explains a line.
pub async fn explain(desk: &Desk, id: ChargeId) -> Result<Explanation, Failure> {
    desk.may(Permission::ViewStatement).await?;
    let charge = charges::open(desk.db(), desk.scope(), id).await?;
    let partner = partners::open(desk.db(), charge.partner).await?;
    let statement = match statements::open(desk.db(), desk.scope(), charge.partner, charge.month).await {
        Ok(found) => Some(found).filter(|found| charge.statement == Some(found.id)),
        Err(StoreError::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let history = history(desk, &charge, statement.as_ref()).await?;
    let logins: Vec<String> = history.iter().flat_map(Entry::logins).collect();
    let names = accounts::names_of_logins(desk.db(), &logins).await?;
    Ok(Explanation { charge, partner: Arc::new(partner), statement, history, names })
}

async fn history(
    desk: &Desk,
    charge: &Charge,
    statement: Option<&Statement>,
) -> Result<Vec<Entry>, StoreError> {
    let subject = audit::application_subject(charge.application);
    let mut entries = audit::entries_in(desk.db(), charge.partner, &subject, counting::WHOLE).await?;
    if let Some(statement) = statement {
        entries.extend(audit::entries_of_lines(desk.db(), statement).await?);
    }
    let moves = audit::charge_subject(charge.id);
    entries.extend(audit::entries_in(desk.db(), charge.partner, &moves, counting::WHOLE).await?);
    // All entries are of the partner's chain: its order counts, not the clock.
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.sequence));
    entries.retain(|entry| entry.verb != audit::EXPORTED);
    entries.retain(|entry| entry.event.as_ref().is_none_or(|event| concerns(event, charge.id)));
    Ok(entries)
}

/// Whether an event concerns this line and not only others.
fn concerns(event: &AnyEvent, charge: ChargeId) -> bool {
    let AnyEvent::Statement(event) = event else { return true };
    match event {
        StatementEvent::LineDisputed { line, .. } | StatementEvent::LineResolved { line, .. } => {
            *line == charge.0
        }
        StatementEvent::StatementFormed { .. } | StatementEvent::StatementPublished => false,
        StatementEvent::StatementAgreed { .. }
        | StatementEvent::Invoiced { .. }
        | StatementEvent::StatementLapsed { .. }
        | StatementEvent::StatementClosed { .. }
        | StatementEvent::StatementWithdrawn
        | StatementEvent::CreditUsed { .. } => true,
    }
}
