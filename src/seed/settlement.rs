//! The settlement of the months that are over, by the operator and the partners' managers.

use std::sync::Arc;

use super::SeedError;
use super::office::SeededOffice;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::role::Role;
use crate::domain::statement::StatementState;
use crate::operations::settlement::{self, Part, StatementRow};
use crate::operations::{Desk, Failure, House, invoicing};

/// The partner that agrees at once. The others have not answered for the latest month, so that a reader of the demo
/// can.
const PROMPT: &str = "sevproekt";

/// The operator forms the statements of a month and shows them to the partners.
pub(super) async fn publish(
    house: &Arc<House>,
    office: &SeededOffice,
    month: Month,
) -> Result<(), SeedError> {
    let desk = billing(house, office)?;
    settlement::form(&desk, month, None, |_, _| ()).await.map_err(|failure| refused(month, failure))?;
    for row in rows(&desk, month).await? {
        let published = settlement::publish(&desk, &row.partner.code, month, row.statement.version).await;
        published.map_err(|failure| refused(month, failure))?;
    }
    Ok(())
}

/// The managers of all partners agree to their statements, or only that of [`PROMPT`].
pub(super) async fn agree(
    house: &Arc<House>,
    office: &SeededOffice,
    month: Month,
    everybody: bool,
) -> Result<(), SeedError> {
    for row in rows(&billing(house, office)?, month).await? {
        if everybody || row.partner.code == PROMPT {
            let manager = office.holder(Role::PartnerManager, Some(row.partner.id))?;
            let desk =
                Desk::of_person(house, manager, Vec::new(), request_id(month)).proven(house.clock.now());
            agree_one(&desk, month).await.map_err(|failure| refused(month, failure))?;
        }
    }
    Ok(())
}

async fn agree_one(desk: &Desk, month: Month) -> Result<(), Failure> {
    let page = settlement::open_own(desk, month, Part::default()).await?;
    let looked_at = page.sha256.unwrap_or_default();
    settlement::agree(desk, month, page.row.statement.version, &looked_at).await
}

/// The operator invoices what is agreed; a month in which nothing was to be paid is closed without an invoice.
pub(super) async fn invoice(
    house: &Arc<House>,
    office: &SeededOffice,
    month: Month,
) -> Result<(), SeedError> {
    let desk = billing(house, office)?;
    for row in rows(&desk, month).await? {
        if row.statement.state == StatementState::Agreed {
            let (partner, seen) = (&row.partner.code, row.statement.version);
            let done = if row.statement.totals.total == Money::ZERO {
                invoicing::close(&desk, partner, month, seen).await
            } else {
                invoicing::invoice(&desk, partner, month, seen).await.map(drop)
            };
            done.map_err(|failure| refused(month, failure))?;
        }
    }
    Ok(())
}

/// The desk of who settles with the partners.
fn billing(house: &Arc<House>, office: &SeededOffice) -> Result<Desk, SeedError> {
    let person = office.holder(Role::OperatorBilling, None)?;
    Ok(Desk::of_person(house, person, Vec::new(), "seed-settlement".to_owned()).proven(house.clock.now()))
}

async fn rows(desk: &Desk, month: Month) -> Result<Vec<StatementRow>, SeedError> {
    settlement::of_month(desk, month).await.map_err(|failure| refused(month, failure))
}

fn request_id(month: Month) -> String {
    format!("seed-{month}")
}

fn refused(month: Month, failure: Failure) -> SeedError {
    SeedError::Refused { what: format!("the settlement of {month}"), failure }
}
