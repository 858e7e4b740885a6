//! Layers around every request: id, trace, limits and security headers.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use templates::Page as _;
use templates::layout::Frame;
use templates::pages::{Failure, FailurePage};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::RequestBodyTimeoutLayer;
use tower_http::trace::TraceLayer;

use super::address::is_ours;
use super::form::SentSlot;
use super::frame_slot::FrameSlot;
use super::office::WebState;
use super::request_id::{REQUEST_ID, request_id};
use super::sent_request::{SentRequest, SignedOut};
use super::trouble::{self, Trouble};
use super::{api, resuming, sent_files};

/// The limit of a body in bytes: an application with fifty owners' certificate requests and a thousand users fits.
const LARGEST_BODY: usize = 2 * 1024 * 1024;
/// The timeout of a request.
const LONGEST: Duration = Duration::from_mins(1);
/// The timeout of a request that carries files.
const LONGEST_UPLOAD: Duration = Duration::from_mins(15);
/// The timeout for the next bytes of a request's body.
const NEXT_BYTES: Duration = Duration::from_secs(10);
/// The content security policy: only resources of this site, no inline code.
const CONTENT_POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'";

/// Puts all layers around the routes.
pub(super) fn around(routes: Router<WebState>, office: &WebState) -> Router<WebState> {
    routes
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(RequestBodyTimeoutLayer::new(NEXT_BYTES))
        .layer(middleware::from_fn(patience))
        .layer(middleware::from_fn(same_site))
        .layer(middleware::from_fn(no_nul))
        .layer(CatchPanicLayer::custom(trouble::panicked))
        .layer(middleware::from_fn_with_state(office.clone(), dress))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(office.clone(), headers))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(middleware::from_fn(own_request_id))
}

/// Renders errors: as a page in the viewer's frame if there is one, as a problem document for programs. Failures of the
/// service are logged here, once.
async fn dress(State(office): State<WebState>, mut request: Request, next: Next) -> Response {
    let request_id = request_id(request.headers());
    let for_programs = api::is_ours(request.uri().path());
    let (slot, sent) = (FrameSlot::default(), SentSlot::default());
    let (address, form) = (request.uri().to_string(), !request.method().is_safe());
    let (back, cookies) = (page_before(&request), resuming::cookies(&office, &request));
    request.extensions_mut().insert(slot.clone());
    request.extensions_mut().insert(sent.clone());
    let response = next.run(request).await;
    if for_programs {
        return api::problem::written(response, &request_id);
    }
    if let Some(signed_out) = response.extensions().get::<SignedOut>() {
        let sent = SentRequest::of(address, form, sent.take().unwrap_or_default(), back);
        return resuming::led(&office, cookies, signed_out, sent).await;
    }
    let Some(trouble) = response.extensions().get::<Trouble>() else { return response };
    if let Trouble::Broken(words) = trouble {
        tracing::error!(request.id = %request_id, error = %words, "a request failed");
    }
    let sent = SentRequest::of(address, form, sent.take().unwrap_or_default(), back);
    let frame = slot.take().unwrap_or_default();
    let of_desks = matches!(trouble, Trouble::Forbidden(Some(lacking)) if lacking.is_of_desks());
    let of_desks = of_desks && frame.client.is_some();
    let failure = if of_desks { Failure::OfDesks } else { trouble.page(sent, &frame.csrf) };
    let page = FailurePage { failure, request_id };
    let mut dressed = (response.status(), page.within(&Frame { flash: None, ..frame })).into_response();
    if let Some(seconds) = response.headers().get(header::RETRY_AFTER) {
        dressed.headers_mut().insert(header::RETRY_AFTER, seconds.clone());
    }
    dressed
}

/// The page of ours on which the viewer was. Browsers send it whole within one site.
fn page_before(request: &Request) -> Option<String> {
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let before = url::Url::parse(text(header::REFERER)?).ok()?;
    let host = request.uri().authority().map(axum::http::uri::Authority::as_str);
    if Some(authority(&before).as_str()) != host.or_else(|| text(header::HOST)) {
        return None;
    }
    let query = before.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{}{query}", before.path())).filter(|address| is_ours(address))
}

/// Removes a request id from outside; the service assigns its own.
async fn own_request_id(mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(REQUEST_ID);
    next.run(request).await
}

fn span(request: &Request) -> tracing::Span {
    let path = request.extensions().get::<axum::extract::MatchedPath>().map_or("", |path| path.as_str());
    tracing::info_span!("request", request.id = %request_id(request.headers()), http.method = %request.method(), http.route = path)
}

/// Refuses a form from another site before anything is read.
async fn same_site(request: Request, next: Next) -> Response {
    if request.method().is_safe() || request.method() == Method::TRACE {
        return next.run(request).await;
    }
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let foreign =
        site.is_some_and(|site| !["same-origin", "none"].contains(&site)) || foreign_origin(&request);
    if foreign { Trouble::Forged.into_response() } else { next.run(request).await }
}

/// Answers with an error page after the timeout.
async fn patience(request: Request, next: Next) -> Response {
    let longest = if sent_files::carries_files(&request) { LONGEST_UPLOAD } else { LONGEST };
    let answer = tokio::time::timeout(longest, next.run(request)).await;
    answer.unwrap_or_else(|_| Trouble::Slow.into_response())
}

/// Refuses NUL in a URL, which databases cannot store.
async fn no_nul(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let has = uri.path_and_query().is_some_and(|address| address.as_str().contains("%00"));
    if has { Trouble::NotFound.into_response() } else { next.run(request).await }
}

/// Whether the `Origin` header names another site. In HTTP/2 the host is part of the request's URI, not a header.
fn foreign_origin(request: &Request) -> bool {
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host =
        request.uri().authority().map(axum::http::uri::Authority::as_str).or_else(|| text(header::HOST));
    let origin = url::Url::parse(origin).ok().map(|origin| authority(&origin));
    origin.is_none() || origin.as_deref() != host
}

fn authority(origin: &url::Url) -> String {
    let host = origin.host_str().unwrap_or_default();
    origin.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// What browsers must and must not do with our answers. Pages are never stored; assets say themselves how long.
async fn headers(State(office): State<WebState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 5] = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if office.settings().tls {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    response
}
