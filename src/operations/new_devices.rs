//! What the owner of an account is told of sign-ins in browsers that were not used for it before.

use super::letters::{NoticeMatter, notice};
use super::{Desk, Failure};
use crate::domain::errand::Errand;
use crate::policy::Permission;
use crate::store::accounts;
use crate::store::new_devices::{self, NewDevice};
use crate::store::outbox::Kept;

/// What a letter about such sign-ins tells.
#[derive(Debug)]
pub struct NewDeviceMatter {
    /// To whom.
    pub to: NoticeMatter,
    /// The last of them.
    pub last: NewDevice,
    /// How many there were.
    pub count: u64,
}

/// What the letter tells; nothing when the account was disabled since, or the sign-in was forgotten before mail could be
/// sent.
pub async fn matter(desk: &Desk, errand: &Kept) -> Result<Option<NewDeviceMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Errand::NewDevice { person, device, others } = errand.errand else { return Ok(None) };
    if accounts::open(desk.db(), person).await?.disabled {
        return Ok(None);
    }
    let found = if others {
        new_devices::after(desk.db(), device).await?
    } else {
        new_devices::find(desk.db(), device).await?.into_iter().collect()
    };
    let count = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let Some(last) = found.into_iter().next() else { return Ok(None) };
    Ok(Some(NewDeviceMatter { to: notice(desk, person).await?, last, count }))
}
