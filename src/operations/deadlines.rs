//! The deadlines of an application in working time: from now on, and after a hold.

use chrono::{DateTime, Duration, FixedOffset, Utc};

use super::Desk;
use crate::domain::application::{Application, BallBack, Deadlines};
use crate::domain::calendar::WorkingDay;
use crate::domain::settings::BusinessSettings;
use crate::store::{StoreError, Tx, partners};

/// The deadlines of an application that reaches its partner now.
pub(super) fn from_now(desk: &Desk, settings: &BusinessSettings, zone: FixedOffset) -> Deadlines {
    let day = WorkingDay::new(settings.working_day_from, settings.working_day_to).unwrap_or_default();
    let by =
        |hours: u32| desk.house().calendar.deadline(desk.now(), Duration::hours(i64::from(hours)), zone, day);
    Deadlines { take_by: by(settings.take_within_hours), forward_by: by(settings.forward_within_hours) }
}

/// The new deadlines and the address for an application that the operator gives back.
pub(super) async fn ball_back(
    desk: &Desk,
    tx: &Tx,
    settings: &BusinessSettings,
    application: &Application,
) -> Result<BallBack, StoreError> {
    let partner = partners::open(tx, application.partner).await?;
    let deadlines = from_now(desk, settings, partner.zone());
    Ok(BallBack { deadlines, partner_email: partner.email })
}

/// The deadline after a hold: the working time left is that at the beginning of the hold.
pub(super) fn after_hold(
    desk: &Desk,
    application: &Application,
    settings: &BusinessSettings,
    zone: FixedOffset,
) -> DateTime<Utc> {
    let forward_by = application.deadlines.forward_by;
    let Some(hold) = application.hold.as_ref().filter(|hold| hold.since < forward_by) else {
        return forward_by;
    };
    let day = WorkingDay::new(settings.working_day_from, settings.working_day_to).unwrap_or_default();
    let calendar = &desk.house().calendar;
    let left = calendar.worked_between(hold.since, forward_by, zone, day);
    calendar.deadline(desk.now(), left, zone, day)
}
