//! Documentation: who may read it, and the telephone for further help.

use super::{Desk, Failure};
use crate::policy::Permission;

/// The telephone of the partners' support line, for readers of the documentation.
pub async fn support_phone(desk: &Desk) -> Result<String, Failure> {
    desk.may(Permission::ViewDocumentation).await?;
    Ok(desk.house().settings().await?.partner_support_phone)
}
