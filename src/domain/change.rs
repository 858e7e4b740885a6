//! A change: the new state of a subject with the event that explains it. Only the domain creates one; it is used once.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something that changes. Its events have a type of their own, so no other event can be kept with it.
pub trait Subject {
    /// The type of its events.
    type Event: Event;
}

/// An event. Its name and serialised form never change: the hashes of the audit cover them.
pub trait Event: Debug + Serialize + DeserializeOwned + Send + Sync {
    /// The verb under which the audit records it.
    fn verb(&self) -> &'static str;
}

/// Declares a subject's events together with the enumeration of their names.
macro_rules! events {
    (
        $(#[$meta:meta])*
        pub enum $event:ident, named $name:ident {
            $(
                $(#[$doc:meta])*
                $variant:ident = $verb:literal
                $({ $($(#[$member_doc:meta])* $member:ident: $type:ty),+ $(,)? })?
            ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "verb")]
        pub enum $event {
            $(
                $(#[$doc])*
                #[serde(rename = $verb)]
                $variant $({ $($(#[$member_doc])* $member: $type),+ })?
            ),+
        }

        codes! {
            #[doc = concat!("The names of [`", stringify!($event), "`].")]
            pub enum $name { $($(#[$doc])* $variant = $verb),+ }
        }

        impl $crate::domain::change::Event for $event {
            fn verb(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $verb),+ }
            }
        }
    };
}

/// The result of a verb; the store keeps it whole or not at all.
#[derive(Debug)]
#[must_use = "a change that is not kept did not happen"]
pub struct Change<T: Subject> {
    after: T,
    event: T::Event,
}

impl<T: Subject> Change<T> {
    pub(in crate::domain) fn new(after: T, event: T::Event) -> Self {
        Self { after, event }
    }

    /// The new state, for a preview; it is not kept by this.
    #[must_use]
    pub fn after(&self) -> &T {
        &self.after
    }

    /// The event.
    #[must_use]
    pub fn event(&self) -> &T::Event {
        &self.event
    }

    /// Splits the change; used only where changes are kept.
    pub(crate) fn into_parts(self) -> (T, T::Event) {
        (self.after, self.event)
    }
}
