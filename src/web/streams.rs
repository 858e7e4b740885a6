//! Streams: the places of answers that stay open until something changes, counted by session, by address and in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

/// How many streams one session may hold open.
pub(super) const OF_SESSION: usize = 6;
/// How many one address may: an office with many clients behind it.
pub(super) const OF_ADDRESS: usize = 60;
/// How many there may be in all: less than half of the connections that the door takes.
pub(super) const ALL: usize = 200;

/// Becomes true when the service stops; every request over a socket carries it.
#[derive(Clone)]
pub(super) struct Stopping(pub(super) watch::Receiver<bool>);

/// The open streams by holder.
#[derive(Debug, Default)]
pub(super) struct Streams(Mutex<HashMap<String, usize>>);

/// The place of an open stream; dropping it frees the place.
#[derive(Debug)]
pub(super) struct StreamPlace {
    streams: Arc<Streams>,
    holders: [String; 3],
}

impl Streams {
    /// A place for a stream of this session from this address; nothing when one of the limits is reached.
    pub(super) fn take(self: &Arc<Self>, session: &str, address: &str) -> Option<StreamPlace> {
        let holders = [format!("session:{session}"), format!("address:{address}"), "all".to_owned()];
        let mut open = self.open();
        let limits = [OF_SESSION, OF_ADDRESS, ALL];
        let full = |(holder, limit): (&String, usize)| open.get(holder).is_some_and(|taken| *taken >= limit);
        if holders.iter().zip(limits).any(full) {
            return None;
        }
        for holder in &holders {
            *open.entry(holder.clone()).or_default() += 1;
        }
        drop(open);
        Some(StreamPlace { streams: Arc::clone(self), holders })
    }

    fn open(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for StreamPlace {
    fn drop(&mut self) {
        let mut open = self.streams.open();
        for holder in &self.holders {
            if let Some(taken) = open.get_mut(holder) {
                *taken -= 1;
            }
        }
        open.retain(|_, taken| *taken > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_an_address_and_all_together_have_their_limits_and_a_place_is_freed() {
        let streams = Arc::new(Streams::default());
        let mut own: Vec<_> = (0..OF_SESSION).map(|_| streams.take("one", "192.0.2.1").unwrap()).collect();
        assert!(streams.take("one", "192.0.2.2").is_none(), "wherever the session comes from");
        own.pop();
        assert!(streams.take("one", "192.0.2.1").is_some());
        let of_address: Vec<_> =
            (0..ALL).map_while(|other| streams.take(&format!("s{other}"), "192.0.2.1")).collect();
        assert_eq!(of_address.len() + own.len(), OF_ADDRESS);
        assert!(streams.take("other", "192.0.2.2").is_some(), "others are served");
        drop((own, of_address));
        let all: Vec<_> =
            (0..=ALL).map_while(|other| streams.take(&format!("s{other}"), &format!("a{other}"))).collect();
        assert_eq!(all.len(), ALL);
        drop(all);
        assert!(streams.open().is_empty(), "nothing is kept of who was here");
    }
}
