//! The socket of the web door. It has its own accept loop, so that limits apply to connections and not only to
//! requests.
//!
//! A connection that sends nothing, or half of a request, is closed soon. When all places are taken, a new connection
//! evicts the one that has been idle the longest, so that no client can block the port by holding connections.

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

/// The limit of open connections; at most half of the files that the system allows the process.
const CONNECTIONS: usize = 512;
/// The limit for one address (IPv6: the /64 network of a provider's customer). Proxies act for many clients and have no
/// such limit.
const OF_ONE_ADDRESS: usize = 128;
/// How long running requests may go on after the service was told to stop.
const LAST_CALL: Duration = Duration::from_secs(30);
/// How long to wait when the process is out of file descriptors.
const OUT_OF_FILES: Duration = Duration::from_millis(200);

/// Binds the address; an error names it.
pub async fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|error| io::Error::new(error.kind(), format!("cannot listen on {address}: {error}")))
}

/// The socket with the router behind it.
pub(super) struct Listening {
    pub(super) listener: TcpListener,
    /// The routes with their layers.
    pub(super) door: Router,
    /// Trusted proxies, besides those on this machine.
    pub(super) proxies: Vec<IpAddr>,
}

impl Listening {
    /// Serves until it is told to stop; running requests may finish up to a deadline.
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

    /// The address or network whose connections are limited; `None` for a proxy.
    fn limited(&self, peer: IpAddr) -> Option<IpAddr> {
        let peer = peer.to_canonical();
        (!peer.is_loopback() && !self.proxies.contains(&peer)).then(|| network(peer))
    }
}

/// The first address of a customer's network: in IPv6 a /64, in IPv4 the address itself.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(whole) => Ipv6Addr::from_bits(whole.to_bits() >> 64 << 64).into(),
    }
}

/// The limit of connections: half of the allowed file descriptors, since the database and others need some.
fn connections() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let files =
        line.and_then(|line| line.split_whitespace().next()).and_then(|files| files.parse::<usize>().ok());
    files.map_or(CONNECTIONS, |files| (files / 2).clamp(1, CONNECTIONS))
}

/// Waits until the service is told to stop.
async fn told(stop: &watch::Receiver<bool>) {
    let _ = stop.clone().wait_for(|stop| *stop).await;
}

/// The accepted connection. When the process is out of file descriptors, an idle connection is evicted.
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

/// A place for a new connection; waits while all are busy. `None` when the address has reached its limit.
async fn seat(places: &Arc<Places>, address: Option<IpAddr>) -> Option<Arc<Seat>> {
    loop {
        match places.take(address) {
            Admission::Seated(seat) => return Some(Arc::new(seat)),
            Admission::TooManyOfOneAddress => return None,
            Admission::Full => places.changed().await,
        }
    }
}

/// Waits for running requests; cuts them off at the deadline.
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
