//! Links that set a password: asked for, made when their letter is written, good once and for a day.

use chrono::{DateTime, Duration, Utc};

use super::ids::{ItsLoginId, LinkId, PersonId};

/// How long a link is good after its letter was written.
pub const LIFETIME: Duration = Duration::hours(24);

codes! {
    /// Why somebody gets a link.
    pub enum Occasion {
        /// A person was invited into a house.
        Invited = "invited",
        /// A person forgot the password.
        Forgotten = "forgotten",
        /// An ITS login was issued, or its holder needs a new password.
        Issued = "issued",
    }
}

/// What became of the letter that carries a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It is being sent.
    OnItsWay,
    /// It has left.
    Sent,
    /// It could not be sent, and nobody tries any more.
    GivenUp,
}

/// Whose password a link sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A person's.
    Person(PersonId),
    /// An ITS login's.
    ItsLogin(ItsLoginId),
}

/// A link; whoever has it has a token of which only the digest is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordLink {
    /// Its identity.
    pub id: LinkId,
    /// Whose password it sets; nobody's when it was asked for a name that nobody has.
    pub holder: Option<Holder>,
    /// Why it is given.
    pub occasion: Occasion,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Until when it is good; unknown until its letter is written.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was used, or lost its sense.
    pub closed_at: Option<DateTime<Utc>>,
    /// What became of its letter.
    pub delivery: Delivery,
}

impl PasswordLink {
    /// Whether it still sets a password.
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
