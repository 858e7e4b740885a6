//! What the links of a subscription's letters open, for whoever holds them: looking changes nothing.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::is_held;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::role::{Role, Scope};
use crate::domain::subscription::{
    CONFIRMED_WITHIN, ClosingSubscription, SubscriptionEnd, SubscriptionLinkPurpose,
};
use crate::gateways::tokens;
use crate::operations::{Desk, Failure, House};
use crate::policy::Permission;
use crate::store::outbox::Kept;
use crate::store::subscriptions::{self, links};
use crate::store::{Keeper, keep, organizations, partners};

/// How the audit names whoever holds the link of a letter; no login has a colon.
const HOLDER: &str = "letter:subscription";

/// What a link opens.
#[derive(Debug)]
pub struct OpenedSubscription {
    /// The subscription.
    pub held: ClosingSubscription,
    /// Whose documents.
    pub organization: Organization,
}

/// What the letter tells that confirms the address of a subscription.
#[derive(Debug)]
pub struct SubscriptionMatter {
    /// The subscription.
    pub held: ClosingSubscription,
    /// Whose documents.
    pub organization: Organization,
    /// The partner that serves the organisation.
    pub partner: Partner,
    /// The token of the link; it stands in the letter and nowhere else.
    pub token: String,
    /// Until when it is good.
    pub until: DateTime<Utc>,
}

/// What the letter tells that confirms the address of a subscription; nothing when it is not owed any more.
pub async fn confirmation(desk: &Desk, errand: &Kept) -> Result<Option<SubscriptionMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Some(id) = errand.errand.subscription() else { return Ok(None) };
    let held = subscriptions::open(desk.db(), desk.scope(), id).await?;
    if !held.awaits_confirmation() || !is_held(desk.db(), &held).await? {
        return Ok(None);
    }
    let (token, until) = (tokens::fresh(), desk.now() + CONFIRMED_WITHIN);
    let (purpose, tx) = (SubscriptionLinkPurpose::Confirm, desk.begin().await?);
    links::add(&tx, &tokens::digest(&token), id, purpose, Some(until)).await?;
    desk.commit(tx).await?;
    let organization = organizations::with_id(desk.db(), desk.scope(), held.organization).await?;
    let partner = partners::open(desk.db(), organization.partner).await?;
    Ok(Some(SubscriptionMatter { held, organization, partner, token, until }))
}

/// What the link of the letter that confirms an address opens.
pub async fn look_at_address(house: &Arc<House>, token: &str) -> Result<OpenedSubscription, Failure> {
    let opened = opened(house, token, SubscriptionLinkPurpose::Confirm).await?;
    let good = opened.held.ended.is_none() && is_held(&house.db, &opened.held).await?;
    if good { Ok(opened) } else { Err(Failure::NotFound) }
}

/// What the link opens that ends a subscription.
pub async fn look_at_end(house: &Arc<House>, token: &str) -> Result<OpenedSubscription, Failure> {
    opened(house, token, SubscriptionLinkPurpose::End).await
}

async fn opened(
    house: &Arc<House>,
    token: &str,
    purpose: SubscriptionLinkPurpose,
) -> Result<OpenedSubscription, Failure> {
    let id = links::find(&house.db, &tokens::digest(token), purpose, house.clock.now()).await?;
    let id = id.ok_or(Failure::NotFound)?;
    let held = subscriptions::open(&house.db, &Scope::Everything, id).await?;
    let organization = organizations::with_id(&house.db, &Scope::Everything, held.organization).await?;
    Ok(OpenedSubscription { held, organization })
}

/// Confirms the address of a subscription, which takes the place of the one that ran until now; a second time nothing more
/// happens.
pub async fn confirm(
    house: &Arc<House>,
    token: &str,
    request_id: &str,
) -> Result<OpenedSubscription, Failure> {
    let OpenedSubscription { held, organization } = look_at_address(house, token).await?;
    let tx = house.db.begin().await?;
    organizations::with_id_to_change(&tx, &Scope::Everything, held.organization).await?;
    let held = subscriptions::open_to_change(&tx, &Scope::Everything, held.id).await?;
    if held.ended.is_some() || !is_held(&tx, &held).await? {
        return Err(Failure::NotFound);
    }
    let now = house.clock.now();
    let Some(change) = held.clone().confirm(now) else {
        return Ok(OpenedSubscription { held, organization });
    };
    let keeper = holder(request_id, now);
    let running = subscriptions::running_to_change(&tx, held.account, held.organization).await?;
    for former in running.into_iter().filter(|one| one.id != held.id) {
        if let Some(change) = former.end(SubscriptionEnd::Replaced, now) {
            keep(&tx, &keeper, change).await?;
        }
    }
    let held = keep(&tx, &keeper, change).await?;
    tx.commit().await?;
    Ok(OpenedSubscription { held, organization })
}

/// Ends a subscription by the link of one of its letters; a second time nothing more happens.
pub async fn end_by_link(
    house: &Arc<House>,
    token: &str,
    request_id: &str,
) -> Result<OpenedSubscription, Failure> {
    let OpenedSubscription { held, organization } = look_at_end(house, token).await?;
    let tx = house.db.begin().await?;
    let held = subscriptions::open_to_change(&tx, &Scope::Everything, held.id).await?;
    let now = house.clock.now();
    let Some(change) = held.clone().end(SubscriptionEnd::Letter, now) else {
        return Ok(OpenedSubscription { held, organization });
    };
    let held = keep(&tx, &holder(request_id, now), change).await?;
    tx.commit().await?;
    Ok(OpenedSubscription { held, organization })
}

/// Whoever holds a link: nobody knows who that is.
fn holder(request_id: &str, at: DateTime<Utc>) -> Keeper {
    Keeper {
        actor: HOLDER.to_owned(),
        role: Role::Client,
        request_id: request_id.to_owned(),
        at,
        instead_of: None,
    }
}
