//! Decisions: an employee returns, rejects or holds an application, or ends a hold.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::changing::{change, open_application};
use super::{Desk, Failure, conflicts, deadlines, preferences};
use crate::domain::application::Application;
use crate::domain::cleaning::cleaned_lines;
use crate::domain::ids::ApplicationNumber;
use crate::domain::reason::{Purpose, ReasonFault};
use crate::policy::Permission;
use crate::store::{keep, partners, reasons};

/// The reason that an employee gives: a canned one with words of their own.
#[derive(Clone, Copy, Debug)]
pub struct GivenReason<'a> {
    /// The code of the canned reason.
    pub code: &'a str,
    /// The employee's own words; may be empty if the canned reason has a text.
    pub own_words: &'a str,
}

/// The maximum length of a hold's reason, in characters.
const LONGEST_HOLD_REASON: usize = 300;

/// Returns an application to its client, who mends it and keeps its number.
pub async fn return_to_client(
    desk: &Desk,
    number: ApplicationNumber,
    seen: i32,
    given: GivenReason<'_>,
) -> Result<Application, Failure> {
    desk.may(Permission::Return).await?;
    let days = desk.house().settings().await?.expire_days;
    let canned = canned(desk, Purpose::Return, given.code).await?;
    let kept = change(desk, number, seen, |desk, application| {
        let reason = canned.given(&application.asked.organization_name, given.own_words)?;
        let expires_at = desk.now() + Duration::days(i64::from(days));
        Ok(application.return_to_client(reason, desk.now(), expires_at)?)
    })
    .await?;
    preferences::remember_reason(desk, Purpose::Return, given.code).await?;
    Ok(kept)
}

/// Rejects an application for good.
pub async fn reject(
    desk: &Desk,
    number: ApplicationNumber,
    seen: i32,
    given: GivenReason<'_>,
) -> Result<Application, Failure> {
    desk.may(Permission::Reject).await?;
    let canned = canned(desk, Purpose::Reject, given.code).await?;
    let known = conflicts::known(desk, number).await?;
    let kept = change(desk, number, seen, |desk, application| {
        let reason = canned.given(&application.asked.organization_name, given.own_words)?;
        Ok(application.reject(reason, desk.now(), known)?)
    })
    .await?;
    preferences::remember_reason(desk, Purpose::Reject, given.code).await?;
    Ok(kept)
}

/// Puts an application on hold until the morning of a day in the partner's time zone.
pub async fn hold(
    desk: &Desk,
    number: ApplicationNumber,
    seen: i32,
    until: Option<NaiveDate>,
    reason: &str,
) -> Result<Application, Failure> {
    desk.may(Permission::Hold).await?;
    let settings = desk.house().settings().await?;
    let partner = partners::open(desk.db(), desk.partner().ok_or(Failure::NotFound)?).await?;
    let morning = until.map(|day| morning(day, settings.working_day_from, partner.zone()));
    let mut faults = Vec::new();
    match morning {
        None => faults.push(("until", "Выберите день".to_owned())),
        Some(at) if at <= desk.now() => faults.push(("until", "Выберите день позже сегодняшнего".to_owned())),
        Some(at) if at > desk.now() + Duration::days(i64::from(settings.hold_max_days)) => {
            faults.push(("until", format!("Не дальше чем на {} дн.", settings.hold_max_days)));
        }
        Some(_) => {}
    }
    let reason = cleaned_lines(reason);
    if reason.is_empty() {
        faults.push(("reason", "Напишите, чего ждете".to_owned()));
    } else if reason.chars().count() > LONGEST_HOLD_REASON {
        faults.push(("reason", format!("Не больше {LONGEST_HOLD_REASON} символов")));
    }
    let Some(morning) = morning.filter(|_| faults.is_empty()) else { return Err(Failure::Invalid(faults)) };
    change(desk, number, seen, |desk, application| {
        Ok(application.hold(reason.clone(), desk.now(), morning)?)
    })
    .await
}

/// Ends a hold.
pub async fn wake(desk: &Desk, number: ApplicationNumber, seen: i32) -> Result<Application, Failure> {
    desk.may(Permission::Hold).await?;
    let settings = desk.house().settings().await?;
    let tx = desk.begin().await?;
    let application = open_application(desk, &tx, number, seen).await?;
    let desk = &desk.at_present();
    let zone = partners::open(&tx, application.partner).await?.zone();
    let forward_by = deadlines::after_hold(desk, &application, &settings, zone);
    let kept = keep(&tx, &desk.keeper(), application.wake(forward_by)?).await?;
    desk.commit(tx).await?;
    Ok(kept)
}

/// Checks that a reason is offered for the purpose and has a text.
pub(super) async fn must_be_given(
    desk: &Desk,
    purpose: Purpose,
    given: GivenReason<'_>,
) -> Result<(), Failure> {
    canned(desk, purpose, given.code).await?.given("", given.own_words)?;
    Ok(())
}

async fn canned(
    desk: &Desk,
    purpose: Purpose,
    code: &str,
) -> Result<crate::domain::reason::CannedReason, Failure> {
    let found = reasons::current(desk.db()).await?.into_iter().find(|reason| reason.code == code);
    found.filter(|reason| reason.serves(purpose)).ok_or_else(|| ReasonFault::NotChosen.into())
}

fn morning(day: NaiveDate, hour: u32, zone: chrono::FixedOffset) -> DateTime<Utc> {
    let at = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let local = day.and_time(at);
    local.checked_sub_offset(zone).unwrap_or(local).and_utc()
}

impl From<ReasonFault> for Failure {
    fn from(fault: ReasonFault) -> Self {
        let (field, words) = match fault {
            ReasonFault::NotChosen => ("reason", "Выберите причину".to_owned()),
            ReasonFault::TextMissing => ("text", "Напишите, что исправить: это прочтет клиент".to_owned()),
            ReasonFault::TextTooLong => {
                ("text", format!("Не больше {} символов", crate::domain::reason::LONGEST_TEXT))
            }
        };
        Self::Invalid(vec![(field, words)])
    }
}
