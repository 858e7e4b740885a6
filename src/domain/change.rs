//! A change: the thing as it will be, with the event that says why. Only the domain makes one; it is used once.

use super::event::Event;

/// What a verb returns: to be kept by the store, whole or not at all.
#[derive(Debug)]
#[must_use = "a change that is not kept did not happen"]
pub struct Change<T> {
    after: T,
    event: Event,
}

impl<T> Change<T> {
    pub(in crate::domain) fn new(after: T, event: Event) -> Self {
        Self { after, event }
    }

    /// The thing as it will be, for showing what would happen; it is not kept by looking at it.
    #[must_use]
    pub fn after(&self) -> &T {
        &self.after
    }

    /// Why it changes.
    #[must_use]
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// Opens the change; used only where changes are kept.
    pub(crate) fn into_parts(self) -> (T, Event) {
        (self.after, self.event)
    }
}
