//! Places for connections: their number, their addresses, and which one has been idle the longest.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::time::Instant;

/// The limits of open connections.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) all: usize,
    /// For one address.
    pub(super) of_one_address: usize,
}

/// The open connections.
#[derive(Debug)]
pub(super) struct Places {
    limits: Limits,
    taken: Mutex<TakenPlace>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct TakenPlace {
    next: u64,
    seats: HashMap<u64, State>,
}

/// The state of a connection.
#[derive(Debug)]
struct State {
    address: Option<IpAddr>,
    /// How many of its requests are being answered: read to the end, with unfinished answers.
    answering: usize,
    since: Instant,
    leave: Arc<Notify>,
}

/// The answer to a new connection.
#[derive(Debug)]
pub(super) enum Admission {
    /// Here is a place.
    Seated(Seat),
    /// The address has reached its limit, and all of its connections are busy.
    TooManyOfOneAddress,
    /// All places are taken by busy connections.
    Full,
}

/// The place of a connection; dropping it frees the place.
#[derive(Debug)]
pub(super) struct Seat {
    number: u64,
    places: Arc<Places>,
    leave: Arc<Notify>,
}

impl Places {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, taken: Mutex::default(), changed: Notify::new() }
    }

    /// A place, if need be that of whoever has been quiet for the longest.
    pub(super) fn take(self: &Arc<Self>, address: Option<IpAddr>) -> Admission {
        let mut taken = self.taken();
        let of_address = |state: &State| address.is_some() && state.address == address;
        if taken.seats.values().filter(|state| of_address(state)).count() >= self.limits.of_one_address
            && !taken.evict(of_address)
        {
            return Admission::TooManyOfOneAddress;
        }
        if taken.seats.len() >= self.limits.all && !taken.evict(|_| true) {
            return Admission::Full;
        }
        let (number, leave) = (taken.next, Arc::new(Notify::new()));
        taken.next += 1;
        let state = State { address, answering: 0, since: Instant::now(), leave: Arc::clone(&leave) };
        taken.seats.insert(number, state);
        Admission::Seated(Seat { number, places: Arc::clone(self), leave })
    }

    /// Evicts the connection that has been idle the longest.
    pub(super) fn evict_quietest(&self) {
        self.taken().evict(|_| true);
    }

    /// Waits until a connection ends or becomes idle.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    fn taken(&self) -> MutexGuard<'_, TakenPlace> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TakenPlace {
    /// Takes the place of whoever has been quiet for the longest among some; false when none of them is quiet.
    fn evict(&mut self, among: impl Fn(&State) -> bool) -> bool {
        let quiet = self.seats.iter().filter(|(_, state)| state.answering == 0 && among(state));
        let Some(number) = quiet.min_by_key(|(number, state)| (state.since, **number)).map(|(at, _)| *at)
        else {
            return false;
        };
        if let Some(state) = self.seats.remove(&number) {
            state.leave.notify_one();
        }
        true
    }
}

impl Seat {
    /// Waits until the connection is evicted.
    pub(super) async fn evicted(&self) {
        self.leave.notified().await;
    }

    /// How many requests are being answered, and since when.
    pub(super) fn state(&self) -> (usize, Instant) {
        let taken = self.places.taken();
        taken.seats.get(&self.number).map_or((0, Instant::now()), |state| (state.answering, state.since))
    }

    /// A request begins to arrive.
    pub(super) fn hears(&self) {
        self.change(|answering| answering);
    }

    /// A request has been read and is being answered.
    pub(super) fn begin_answering(&self) {
        self.change(|answering| answering + 1);
    }

    /// An answer was sent or given up.
    pub(super) fn end_answering(&self) {
        self.change(|answering| answering.saturating_sub(1));
    }

    fn change(&self, change: impl Fn(usize) -> usize) {
        if let Some(state) = self.places.taken().seats.get_mut(&self.number) {
            let answering = change(state.answering);
            // A further request does not extend the time of an answer that the client does not read.
            if state.answering == 0 || answering < state.answering {
                state.since = Instant::now();
            }
            state.answering = answering;
        }
        self.places.changed.notify_one();
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.places.taken().seats.remove(&self.number);
        self.places.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Arc<Places> {
        Arc::new(Places::new(Limits { all: 3, of_one_address: 2 }))
    }

    fn seated(places: &Arc<Places>, address: Option<&str>) -> Seat {
        match places.take(address.map(|address| address.parse().unwrap())) {
            Admission::Seated(seat) => seat,
            other @ (Admission::Full | Admission::TooManyOfOneAddress) => panic!("{other:?}"),
        }
    }

    async fn was_evicted(seat: &Seat) -> bool {
        tokio::time::timeout(std::time::Duration::from_millis(1), seat.evicted()).await.is_ok()
    }

    #[tokio::test]
    async fn whoever_has_been_quiet_for_the_longest_gives_its_place_to_the_newcomer() {
        let places = places();
        let (first, second, third) = (seated(&places, None), seated(&places, None), seated(&places, None));
        first.begin_answering();
        let _fourth = seated(&places, None);
        assert!(was_evicted(&second).await && !was_evicted(&first).await && !was_evicted(&third).await);
        first.end_answering();
        let _fifth = seated(&places, None);
        assert!(was_evicted(&third).await && !was_evicted(&first).await, "it was answered just now");
    }

    #[tokio::test]
    async fn while_everybody_is_being_answered_a_newcomer_waits() {
        let places = places();
        let seats: Vec<_> = (0..3).map(|_| seated(&places, None)).collect();
        seats.iter().for_each(Seat::begin_answering);
        assert!(matches!(places.take(None), Admission::Full));
        drop(seats);
        places.changed().await;
        seated(&places, None);
    }

    #[tokio::test]
    async fn more_requests_do_not_make_up_for_an_answer_that_is_not_taken() {
        let seat = seated(&places(), None);
        seat.begin_answering();
        let (_, begun) = seat.state();
        seat.hears();
        seat.begin_answering();
        assert_eq!(seat.state(), (2, begun));
        seat.end_answering();
        let (left, since) = seat.state();
        assert!(left == 1 && since > begun);
    }

    #[tokio::test]
    async fn an_address_takes_places_from_itself_only() {
        let places = places();
        let (proxy, first) = (seated(&places, None), seated(&places, Some("192.0.2.1")));
        let second = seated(&places, Some("192.0.2.1"));
        let third = seated(&places, Some("192.0.2.1"));
        assert!(was_evicted(&first).await && !was_evicted(&proxy).await);
        second.begin_answering();
        third.begin_answering();
        let refused = places.take(Some("192.0.2.1".parse().unwrap()));
        assert!(matches!(refused, Admission::TooManyOfOneAddress));
        seated(&places, Some("192.0.2.2"));
    }
}
