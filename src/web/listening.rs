//! The web door's socket: its own accept loop, so that limits begin with the connection and not with the request.
//!
//! A connection that sends nothing, or half of something, is closed soon. When all places are taken, the one that has
//! been quiet for the longest gives its place to the newcomer, so that nobody can shut the door by holding it.

mod connection;
mod places;
mod turn;

use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use self::connection::Connection;
use self::places::{Admission, Limits, Places, Seat};

/// How many connections are open at once, in all, unless the system allows the process fewer than twice as many files.
const CONNECTIONS: usize = 512;
/// How many of them one address may hold; of version 6 the network that a provider gives to one customer. Proxies speak
/// for many, so they have no limit of their own.
const OF_ONE_ADDRESS: usize = 128;
/// How long what has begun may go on after the door was told to stop.
const LAST_CALL: Duration = Duration::from_secs(30);
/// How long to wait when the system has no file left for a connection.
const OUT_OF_FILES: Duration = Duration::from_millis(200);

/// Takes the address; a refusal names it.
pub async fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|error| io::Error::new(error.kind(), format!("cannot listen on {address}: {error}")))
}

/// The socket with what stands behind it.
pub(super) struct Listening {
    /// Where connections come in.
    pub(super) listener: TcpListener,
    /// The routes with the layers around them.
    pub(super) door: Router,
    /// Proxies of ours, beside those on this machine.
    pub(super) proxies: Vec<IpAddr>,
}

impl Listening {
    /// Serves until it is told to stop. What has begun is finished then, up to a deadline.
    pub(super) async fn serve(self, stop: watch::Receiver<bool>) {
        let places = Arc::new(Places::new(Limits { all: connections(), of_one_address: OF_ONE_ADDRESS }));
        let mut open = JoinSet::new();
        loop {
            tokio::select! {
                biased;
                () = told(&stop) => break,
                Some(_) = open.join_next() => {}
                accepted = self.listener.accept() => {
                    let Some((stream, peer)) = usable(accepted, &places).await else { continue };
                    let seated = tokio::select! {
                        () = told(&stop) => break,
                        seated = seat(&places, self.limited(peer.ip())) => seated,
                    };
                    if let Some(seat) = seated {
                        let connection = Connection { stream, peer, seat, stop: stop.clone() };
                        open.spawn(connection.serve(self.door.clone()));
                    }
                }
            }
        }
        drop(self.listener);
        finish(open).await;
    }

    /// The address or network whose connections are counted, unless it speaks for many.
    fn limited(&self, peer: IpAddr) -> Option<IpAddr> {
        let peer = peer.to_canonical();
        (!peer.is_loopback() && !self.proxies.contains(&peer)).then(|| network(peer))
    }
}

/// The first address of the network that one customer of a provider has: in version 6 a /64, in version 4 the address.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(whole) => Ipv6Addr::from_bits(whole.to_bits() >> 64 << 64).into(),
    }
}

/// Half of the files that the system allows this process: the rest is for the database and everything else.
fn connections() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let files =
        line.and_then(|line| line.split_whitespace().next()).and_then(|files| files.parse::<usize>().ok());
    files.map_or(CONNECTIONS, |files| (files / 2).clamp(1, CONNECTIONS))
}

/// Comes to its end when the door is told to stop.
async fn told(stop: &watch::Receiver<bool>) {
    let _ = stop.clone().wait_for(|stop| *stop).await;
}

/// A connection that came in. When the system has no file left for one, somebody quiet has to go.
async fn usable(
    accepted: io::Result<(TcpStream, SocketAddr)>,
    places: &Places,
) -> Option<(TcpStream, SocketAddr)> {
    match accepted {
        Ok(accepted) => Some(accepted),
        Err(error) if is_of_one_connection(&error) => None,
        Err(error) => {
            tracing::warn!(%error, "a connection cannot be taken");
            places.evict_quietest();
            tokio::time::sleep(OUT_OF_FILES).await;
            None
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// A place for a newcomer, waiting while everybody who is here is being answered; nothing when the address has too many.
async fn seat(places: &Arc<Places>, address: Option<IpAddr>) -> Option<Arc<Seat>> {
    loop {
        match places.take(address) {
            Admission::Seated(seat) => return Some(Arc::new(seat)),
            Admission::TooManyOfOneAddress => return None,
            Admission::Full => places.changed().await,
        }
    }
}

/// Waits for what has begun; whatever is not done by the deadline is cut off.
async fn finish(mut open: JoinSet<()>) {
    let all = async { while open.join_next().await.is_some() {} };
    if tokio::time::timeout(LAST_CALL, all).await.is_err() {
        tracing::warn!(connections = open.len(), "cut off: they were not done in time");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_connections_of_one_network_of_version_six_are_counted_together() {
        let of = |address: &str| network(address.parse().unwrap()).to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("2001:db8:1:2::"), of("2001:db8:1:2:ffff::1"));
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
    }
}
