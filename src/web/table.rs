//! The builder of the table of routes.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post, put};

use super::desks;
use super::office::WebState;

/// Routes under construction, with a table of what was added.
pub struct Routes {
    router: Router<WebState>,
    table: Vec<(Method, &'static str)>,
}

impl Routes {
    pub(super) fn new() -> Self {
        Self { router: Router::new(), table: Vec::new() }
    }

    /// Adds a GET route.
    pub(super) fn read<H, T>(self, pattern: &'static str, handler: H) -> Self
    where
        H: Handler<T, WebState>,
        T: 'static,
    {
        self.with(Method::GET, pattern, get(handler))
    }

    /// Adds a POST route.
    pub(super) fn change<H, T>(self, pattern: &'static str, handler: H) -> Self
    where
        H: Handler<T, WebState>,
        T: 'static,
    {
        self.with(Method::POST, pattern, post(handler))
    }

    /// Adds a POST route that takes files, up to this many bytes in all.
    pub(super) fn upload<H, T>(self, pattern: &'static str, largest: usize, handler: H) -> Self
    where
        H: Handler<T, WebState>,
        T: 'static,
    {
        self.with(Method::POST, pattern, post(handler).layer(DefaultBodyLimit::max(largest)))
    }

    /// Adds a PUT route.
    pub(super) fn replace<H, T>(self, pattern: &'static str, handler: H) -> Self
    where
        H: Handler<T, WebState>,
        T: 'static,
    {
        self.with(Method::PUT, pattern, put(handler))
    }

    fn with(mut self, method: Method, pattern: &'static str, handler: MethodRouter<WebState>) -> Self {
        self.table.push((method, pattern));
        Self { router: self.router.route(pattern, handler), table: self.table }
    }

    pub(super) fn table(&self) -> &[(Method, &'static str)] {
        &self.table
    }

    pub(super) fn into_router(self) -> Router<WebState> {
        self.router.fallback(desks::nothing_here).method_not_allowed_fallback(desks::no_such_method)
    }
}
