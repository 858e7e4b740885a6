//! The key of the training authority: the first worker's is the office's own, and another one is accepted by an operator
//! only.

use super::{Desk, Failure};
use crate::domain::sealing::Sealing;
use crate::policy::Permission;
use crate::store::{audit, installation, keep};

/// The fingerprint of the key that the office knows as its own, if it knows one.
pub async fn known(desk: &Desk) -> Result<Option<String>, Failure> {
    desk.may(Permission::RunErrand).await?;
    Ok(installation::read(desk.db()).await?.authority_key)
}

/// Makes a worker's key the office's own when it has none yet; answers with the one that it has now.
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

/// Makes another key the office's own; answers with the one that it had.
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
