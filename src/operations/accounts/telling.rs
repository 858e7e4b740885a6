//! Telling the owner of an account that the guesses at its password ran out.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::door;
use crate::domain::errand::GuessedAt;
use crate::operations::House;
use crate::store::StoreError;
use crate::store::password_guesses::{SpentGuesses, owe};

/// How many characters of a name as typed are kept.
const NAME_MOST: usize = 300;

/// Owes the letter to the owner of the account that the typed name opens. The work is the same when it opens none.
pub(super) async fn tell(
    house: &Arc<House>,
    typed: &str,
    request_id: &str,
    place: GuessedAt,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let claim = door::claim(house, typed.trim()).await?;
    let account = claim.account.as_ref().filter(|account| !account.password_hash.is_empty());
    let name: String = typed.trim().chars().take(NAME_MOST).collect();
    let spent = SpentGuesses { account, name: &name, place, until, request_id };
    let tx = house.db.begin().await?;
    owe(&tx, &spent, house.clock.now()).await?;
    // No worker is woken: what it does about a name that opens nothing is over sooner, and whoever guesses could time it.
    tx.commit().await
}
