//! Links that set a password: requested, given a token when their letter is written, valid once and for a day.

use chrono::{DateTime, Duration, Utc};

use super::ids::{ItsLoginId, LinkId, PersonId};

/// The time for which a link is valid after its letter was written.
pub const LIFETIME: Duration = Duration::hours(24);

codes! {
    /// The occasion of a link.
    pub enum Occasion {
        /// A person was invited into a tenant.
        Invited = "invited",
        /// A person asked for it as forgotten.
        Forgotten = "forgotten",
        /// An ITS login was issued, or its holder needs a new password.
        Issued = "issued",
    }
}

/// The delivery of a link's letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It is not sent yet.
    OnItsWay,
    /// It was sent.
    Sent,
    /// It was given up: no attempt follows.
    GivenUp,
}

/// The account whose password a link sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A person's.
    Person(PersonId),
    /// An ITS login's.
    ItsLogin(ItsLoginId),
}

/// A link. Its holder has the token; only the token's digest is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordLink {
    /// Its identity.
    pub id: LinkId,
    /// The account whose password it sets; `None` when a password was requested for an unknown login.
    pub holder: Option<Holder>,
    /// The occasion.
    pub occasion: Occasion,
    /// When it was requested.
    pub asked_at: DateTime<Utc>,
    /// When it expires; set when its letter is written.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was used or superseded.
    pub closed_at: Option<DateTime<Utc>>,
    /// The delivery of its letter.
    pub delivery: Delivery,
}

impl PasswordLink {
    /// Whether the link is valid at this instant.
    #[must_use]
    pub fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.closed_at.is_none() && self.expires_at.is_some_and(|until| now < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_good_once_it_is_written_until_it_is_used_or_a_day_is_over() {
        let asked: DateTime<Utc> = "2026-11-18T09:00:00Z".parse().unwrap();
        let link = PasswordLink {
            id: LinkId(1),
            holder: Some(Holder::Person(PersonId(1))),
            occasion: Occasion::Invited,
            asked_at: asked,
            expires_at: None,
            closed_at: None,
            delivery: Delivery::OnItsWay,
        };
        assert!(!link.is_good(asked), "its letter is not written");
        let written = PasswordLink { expires_at: Some(asked + LIFETIME), ..link };
        assert!(written.is_good(asked + LIFETIME - Duration::microseconds(1)));
        assert!(!written.is_good(asked + LIFETIME));
        assert!(!PasswordLink { closed_at: Some(asked), ..written }.is_good(asked));
    }
}
