//! Following: a page of the cabinet is told at once that what it shows changed, by an event of the server.
//!
//! An answer waits for one change and ends with it, or after a while without any; the browser asks again by itself. So
//! each is bounded, whatever the version of HTTP, and whoever has signed out is told nothing more.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use serde::Deserialize;
use templates::paths;
use tokio::time::{Instant, sleep, timeout_at};

use super::address::{Path, Query};
use super::office::WebState;
use super::reader::Reader;
use super::sender::Sender;
use super::streams::{Stopping, StreamPlace};
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::ApplicationNumber;
use crate::operations::{Desk, Failure, accounts, archives, cabinet};

/// How often it is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How long an answer waits: less than an answer over HTTP/2 may take.
const LONGEST: Duration = Duration::from_secs(90);
/// After how long a silent answer says that it still lives.
const ALIVE: Duration = Duration::from_secs(15);
/// After how long a browser asks again.
const AGAIN: Duration = Duration::from_secs(1);
/// After how many seconds a refused one may ask again.
const LATER: u64 = 60;
/// The header that tells a proxy to keep nothing back.
const UNBUFFERED: &str = "x-accel-buffering";
/// The header with the version that the browser saw last.
const LAST: &str = "last-event-id";

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::CABINET_CHANGES, changes).read(paths::ARCHIVE_CHANGES, changes_of_archives)
}

/// The version that the page shows.
#[derive(Deserialize)]
struct ShownVersion {
    /// Whoever does not say what they saw is told at once.
    #[serde(default = "nothing")]
    since: i32,
}

const fn nothing() -> i32 {
    -1
}

/// The browser that follows.
struct Follower {
    address: String,
    /// The version of the last event that it got.
    last: Option<i32>,
    /// Becomes true when the service stops; nothing where no socket is listened to.
    stopping: Option<Stopping>,
}

impl FromRequestParts<WebState> for Follower {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, office: &WebState) -> Result<Self, Response> {
        let Sender(address) = Sender::from_request_parts(parts, office).await?;
        let last = parts.headers.get(LAST).and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
        let stopping = parts.extensions.get::<Stopping>().cloned();
        Ok(Self { address: address.to_string(), last, stopping })
    }
}

/// What a page of the cabinet shows.
#[derive(Clone, Copy)]
enum FollowedThing {
    Application(ApplicationNumber),
    Archives,
}

impl FollowedThing {
    /// A number that grows with every change.
    async fn version(self, desk: &Desk) -> Result<i32, Failure> {
        match self {
            Self::Application(number) => Ok(cabinet::stand(desk, number).await?.version),
            Self::Archives => archives::version(desk).await,
        }
    }
}

/// What a page of the cabinet shows, as somebody follows it.
struct Followed {
    office: WebState,
    session: accounts::Session,
    request_id: String,
    shown: FollowedThing,
    /// The version that was seen.
    seen: i32,
    _place: StreamPlace,
}

/// Tells when the application is no longer what the page shows.
async fn changes(
    reader: Reader,
    Path(number): Path<ApplicationNumber>,
    Query(shown): Query<ShownVersion>,
    follower: Follower,
) -> Answer {
    follow(reader, FollowedThing::Application(number), shown.since, follower).await
}

/// Tells when something happened to the client's archives.
async fn changes_of_archives(
    reader: Reader,
    Query(shown): Query<ShownVersion>,
    follower: Follower,
) -> Answer {
    follow(reader, FollowedThing::Archives, shown.since, follower).await
}

async fn follow(reader: Reader, shown: FollowedThing, since: i32, follower: Follower) -> Answer {
    shown.version(&reader.desk).await?;
    let session = reader.session.clone();
    let streams = reader.office.streams();
    let place = streams.take(&session.token_hash, &follower.address).ok_or(Trouble::Limited(LATER))?;
    let one = Followed {
        office: reader.office.clone(),
        session,
        request_id: reader.desk.request_id().to_owned(),
        shown,
        seen: follower.last.unwrap_or(since),
        _place: place,
    };
    Ok(one.told(follower.stopping))
}

impl Followed {
    /// The answer: it begins at once, and ends with the change.
    fn told(self, stop: Option<Stopping>) -> Response {
        let begun = Event::default().retry(AGAIN).comment("");
        let begun = futures_util::stream::once(async move { Some(begun) });
        let changed = futures_util::stream::once(self.wait(stop));
        let events = begun.chain(changed).filter_map(|event| async move { event.map(Ok::<_, Infallible>) });
        let events = Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE));
        // A proxy before us hands on what comes when it comes.
        ([(UNBUFFERED, "no")], events).into_response()
    }

    /// Waits for a change; nothing when it has waited long enough, when the service stops, and when the session has ended.
    async fn wait(self, stop: Option<Stopping>) -> Option<Event> {
        let until = Instant::now() + LONGEST;
        let changed = async {
            loop {
                match self.version().await {
                    Some(version) if version == self.seen => sleep(LOOK).await,
                    other => return other,
                }
            }
        };
        let version = tokio::select! {
            version = timeout_at(until, changed) => version.ok().flatten()?,
            () = stopped(stop) => return None,
        };
        Some(Event::default().event("changed").id(version.to_string()).data(version.to_string()))
    }

    /// The version that whoever is signed in may see now; nothing when they may not, or when it cannot be read.
    async fn version(&self) -> Option<i32> {
        let desk = accounts::desk_of(self.office.house(), &self.session, &self.request_id).await.ok()??;
        self.shown.version(&desk).await.ok()
    }
}

async fn stopped(stop: Option<Stopping>) {
    match stop {
        Some(Stopping(mut stop)) => {
            let _ = stop.wait_for(|stop| *stop).await;
        }
        None => std::future::pending().await,
    }
}
