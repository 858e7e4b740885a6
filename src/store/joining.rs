//! Joining a subscriber without an invitation, when an office is set up; the audit tells of it as of every other change.

use super::{Keeper, StoreError, Tx, keep, members};
use crate::domain::ids::PersonId;
use crate::domain::organization::Organization;

/// Makes an account a member of an organisation, as whoever sets an office up does; a member stays what they are.
pub async fn join(
    tx: &Tx,
    keeper: &Keeper,
    organization: &Organization,
    person: PersonId,
) -> Result<(), StoreError> {
    match members::of(tx, organization).await?.add(person, keeper.at) {
        Ok(added) => keep(tx, keeper, added).await.map(drop),
        Err(_) => Ok(()),
    }
}
