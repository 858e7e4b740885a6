//! The table of routes: what the router answers, and what the matrix of access is checked against.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post, put};
use templates::paths;

use super::office::Office;
use super::{
    access, api, cabinet, desks, documentation, journal, keys, mail, operator, partner, people, profile,
    support,
};

/// Routes, each noted as it is added.
pub struct Routes {
    router: Router<Office>,
    table: Vec<(Method, &'static str)>,
}

impl Routes {
    fn new() -> Self {
        Self { router: Router::new(), table: Vec::new() }
    }

    /// A page, or something else that is only read.
    pub(super) fn read<H, T>(self, pattern: &'static str, handler: H) -> Self
    where
        H: Handler<T, Office>,
        T: 'static,
    {
        self.with(Method::GET, pattern, get(handler))
    }

    /// A change.
    pub(super) fn change<H, T>(self, pattern: &'static str, handler: H) -> Self
    where
        H: Handler<T, Office>,
        T: 'static,
    {
        self.with(Method::POST, pattern, post(handler))
    }

    /// A replacement of the whole thing.
    pub(super) fn replace<H, T>(self, pattern: &'static str, handler: H) -> Self
    where
        H: Handler<T, Office>,
        T: 'static,
    {
        self.with(Method::PUT, pattern, put(handler))
    }

    fn with(mut self, method: Method, pattern: &'static str, handler: MethodRouter<Office>) -> Self {
        self.table.push((method, pattern));
        Self { router: self.router.route(pattern, handler), table: self.table }
    }

    pub(super) fn table(&self) -> &[(Method, &'static str)] {
        &self.table
    }

    pub(super) fn into_router(self) -> Router<Office> {
        self.router.fallback(desks::nothing_here).method_not_allowed_fallback(desks::no_such_method)
    }
}

/// All routes of the door.
pub(super) fn all(demo: bool) -> Routes {
    let routes = Routes::new()
        .read(paths::HOME, desks::home)
        .read(paths::SIGN_IN, desks::sign_in_page)
        .change(paths::SIGN_IN, desks::sign_in)
        .change(paths::SIGN_OUT, desks::sign_out)
        .read(paths::ASSET, desks::asset)
        .read("/health/live", desks::live)
        .read("/health/ready", desks::ready);
    let routes = people::routes(profile::routes(access::routes(routes)));
    let routes = journal::routes(support::routes(operator::routes(partner::routes(routes))));
    let routes = documentation::routes(api::routes(cabinet::routes(keys::routes(routes))));
    if demo { mail::routes(routes) } else { routes }
}
