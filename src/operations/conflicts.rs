//! Conflicts: other applications and licences that contradict an application. They never refuse it; the card shows
//! them.

use chrono::NaiveDate;

use super::Desk;
use crate::domain::application::{Application, ApplicationEvent};
use crate::domain::billing::BilledProduct;
use crate::domain::holdings::Holdings;
use crate::domain::identity::Snils;
use crate::domain::ids::ApplicationNumber;
use crate::domain::month::moscow_day;
use crate::domain::organization::Licence;
use crate::domain::remark::Remark;
use crate::domain::role::Scope;
use crate::domain::stage::StageCode;
use crate::domain::submission::{ApplicationType, Submission};
use crate::store::audit::Entry;
use crate::store::owners::Elsewhere;
use crate::store::{Reach, StoreError, applications, licences, owners, queue};

/// How many applications of an owner elsewhere are listed; the rest is counted.
const ELSEWHERE: u64 = 10;

/// The present conflicts of an application in scope, to be recorded with a decision.
pub(super) async fn known(desk: &Desk, number: ApplicationNumber) -> Result<Vec<Remark>, StoreError> {
    let application = applications::open(desk.db(), desk.scope(), number).await?;
    let content = applications::original(desk.db(), number).await?.content;
    of(desk, &application, &content).await
}

/// The conflicts recorded with the last decision. A decision about an earlier revision is left out: its owners'
/// positions may belong to other people now.
pub(super) fn recalled(history: &[Entry<ApplicationEvent>]) -> Vec<Remark> {
    let events = history.iter().filter_map(|entry| entry.event.as_ref());
    let latest = events.take_while(|event| !matches!(event, ApplicationEvent::Mended { .. }));
    let mut decided = latest.filter_map(|event| {
        let (ApplicationEvent::Forwarded { remarks, .. } | ApplicationEvent::Rejected { remarks, .. }) =
            event
        else {
            return None;
        };
        Some(remarks.clone())
    });
    decided.next().unwrap_or_default()
}

/// All conflicts of an application.
pub(super) async fn of(
    desk: &Desk,
    application: &Application,
    content: &Submission,
) -> Result<Vec<Remark>, StoreError> {
    let db = desk.db();
    let scope = Scope::Partner(application.partner);
    let open = queue::open_of_organization(db, &scope, application.organization).await?;
    let mut found: Vec<Remark> = open_beside(application, &open).into_iter().collect();
    found.extend(same_alias(db, &scope, application).await?);
    found.extend(held(desk, application).await?);
    let people: Vec<Snils> = content.owners.iter().map(|owner| owner.snils.clone()).collect();
    let (organization, partner) = (application.organization, application.partner);
    let own = owners::elsewhere(db, &people, organization, partner, ELSEWHERE).await?;
    let foreign = owners::at_others(db, &people, organization, partner).await?;
    let remark = |(place, person): (usize, &Snils)| {
        signs_elsewhere(place, own.get(person.as_str()), foreign.contains(person.as_str()))
    };
    found.extend(people.iter().enumerate().filter_map(remark));
    Ok(found)
}

/// Other open applications of the organisation.
fn open_beside(application: &Application, open: &[Application]) -> Option<Remark> {
    let numbers = numbers(open.iter().filter(|other| other.number != application.number));
    (!numbers.is_empty()).then_some(Remark::DuplicateApplication { numbers })
}

/// A first connection names a new account, whose alias must not be in use.
async fn same_alias(
    reach: &impl Reach,
    scope: &Scope,
    application: &Application,
) -> Result<Option<Remark>, StoreError> {
    let Some(alias) = application.asked.alias.clone().filter(|_| connects(application)) else {
        return Ok(None);
    };
    let named = queue::with_alias(reach, scope, application.organization, &alias).await?;
    let taken = named.iter().filter(|other| {
        let alive = StageCode::OPEN.contains(&other.stage.code()) || other.stage.code().step() == Some(6);
        alive && connects(other) && other.number != application.number
    });
    let numbers = numbers(taken);
    Ok((!numbers.is_empty()).then_some(Remark::DuplicateAlias { alias, numbers }))
}

/// Conflicts with licences: a first connection of an active product, or a renewal long before the end.
async fn held(desk: &Desk, application: &Application) -> Result<Option<Remark>, StoreError> {
    let asked = &application.asked;
    if !connects(application) && !asked.renews() {
        return Ok(None);
    }
    let settings = desk.house().settings().await?;
    let (today, product) = (moscow_day(desk.now()), BilledProduct::from(asked.product));
    let bought = licences::of_organization(desk.db(), application.organization).await?;
    let others: Vec<Licence> =
        bought.into_iter().filter(|licence| licence.application != application.number).collect();
    let active = others.iter().find(|licence| {
        let same = licence.product == product && licence.alias == asked.alias;
        same && licence.ends_on >= today
    });
    let active = active.map(|licence| {
        let own = licence.partner == application.partner;
        let number = own.then_some(licence.application);
        (licence.ends_on, number)
    });
    let held_until = others.iter().map(|licence| licence.ends_on).max();
    let holdings = Holdings::new(others, settings.renewal_start);
    let end = holdings.end(holdings.account(asked.alias.as_deref()), product, today);
    let early = |until: &NaiveDate| (*until - today).num_days() > i64::from(settings.early_renewal_days);
    Ok(match active {
        Some((until, number)) if connects(application) => {
            Some(Remark::ProductActive { until: end.unwrap_or(until), number })
        }
        None if connects(application) => {
            held_until.filter(|until| *until >= today).map(|until| Remark::SubscriberConnected { until })
        }
        _ => end.filter(|until| asked.renews() && early(until)).map(|until| Remark::EarlyRenewal { until }),
    })
}

/// The owner also signs for other organisations; those of other partners are reported only as existing.
fn signs_elsewhere(owner: usize, own: Option<&Elsewhere>, foreign: bool) -> Option<Remark> {
    let Elsewhere { numbers, more } = own.cloned().unwrap_or_default();
    (!numbers.is_empty() || foreign).then_some(Remark::OwnerElsewhere { owner, numbers, more, foreign })
}

fn connects(application: &Application) -> bool {
    application.asked.kind == ApplicationType::Connect
}

fn numbers<'a>(applications: impl Iterator<Item = &'a Application>) -> Vec<ApplicationNumber> {
    applications.map(|application| application.number).collect()
}
