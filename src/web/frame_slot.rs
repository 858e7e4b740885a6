//! Where a handler leaves the frame of its reader, so that a page of trouble can stand in it.

use std::sync::{Arc, Mutex, PoisonError};

use templates::layout::Frame;

/// Where the frame of the reader is left for a page of trouble.
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
