//! A slot in which a handler leaves the viewer's frame for an error page.

use std::sync::{Arc, Mutex, PoisonError};

use templates::layout::Frame;

/// The viewer's frame, left for an error page.
#[derive(Clone, Default)]
pub(super) struct FrameSlot(Arc<Mutex<Option<Frame>>>);

impl FrameSlot {
    pub(super) fn put(&self, frame: Frame) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(frame);
    }

    pub(super) fn take(&self) -> Option<Frame> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
