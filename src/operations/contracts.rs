//! Contracts: a partner reads its sublicense contracts.

use super::{Desk, Failure};
use crate::domain::contract::{Contract, Standing};
use crate::domain::month::moscow_day;
use crate::policy::Permission;
use crate::store::contracts;

/// The contracts of the viewer's partner, the latest first, and their standing today.
pub async fn own(desk: &Desk) -> Result<(Vec<Contract>, Standing), Failure> {
    desk.may(Permission::ViewContract).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let mut own = contracts::of_partner(desk.db(), partner).await?;
    let standing = standing(desk, &own).await?;
    own.reverse();
    Ok((own, standing))
}

/// The standing of the contracts of the viewer's partner today, for the people who see its statements.
pub async fn noticed(desk: &Desk) -> Result<Standing, Failure> {
    desk.may(Permission::ViewStatement).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    standing(desk, &contracts::of_partner(desk.db(), partner).await?).await
}

/// The standing of these contracts today.
pub(super) async fn standing(desk: &Desk, contracts: &[Contract]) -> Result<Standing, Failure> {
    let grace_days = desk.house().settings().await?.contract_grace_days;
    let terms: Vec<_> = contracts.iter().map(Contract::term).collect();
    Ok(Standing::on(&terms, moscow_day(desk.now()), grace_days))
}
