//! A turn: one request and its answer, as the connection's place counts them. A request that has not come to its end
//! keeps nobody's place: only from then on is somebody being answered.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::body::Body;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::places::Seat;

/// One request and its answer.
pub(super) struct Turn {
    seat: Arc<Seat>,
    begun: AtomicBool,
}

impl Turn {
    /// A request that begins.
    pub(super) fn of(seat: &Arc<Seat>) -> Arc<Self> {
        seat.hears();
        Arc::new(Self { seat: Arc::clone(seat), begun: AtomicBool::new(false) })
    }

    /// The request has come to its end, or is answered without it; false when that is known already.
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

/// The body of a request, which begins the turn at its end, or of an answer, with which the turn ends.
pub(super) struct OfTurn<B> {
    body: B,
    turn: Arc<Turn>,
}

impl<B: HttpBody + Send + 'static + Unpin> OfTurn<B>
where
    B: HttpBody<Data = axum::body::Bytes>,
    B::Error: Into<axum::BoxError>,
{
    /// The body as a part of its turn.
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
