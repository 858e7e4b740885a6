//! Admission: who may view an application.

use super::{Desk, Failure};
use crate::domain::application::Application;
use crate::domain::errand::Errand;
use crate::domain::ids::ApplicationNumber;
use crate::domain::stage::StageCode;
use crate::policy::Permission;
use crate::store::{applications, outbox};

/// The application, if the viewer may see it: the partner's people always, the operator's clerk while it is at the
/// authority or needs a person.
pub(super) async fn admit(desk: &Desk, number: ApplicationNumber) -> Result<Application, Failure> {
    if desk.allows(Permission::ViewApplication) || !desk.allows(Permission::ViewAuthority) {
        desk.may(Permission::ViewApplication).await?;
        return Ok(applications::open(desk.db(), desk.scope(), number).await?);
    }
    let application = applications::open(desk.db(), desk.scope(), number).await?;
    if concerns(desk, &application).await? { Ok(application) } else { Err(Failure::NotFound) }
}

/// Whether an application concerns the clerk: at the authority, needing a person, or approved with an unsent letter.
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
