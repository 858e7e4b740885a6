//! The key of the training authority: the first worker's key becomes the installation's; only the operator can accept
//! another one.

use super::{Desk, Failure};
use crate::domain::sealing::Sealing;
use crate::policy::Permission;
use crate::store::{audit, installation, keep};

/// The fingerprint of the installation's key, if one is recorded.
pub async fn known(desk: &Desk) -> Result<Option<String>, Failure> {
    desk.may(Permission::RunErrand).await?;
    Ok(installation::read(desk.db()).await?.authority_key)
}

/// Records a worker's key if none is recorded; returns the recorded one.
pub async fn recognise(desk: &Desk, key: &str) -> Result<String, Failure> {
    desk.may(Permission::RunErrand).await?;
    if let Some(known) = known(desk).await? {
        return Ok(known);
    }
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    if let Some(known) = installation::to_change(&tx).await?.authority_key {
        return Ok(known);
    }
    keep(&tx, &desk.keeper(), Sealing::with_key(key, None)).await?;
    desk.commit(tx).await?;
    Ok(key.to_owned())
}

/// Records another key; returns the former one.
pub async fn adopt(desk: &Desk, key: &str) -> Result<Option<String>, Failure> {
    desk.may(Permission::AdoptAuthority).await?;
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    let was = installation::to_change(&tx).await?.authority_key;
    if was.as_deref() != Some(key) {
        keep(&tx, &desk.keeper(), Sealing::with_key(key, was.clone())).await?;
        desk.commit(tx).await?;
    }
    Ok(was)
}
