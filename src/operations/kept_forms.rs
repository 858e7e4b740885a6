//! Forms whose session had ended while they were filled in: kept for a while, given back to the same person alone.

use chrono::Duration;

use super::{Desk, Failure, House};
use crate::domain::ids::PersonId;
use crate::gateways::tokens;
use crate::store::kept_forms::{self, KeptForm};

/// How long a form is kept.
pub const LASTS: Duration = Duration::minutes(15);
/// How many forms are kept for one person at a time.
const MOST: u64 = 10;
/// The longest form that is kept, in bytes as it is sealed.
const LONGEST: usize = 512 * 1024;

/// Keeps a sealed form for a person under the token of their device; whether it was kept.
pub async fn keep(house: &House, person: PersonId, token: &str, sealed: String) -> Result<bool, Failure> {
    let now = house.clock.now();
    kept_forms::sweep(&house.db, now - LASTS).await?;
    if sealed.len() > LONGEST || kept_forms::count(&house.db, person).await? >= MOST {
        return Ok(false);
    }
    let form = KeptForm { token_hash: tokens::digest(token), person, sealed, kept_at: now };
    kept_forms::keep(&house.db, form).await?;
    Ok(true)
}

/// The sealed forms of the viewer under the token of their device.
pub async fn own(desk: &Desk, token: &str) -> Result<Vec<String>, Failure> {
    let (person, digest) = (desk.person()?, tokens::digest(token));
    Ok(kept_forms::of_person(desk.db(), person, &digest, desk.now() - LASTS).await?)
}
