//! Contracts: the sublicense contracts of one's own partner, to be read.

use super::{Desk, Failure};
use crate::domain::contract::Contract;
use crate::policy::Permission;
use crate::store::contracts;

/// The contracts of one's own partner, the latest first.
pub async fn own(desk: &Desk) -> Result<Vec<Contract>, Failure> {
    desk.may(Permission::ViewContract).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let mut own = contracts::of_partner(desk.db(), partner).await?;
    own.reverse();
    Ok(own)
}
