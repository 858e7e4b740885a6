//! Subscriptions to closing documents: a client begins and ends them in the cabinet; the worker sends each month once.

mod opening;
mod rounds;

use chrono::NaiveDate;

use crate::domain::archive::read_address;
use crate::domain::form::FieldFaults;
use crate::domain::ids::SubscriptionId;
use crate::domain::month::Month;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::subscription::{
    BEGUN_MOST, BEGUN_WITHIN, ClosingSubscription, NewSubscription, SAME_WISH_WITHIN, SubscriptionEnd,
    goes_on, last_due,
};
use crate::policy::Permission;
use crate::store::{Reach, StoreError, keep, organizations, partners, subscriptions};
pub use opening::{
    OpenedSubscription, SubscriptionMatter, confirm, confirmation, end_by_link, look_at_address, look_at_end,
};
pub use rounds::send_due;

use super::caller::over;
use super::disowning::{ClosedHouse, open_scope};
use super::{Desk, Failure, archives};

/// The subscriptions of an account, and what the form of another one is filled with.
#[derive(Debug)]
pub struct OwnSubscriptions {
    /// Those that have not ended.
    pub rows: Vec<OwnSubscription>,
    /// The organisations whose documents the account may ask for, by name.
    pub organizations: Vec<Organization>,
    /// An organisation that the account disowned.
    pub closed: Option<ClosedHouse>,
    /// The address of the account; empty when it has none.
    pub email: String,
}

/// One of one's own subscriptions.
#[derive(Debug)]
pub struct OwnSubscription {
    /// The subscription.
    pub held: ClosingSubscription,
    /// Whose documents.
    pub organization: String,
    /// The partner that serves the organisation.
    pub partner: Partner,
    /// The month whose documents go next.
    pub next: Month,
    /// The day on which they go, in the partner's zone.
    pub goes_on: NaiveDate,
}

/// The form of a subscription, as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedSubscription {
    /// The code of the organisation, where there are several.
    pub organization: String,
    /// «Email».
    pub email: String,
}

/// One's own subscriptions that have not ended.
pub async fn own(desk: &Desk) -> Result<OwnSubscriptions, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let form = archives::form(desk).await?;
    let held = subscriptions::running(desk.db(), &open_scope(desk).await?).await?;
    let partners = partners::all(desk.db()).await?;
    let calendar = &desk.house().calendar;
    let with = |held: ClosingSubscription| {
        let house = form.organizations.iter().find(|house| house.id == held.organization)?;
        let partner = partners.iter().find(|partner| partner.id == house.partner)?.clone();
        let next = held.settled.next();
        let organization = house.requisites.short_name.clone();
        Some(OwnSubscription { organization, partner, next, goes_on: goes_on(calendar, next), held })
    };
    Ok(OwnSubscriptions {
        rows: held.into_iter().filter_map(with).collect(),
        organizations: form.organizations,
        closed: form.closed,
        email: form.email,
    })
}

/// Begins a subscription. One for the same organisation with another address takes the place of the former as soon as that
/// address is confirmed; the same wish is the same subscription.
pub async fn begin(desk: &Desk, typed: &TypedSubscription) -> Result<ClosingSubscription, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let mut faults = FieldFaults::new();
    let houses = archives::form(desk).await?.organizations;
    let house = archives::chosen(houses, &typed.organization, &mut faults);
    let email = read_address(&typed.email, &mut faults);
    let (Some(house), Some(email)) = (house, email) else { return Err(Failure::Invalid(faults)) };
    let (organization, account) = (house.id, desk.person()?);
    let known = archives::is_known(desk, organization, &email).await?;
    place(desk, NewSubscription { partner: house.partner, organization, account, email, known }).await
}

/// Places a subscription. Whoever asks for the same at once waits for the organisation here.
async fn place(desk: &Desk, new: NewSubscription) -> Result<ClosingSubscription, Failure> {
    let tx = desk.begin().await?;
    let served = organizations::with_id_to_change(&tx, desk.scope(), new.organization).await?;
    if served.partner != new.partner || !archives::acts_for(&tx, new.account, new.organization).await? {
        return Err(Failure::NotFound);
    }
    let running = subscriptions::running_to_change(&tx, new.account, new.organization).await?;
    let desk = desk.at_present();
    let now = desk.now();
    let fresh = |one: &ClosingSubscription| one.begun_at > now - SAME_WISH_WITHIN;
    let same = |one: &&ClosingSubscription| {
        one.email == new.email && (one.confirmed_at.is_some() || !new.known && fresh(one))
    };
    let same = running.iter().find(same).cloned();
    let replaced = |one: &ClosingSubscription| {
        let kept = same.as_ref().is_some_and(|same| same.id == one.id);
        !kept && (new.known || one.confirmed_at.is_none())
    };
    for former in running.into_iter().filter(replaced) {
        if let Some(change) = former.end(SubscriptionEnd::Replaced, now) {
            keep(&tx, &desk.keeper(), change).await?;
        }
    }
    if let Some(same) = same {
        desk.commit(tx).await?;
        return Ok(same);
    }
    let since = now - BEGUN_WITHIN;
    if let Some(first) = subscriptions::nth_last(&tx, new.organization, since, BEGUN_MOST).await? {
        return Err(over(first + BEGUN_WITHIN, now));
    }
    let partner = partners::open(&tx, new.partner).await?;
    let settled = last_due(&desk.house().calendar, partner.day(now));
    let placed = subscriptions::place(&tx, ClosingSubscription::new(new, settled, now)).await?;
    let begun = keep(&tx, &desk.keeper(), placed.begin()).await?;
    desk.commit(tx).await?;
    Ok(begun)
}

/// Ends one's own subscription; a second time nothing more happens.
pub async fn end(desk: &Desk, id: SubscriptionId) -> Result<(), Failure> {
    desk.may(Permission::RequestArchive).await?;
    let (scope, tx) = (open_scope(desk).await?, desk.begin().await?);
    let held = subscriptions::open_to_change(&tx, &scope, id).await?;
    let desk = &desk.at_present();
    if let Some(change) = held.end(SubscriptionEnd::Cabinet, desk.now()) {
        keep(&tx, &desk.keeper(), change).await?;
    }
    Ok(desk.commit(tx).await?)
}

/// Whether the account that holds it still acts for the organisation.
async fn is_held(reach: &impl Reach, held: &ClosingSubscription) -> Result<bool, StoreError> {
    archives::acts_for(reach, held.account, held.organization).await
}
