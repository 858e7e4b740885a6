//! A page that asks by itself says so: nobody sits at it.

/// The headers of a request that no reader made, for `hx-headers`. The door does not take it for use of the session.
pub(crate) const POLL: &str = r#"{"X-Poll": "1"}"#;
