//! Polling: a page marks the requests that its script sends.

/// The header of a polling request, for `hx-headers`; such a request does not extend the session.
pub(crate) const POLL: &str = r#"{"X-Poll": "1"}"#;
