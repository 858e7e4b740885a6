//! The web door: translates HTTP into operations and their results into pages. It contains no rules of the domain.

mod access;
mod address;
mod api;
mod archives;
mod attachments;
mod browser_cookies;
mod cabinet;
mod cloud;
mod codes;
mod desks;
mod disowning;
mod documentation;
mod doors;
mod drafts;
mod factors;
mod file;
mod following;
mod form;
mod frame_slot;
mod journal;
mod key_door;
mod keys;
mod layers;
mod listening;
mod mail;
mod office;
mod operator;
mod own_address;
mod own_contracts;
mod partner;
mod passkeys;
mod people;
mod portal;
mod profile;
mod programs;
mod questions;
mod reader;
mod recovery_codes;
mod request_id;
mod resuming;
mod rights;
mod routes;
mod second_step;
mod sender;
mod sent_files;
mod sent_request;
mod standing_in;
mod stranger;
mod streams;
mod subscriptions;
mod suggestions;
mod support;
mod table;
mod trouble;
mod upload;

use axum::Router;

pub use listening::listen;
pub use office::{DoorSettings, WebState};
pub use table::Routes;

/// The whole door: every route with the layers around it.
pub fn door(office: WebState) -> Router {
    let routes = routes::all(office.settings().demo);
    layers::around(routes.into_router(), &office).with_state(office)
}

/// Serves until it is told to stop; running requests may finish up to a deadline.
pub async fn serve(
    office: WebState,
    listener: tokio::net::TcpListener,
    stop: tokio::sync::watch::Receiver<bool>,
) {
    let proxies = office.settings().proxies.clone();
    listening::Listening { listener, door: door(office), proxies }.serve(stop).await;
}

/// All routes as method and pattern, for the access matrix.
#[must_use]
pub fn table(demo: bool) -> Vec<(axum::http::Method, &'static str)> {
    routes::all(demo).table().to_vec()
}
