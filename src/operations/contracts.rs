//! Contracts: the sublicense contracts of one's own partner, to be read.

use super::{Desk, Failure};
use crate::policy::Permission;
use crate::store::contracts;
pub use crate::store::contracts::Contract;

/// The contracts of one's own partner, the latest first.
pub async fn own(desk: &Desk) -> Result<Vec<Contract>, Failure> {
    desk.may(Permission::ViewContract).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    Ok(contracts::of_partner(desk.db(), partner).await?)
}
