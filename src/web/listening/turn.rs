//! A turn: a request and its answer, as the connection's place counts them. The connection is busy only once the
//! request is read to its end, so a slow request does not protect it from eviction.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::body::Body;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::places::Seat;

/// A request with its answer.
pub(super) struct Turn {
    seat: Arc<Seat>,
    begun: AtomicBool,
}

impl Turn {
    pub(super) fn of(seat: &Arc<Seat>) -> Arc<Self> {
        seat.hears();
        Arc::new(Self { seat: Arc::clone(seat), begun: AtomicBool::new(false) })
    }

    /// The request was read to its end, or is answered early; returns false when that was recorded before.
    pub(super) fn begin(&self) -> bool {
        let first = !self.begun.swap(true, Ordering::Relaxed);
        if first {
            self.seat.begin_answering();
        }
        first
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if *self.begun.get_mut() {
            self.seat.end_answering();
        }
    }
}

/// A request's body, whose end begins the turn, or an answer's body, whose end is the turn's.
pub(super) struct OfTurn<B> {
    body: B,
    turn: Arc<Turn>,
}

impl<B: HttpBody + Send + 'static + Unpin> OfTurn<B>
where
    B: HttpBody<Data = axum::body::Bytes>,
    B::Error: Into<axum::BoxError>,
{
    /// Wraps a body that belongs to a turn.
    pub(super) fn wrap(body: B, turn: &Arc<Turn>) -> Body {
        if body.is_end_stream() {
            turn.begin();
        }
        Body::new(Self { body, turn: Arc::clone(turn) })
    }
}

impl<B: HttpBody + Unpin> HttpBody for OfTurn<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if matches!(polled, Poll::Ready(None)) || self.body.is_end_stream() {
            self.turn.begin();
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
