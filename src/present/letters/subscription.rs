//! The letters of a subscription to closing documents.

use templates::format::Zone;
use templates::letters::{Letter, SubscriptionLetter};
use templates::paths;

use super::{link, partner_contact};
use crate::operations::subscriptions::SubscriptionMatter;

/// The letter with the link that confirms the address of a subscription.
#[must_use]
pub fn subscription(matter: &SubscriptionMatter, public_url: &str) -> Letter {
    let zone = Zone { offset: matter.partner.zone() };
    let letter = SubscriptionLetter {
        organization: matter.organization.requisites.short_name.clone(),
        until: zone.moment(matter.until).text(),
        link: link(public_url, &paths::subscription_confirmation(&matter.token)),
        partner: partner_contact(&matter.partner),
    };
    letter.letter()
}

/// The full address that ends a subscription.
#[must_use]
pub fn ending(token: &str, public_url: &str) -> String {
    link(public_url, &paths::subscription_ending(token))
}
