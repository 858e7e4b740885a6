//! A subscriber: the organisation or the sole proprietor that reports.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::billing::{Basis, BilledProduct};
use super::change::{Change, Subject};
use super::identity::Kpp;
use super::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId};
use super::its_login::ItsLogin;
use super::multi_user::Tier;
use super::submission::Requisites;

/// A subscriber with its card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its identity.
    pub id: OrganizationId,
    /// The partner that serves it.
    pub partner: PartnerId,
    /// The login of the first application. It stays bound, whichever login sends later ones.
    pub bound_login: ItsLoginId,
    /// When that login was bound.
    pub bound_at: DateTime<Utc>,
    /// Its code in URLs.
    pub subscriber_code: String,
    /// The card: the requisites of the last approved application.
    pub requisites: Requisites,
    /// When its first application came.
    pub created_at: DateTime<Utc>,
}

events! {
    /// An event of a subscriber.
    pub enum OrganizationEvent, named OrganizationEventName {
        /// It was transferred to another partner.
        OrganizationTransferred = "organization_transferred" {
            /// The former partner.
            from_partner: PartnerId,
            /// The formerly bound login.
            from_login: ItsLoginId,
            /// The new partner.
            to_partner: PartnerId,
            /// The newly bound login.
            to_login: ItsLoginId,
            /// The reason.
            reason: String,
        },
    }
}

/// Why a verb of a subscriber is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrganizationRefusal {
    /// The organisation has this many open applications.
    #[error("{0} applications are open")]
    ApplicationsOpen(usize),
}

impl Subject for Organization {
    type Event = OrganizationEvent;
}

impl Organization {
    /// The КПП; empty for a sole proprietor.
    #[must_use]
    pub fn kpp(&self) -> &str {
        self.requisites.kpp.as_ref().map_or("", Kpp::as_str)
    }

    /// Gives it to the partner of another login, and binds that login; whatever is open is finished before.
    pub fn transfer(
        self,
        login: &ItsLogin,
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
            to_partner: login.partner,
            to_login: login.id,
            reason,
        };
        Ok(Change::new(Self { partner: login.partner, bound_login: login.id, bound_at: at, ..self }, event))
    }
}

/// A licence: a period for which an organisation holds a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// The organisation.
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
    /// The basis.
    pub basis: Basis,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// The instant of activation.
    pub activated_at: DateTime<Utc>,
}

/// What a list of organisations may be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldFilter {
    /// Those that hold no product.
    NoProduct,
    /// Those that hold the multi-user mode.
    MultiUser,
}

impl HeldFilter {
    /// Each of them, in the order of the page.
    pub const ALL: [Self; 2] = [Self::NoProduct, Self::MultiUser];

    /// The code in URLs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoProduct => "no_product",
            Self::MultiUser => "multi_user",
        }
    }

    /// The filter with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.code() == code)
    }
}

/// A filter by what is held on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldOn {
    /// The filter.
    pub filter: HeldFilter,
    /// The day.
    pub day: NaiveDate,
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
    /// Whether the licence covers this day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && day <= self.ends_on
    }
}
