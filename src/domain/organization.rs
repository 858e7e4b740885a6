//! A subscriber: the organisation or the sole proprietor that reports.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::billing::{Basis, BilledProduct};
use super::change::{Change, Subject};
use super::identity::Kpp;
use super::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId};
use super::multi_user::Tier;
use super::submission::Requisites;

/// A subscriber with what its card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its identity.
    pub id: OrganizationId,
    /// The partner that serves it.
    pub partner: PartnerId,
    /// The login of the first application; it stays bound whatever login sends later ones.
    pub bound_login: ItsLoginId,
    /// Since when that login is bound.
    pub bound_at: DateTime<Utc>,
    /// The code under which it stands in addresses.
    pub subscriber_code: String,
    /// What its card says: the requisites of the last approved application.
    pub requisites: Requisites,
    /// When it was first seen.
    pub created_at: DateTime<Utc>,
}

events! {
    /// What happened to a subscriber.
    pub enum OrganizationEvent, named OrganizationEventName {
        /// An organisation was given to another partner.
        OrganizationTransferred = "organization_transferred" {
            /// The partner that served it.
            from_partner: PartnerId,
            /// The login that was bound to it.
            from_login: ItsLoginId,
            /// The partner that serves it now.
            to_partner: PartnerId,
            /// The login that is bound to it now.
            to_login: ItsLoginId,
            /// Why.
            reason: String,
        },
    }
}

/// Why a verb of a subscriber cannot be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrganizationRefusal {
    /// Applications of the organisation are still open, so many of them.
    #[error("{0} applications are open")]
    ApplicationsOpen(usize),
}

impl Subject for Organization {
    type Event = OrganizationEvent;
}

impl Organization {
    /// Its КПП, or nothing for a sole proprietor.
    #[must_use]
    pub fn kpp(&self) -> &str {
        self.requisites.kpp.as_ref().map_or("", Kpp::as_str)
    }

    /// Gives it to another partner with a login of that partner; whatever is open is finished before.
    pub fn transfer(
        self,
        (partner, login): (PartnerId, ItsLoginId),
        reason: String,
        open: usize,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, OrganizationRefusal> {
        if open > 0 {
            return Err(OrganizationRefusal::ApplicationsOpen(open));
        }
        let event = OrganizationEvent::OrganizationTransferred {
            from_partner: self.partner,
            from_login: self.bound_login,
            to_partner: partner,
            to_login: login,
            reason,
        };
        Ok(Change::new(Self { partner, bound_login: login, bound_at: at, ..self }, event))
    }
}

/// A period for which an organisation holds a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Whose it is.
    pub organization: OrganizationId,
    /// The partner that sold it.
    pub partner: PartnerId,
    /// The application that activated it.
    pub application: ApplicationNumber,
    /// The product.
    pub product: BilledProduct,
    /// The alias of the product account.
    pub alias: Option<String>,
    /// The tier, for the multi-user extension.
    pub tier: Option<Tier>,
    /// On what ground it was given.
    pub basis: Basis,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// The instant of activation.
    pub activated_at: DateTime<Utc>,
}

/// The digest of the periods that an approval brought, each a product's; the order is that of their products.
#[must_use]
pub fn digest_of_periods(periods: &[Licence]) -> String {
    let mut periods: Vec<&Licence> = periods.iter().collect();
    periods.sort_by_key(|period| period.product.code());
    let told = |period: &&Licence| {
        json!([
            period.organization.0,
            period.partner.0,
            period.application.0,
            period.product.code(),
            period.alias,
            period.tier.map(Tier::code),
            period.basis.code(),
            period.starts_on,
            period.ends_on,
            period.activated_at.timestamp_micros(),
        ])
    };
    let told: Vec<Value> = periods.iter().map(told).collect();
    hex::encode(Sha256::digest(Value::from(told).to_string().as_bytes()))
}

impl Licence {
    /// Whether it holds on this day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && day <= self.ends_on
    }
}
