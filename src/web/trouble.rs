//! Errors of pages, and the page that shows one.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use templates::pages;

use super::sent_request::{SentRequest, Unproven};
use crate::operations::{Failure, Lacking};
use crate::present::{why, words};

/// `Retry-After` while the database is locked, in seconds.
const BUSY_FOR: u64 = 5;
/// The message for a request that is too large.
pub(super) const TOO_LARGE: &str = "Отправлено слишком много данных: не больше 2\u{a0}МБ за один раз.";

/// The result of a page's handler.
pub(super) type Answer = Result<Response, Trouble>;

/// Why a request failed.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// No such thing in the viewer's scope.
    NotFound,
    /// The path exists, but does not support the method.
    NoSuchMethod,
    /// The permission is missing, if it is known which.
    Forbidden(Option<Lacking>),
    /// The viewer must prove again who they are.
    Unproven(Box<Unproven>),
    /// A second factor is required of the viewer, who has none.
    MustEnrol,
    /// A conflict: the subject changed.
    Conflict {
        /// Who changed what, if somebody did meanwhile.
        changed: Option<String>,
        /// What happened.
        because: String,
        /// The URL of the subject.
        href: String,
    },
    /// A rule refuses it; nothing has changed.
    Refused {
        /// The reason.
        because: String,
        /// The URL of the subject.
        href: String,
    },
    /// The CSRF token is missing or outdated.
    Forged,
    /// The input cannot be parsed.
    Unreadable(String),
    /// Too many failed attempts; the next is allowed after this many seconds.
    TooMany(u64),
    /// The limit of what a signed-out visitor may do is reached; the next try is allowed after this many seconds.
    Limited(u64),
    /// The limit of disclosures is reached; the next one is allowed after this many seconds.
    TooOften(u64),
    /// The timeout of the request.
    Slow,
    /// The database is locked; the same request can be sent again.
    Busy,
    /// The body exceeds the limit.
    TooLarge,
    /// The service failed; the words are for the log only.
    Broken(String),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotFound => Self::NotFound,
            Failure::Forbidden(lacking) => Self::Forbidden(Some(lacking)),
            Failure::Unproven(factors) => Self::Unproven(Box::new(Unproven { factors, error: None })),
            Failure::NotAPerson => Self::Forbidden(None),
            Failure::Refused(refusal) => {
                let (because, href) = (words::refusal(&refusal), templates::paths::home());
                if refusal.is_about_a_change() {
                    Self::Conflict { changed: None, because, href }
                } else {
                    Self::Refused { because, href }
                }
            }
            Failure::Stale(clash) => Self::Conflict {
                changed: Some(words::people::changed(&clash)),
                because: format!(
                    "{}: {}.",
                    words::standing_in::beside(&clash.by, clash.instead_of.as_deref()),
                    words::event(&clash.verb)
                ),
                href: templates::paths::home(),
            },
            Failure::Invalid(faults) => {
                Self::Unreadable(faults.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(". "))
            }
            Failure::TooOften(seconds) => Self::TooOften(seconds),
            Failure::Store(error) if error.is_busy() => {
                tracing::warn!(%error, "the database is busy");
                Self::Busy
            }
            Failure::Store(error) => Self::Broken(error.to_string()),
        }
    }
}

impl Trouble {
    /// The error with a link back to its subject.
    pub(super) fn about(self, address: String) -> Self {
        match self {
            Self::Conflict { changed, because, .. } => Self::Conflict { changed, because, href: address },
            Self::Refused { because, .. } => Self::Refused { because, href: address },
            other @ (Self::NotFound
            | Self::NoSuchMethod
            | Self::Forbidden(_)
            | Self::Unproven(_)
            | Self::MustEnrol
            | Self::Forged
            | Self::Unreadable(_)
            | Self::TooMany(_)
            | Self::Limited(_)
            | Self::TooOften(_)
            | Self::Busy
            | Self::Slow
            | Self::TooLarge
            | Self::Broken(_)) => other,
        }
    }

    /// `Retry-After` in seconds, if known.
    pub(super) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany(seconds) | Self::Limited(seconds) | Self::TooOften(seconds) => Some(*seconds),
            Self::Busy => Some(BUSY_FOR),
            Self::NotFound
            | Self::NoSuchMethod
            | Self::Forbidden(_)
            | Self::Unproven(_)
            | Self::MustEnrol
            | Self::Conflict { .. }
            | Self::Refused { .. }
            | Self::Forged
            | Self::Unreadable(_)
            | Self::Slow
            | Self::TooLarge
            | Self::Broken(_) => None,
        }
    }

    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NoSuchMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forbidden(_) | Self::Unproven(_) | Self::MustEnrol | Self::Forged => StatusCode::FORBIDDEN,
            Self::Conflict { .. } | Self::Refused { .. } => StatusCode::CONFLICT,
            Self::Unreadable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) | Self::Limited(_) | Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Slow | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub(super) fn page(&self, sent: SentRequest, csrf: &str) -> pages::Failure {
        match self {
            Self::NotFound | Self::NoSuchMethod => pages::Failure::NotFound,
            Self::Unproven(unproven) => pages::Failure::Unproven(Box::new(sent.into_proof(unproven, csrf))),
            Self::Forbidden(None) => {
                pages::Failure::Forbidden { who_may: Vec::new(), not_lent: false, why: None }
            }
            Self::Forbidden(Some(lacking)) => pages::Failure::Forbidden {
                who_may: words::people(&lacking.who_may),
                not_lent: lacking.not_lent,
                why: Some(why::address(lacking.permission)),
            },
            Self::Conflict { changed, because, href } => pages::Failure::Conflict {
                changed: changed.clone(),
                because: because.clone(),
                href: href.clone(),
            },
            Self::Refused { because, href } => {
                pages::Failure::Refused { because: because.clone(), href: href.clone() }
            }
            Self::Forged => pages::Failure::Forged,
            Self::Unreadable(because) => pages::Failure::Unreadable { because: because.clone() },
            Self::TooMany(seconds) => pages::Failure::TooMany { seconds: *seconds },
            Self::Limited(seconds) => pages::Failure::Limited { seconds: *seconds },
            Self::TooOften(seconds) => pages::Failure::TooOften { seconds: *seconds },
            Self::MustEnrol => pages::Failure::MustEnrol { again: sent.again() },
            Self::Busy => pages::Failure::Busy { again: sent.again() },
            Self::TooLarge => pages::Failure::Unreadable { because: TOO_LARGE.to_owned() },
            Self::Slow | Self::Broken(_) => pages::Failure::Broken,
        }
    }
}

impl IntoResponse for Trouble {
    /// Sets status and headers only; a layer renders the page for the viewer.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns a panic into an error: the request failed, the service goes on.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
pub(super) fn panicked(panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let words = panic.downcast_ref::<String>().cloned();
    let words = words.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    Trouble::Broken(format!("panicked: {}", words.unwrap_or_default())).into_response()
}
