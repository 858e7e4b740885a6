//! Products of an account: registered by number and PIN, or got for free. A product is written once and never changes.

mod questionnaire;

use chrono::{DateTime, Duration, Utc};

pub use questionnaire::{Questionnaire, QuestionnaireField, TypedQuestionnaire};

use super::change::{Change, Subject};
use super::delivery::ProductDelivery;
use super::ids::{PersonId, ProductId};

/// How long after the registration of a product its updates open.
pub const UPDATES_AFTER: Duration = Duration::minutes(15);

/// How long a pair that was right waits for its questionnaire.
pub const CLAIM_LIFETIME: Duration = Duration::hours(2);

codes! {
    /// A product that everybody gets for free.
    pub enum FreeProduct {
        /// «1С:Клиент ЭДО 8».
        EdoClient = "edo_client",
        /// «1С:Публикатор».
        Publisher = "publisher",
    }
}

/// Where a product comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A delivery, registered with its PIN, and what was answered about it.
    Delivered(Box<ProductDelivery>, Box<Questionnaire>),
    /// It was got for free.
    Free(FreeProduct),
}

/// A product of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnProduct {
    /// Its identity.
    pub id: ProductId,
    /// Whose it is.
    pub owner: PersonId,
    /// Where it comes from.
    pub origin: Origin,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A delivery whose pair somebody knew, until they have answered the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductClaim {
    /// The word that names it.
    pub id: String,
    /// Who knew the pair.
    pub owner: PersonId,
    /// The delivery.
    pub delivery: ProductDelivery,
}

events! {
    /// An event of a product.
    pub enum ProductEvent, named ProductEventName {
        /// A product was registered by its number and PIN.
        ProductRegistered = "product_registered" {
            /// The registration number.
            number: String,
            /// Whose it is.
            owner: PersonId,
        },
        /// A product was got for free.
        ProductReceived = "product_received" {
            /// Which one.
            product: FreeProduct,
            /// Whose it is.
            owner: PersonId,
        },
    }
}

/// Why a verb of a product is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProductRefusal {
    /// Somebody else was faster with the pair.
    #[error("the pair is used")]
    PairIsUsed,
    /// The account has the free product.
    #[error("has the product")]
    HasIt,
}

impl Subject for OwnProduct {
    type Event = ProductEvent;
}

impl OwnProduct {
    /// Registers what somebody proved to have.
    pub fn register(claim: ProductClaim, answers: Questionnaire, at: DateTime<Utc>) -> Change<Self> {
        let (number, owner) = (claim.delivery.number.to_string(), claim.owner);
        let origin = Origin::Delivered(Box::new(claim.delivery), Box::new(answers));
        let product = Self { id: ProductId(0), owner, origin, since: at };
        Change::new(product, ProductEvent::ProductRegistered { number, owner })
    }

    /// Gives a free product to somebody.
    pub fn receive(free: FreeProduct, owner: PersonId, at: DateTime<Utc>) -> Change<Self> {
        let product = Self { id: ProductId(0), owner, origin: Origin::Free(free), since: at };
        Change::new(product, ProductEvent::ProductReceived { product: free, owner })
    }

    /// Its registration number; a free one has none.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        match &self.origin {
            Origin::Delivered(delivery, _) => Some(delivery.number.as_str()),
            Origin::Free(_) => None,
        }
    }

    /// When its updates open.
    #[must_use]
    pub fn updates_from(&self) -> DateTime<Utc> {
        self.since + UPDATES_AFTER
    }
}
