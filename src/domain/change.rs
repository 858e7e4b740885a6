//! A change: the thing as it will be, with the event that says why. Only the domain makes one; it is used once.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What changes. It has events of its own: no other event can be kept with it.
pub trait Subject {
    /// What happens to it.
    type Event: Event;
}

/// What happens to a subject. Names and forms are kept for ever: the digests of the audit are over them.
pub trait Event: Debug + Serialize + DeserializeOwned + Send + Sync {
    /// The word under which the audit keeps it.
    fn verb(&self) -> &'static str;
}

/// Declares the events of a subject, and their names without what they tell. Each name stands once.
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

/// What a verb returns: to be kept by the store, whole or not at all.
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

    /// The thing as it will be, for showing what would happen; it is not kept by looking at it.
    #[must_use]
    pub fn after(&self) -> &T {
        &self.after
    }

    /// Why it changes.
    #[must_use]
    pub fn event(&self) -> &T::Event {
        &self.event
    }

    /// Opens the change; used only where changes are kept.
    pub(crate) fn into_parts(self) -> (T, T::Event) {
        (self.after, self.event)
    }
}
