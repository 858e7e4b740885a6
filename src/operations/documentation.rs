//! Documentation: who may read it, and whom a reader calls when it does not help.

use super::{Desk, Failure};
use crate::policy::Permission;

/// The phone of the partner support line, for whoever may read the documentation.
pub async fn support_phone(desk: &Desk) -> Result<String, Failure> {
    desk.may(Permission::ViewDocumentation).await?;
    Ok(desk.house().settings().await?.partner_support_phone)
}
