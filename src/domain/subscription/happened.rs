//! What happens to a subscription.

use super::{ClosingSubscription, SubscriptionEnd};
use crate::domain::change::Subject;
use crate::domain::ids::{ArchiveId, OrganizationId, PersonId};
use crate::domain::month::Month;

events! {
    /// What happened to a subscription.
    pub enum SubscriptionEvent, named SubscriptionEventName {
        /// It began.
        SubscriptionBegun = "subscription_begun" {
            /// The account that holds it.
            account: PersonId,
            /// Whose documents.
            organization: OrganizationId,
            /// Where the letters go.
            to: String,
            /// The last month that was over before.
            settled: Month,
            /// Whether the address was known already.
            known: bool,
        },
        /// The address was confirmed by its link.
        SubscriptionConfirmed = "subscription_confirmed",
        /// An archive of a month's documents was asked for.
        SubscriptionMonthAsked = "subscription_month_asked" {
            /// The month.
            month: Month,
            /// The archive.
            archive: ArchiveId,
        },
        /// A month had no documents: nothing is sent.
        SubscriptionMonthEmpty = "subscription_month_empty" {
            /// The month.
            month: Month,
        },
        /// A month has more documents than an archive holds: nothing is sent.
        SubscriptionMonthTooLarge = "subscription_month_too_large" {
            /// The month.
            month: Month,
        },
        /// A month went to the address of the subscription whose place this one took: nothing is sent.
        SubscriptionMonthBefore = "subscription_month_before" {
            /// The month.
            month: Month,
        },
        /// It ended.
        SubscriptionEnded = "subscription_ended" {
            /// How.
            how: SubscriptionEnd,
        },
    }
}

impl Subject for ClosingSubscription {
    type Event = SubscriptionEvent;
}
