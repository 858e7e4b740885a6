//! Admission: who may look into an application.

use super::{Desk, Failure};
use crate::domain::application::Application;
use crate::domain::errand::Errand;
use crate::domain::ids::ApplicationNumber;
use crate::domain::stage::StageCode;
use crate::policy::Permission;
use crate::store::{applications, outbox};

/// The application, for whoever may look into it: its partner's people, and the operator's clerk while it is at the
/// authority or waits for a person.
pub(super) async fn admit(desk: &Desk, number: ApplicationNumber) -> Result<Application, Failure> {
    if desk.allows(Permission::ViewApplication) || !desk.allows(Permission::ViewAuthority) {
        desk.may(Permission::ViewApplication).await?;
        return Ok(applications::open(desk.db(), desk.scope(), number).await?);
    }
    let application = applications::open(desk.db(), desk.scope(), number).await?;
    if concerns(desk, &application).await? { Ok(application) } else { Err(Failure::NotFound) }
}

/// Whether an application is the clerk's business: at the authority, stuck, or approved and not yet told.
async fn concerns(desk: &Desk, application: &Application) -> Result<bool, Failure> {
    let stage = application.stage.code();
    if StageCode::AT_OPERATOR.contains(&stage) || application.attention.is_some() {
        return Ok(true);
    }
    if stage != StageCode::Approved {
        return Ok(false);
    }
    let owed = outbox::open_of(desk.db(), application.number).await?;
    Ok(owed.iter().any(|kept| matches!(kept.errand, Errand::Letter { .. })))
}
