//! The ends of waiting: a returned application expires, a hold ends.

use super::forwarding::{ErrandOutcome, moot, open, settle};
use super::{Desk, Failure, deadlines};
use crate::domain::stage::Stage;
use crate::policy::Permission;
use crate::store::outbox::Kept;
use crate::store::{keep, partners};

/// Takes an application off, unless the client has mended it or has time again.
pub async fn expire(desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    let desk = &desk.at_present();
    if !matches!(application.stage, Stage::NeedsClient { .. }) {
        return moot(desk, tx, errand).await;
    }
    let Some(change) = application.expire(desk.now())? else { return moot(desk, tx, errand).await };
    keep(&tx, &desk.keeper(), change).await?;
    settle(desk, tx, errand).await
}

/// Takes an application up again, unless somebody did or it was put aside for longer.
pub async fn wake(desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let settings = desk.house().settings().await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    let desk = &desk.at_present();
    let due = application.hold.as_ref().is_some_and(|hold| hold.until <= desk.now());
    if !due {
        return moot(desk, tx, errand).await;
    }
    let zone = partners::open(&tx, application.partner).await?.zone();
    let forward_by = deadlines::after_hold(desk, &application, &settings, zone);
    keep(&tx, &desk.keeper(), application.wake(forward_by)?).await?;
    settle(desk, tx, errand).await
}
