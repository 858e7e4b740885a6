//! The query of the issuance's page: part, words and place.

use serde::Deserialize;
use templates::paths;

use crate::domain::ids::ApplicationNumber;
use crate::present::paging;

/// A part of the issuance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IssuancePart {
    /// «У удостоверяющего центра».
    #[default]
    Waiting,
    /// «Требует внимания».
    Stuck,
    /// «Одобрено, не доставлено».
    Undelivered,
}

impl IssuancePart {
    /// Every part.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Stuck, Self::Undelivered];

    const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "",
            Self::Stuck => "stuck",
            Self::Undelivered => "undelivered",
        }
    }
}

/// The query of the page: part, words and place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct IssuanceAsked {
    tab: String,
    q: String,
    after: String,
}

impl IssuanceAsked {
    /// The first page of a part.
    #[must_use]
    pub fn of(part: IssuancePart) -> Self {
        Self { tab: part.code().to_owned(), ..Self::default() }
    }

    /// The first page of another part, with the same words.
    #[must_use]
    pub fn with(&self, part: IssuancePart) -> Self {
        Self { q: self.q.clone(), ..Self::of(part) }
    }

    /// The words that are looked for.
    #[must_use]
    pub fn words(&self) -> &str {
        self.q.trim()
    }

    /// The page of the same part with these places.
    pub(super) fn at(&self, trail: &str) -> Self {
        Self { after: trail.to_owned(), ..self.clone() }
    }

    /// The places of the pages up to this one.
    pub(super) fn trail(&self) -> &str {
        &self.after
    }

    /// The part; an invalid code means the first one.
    #[must_use]
    pub fn part(&self) -> IssuancePart {
        IssuancePart::ALL.into_iter().find(|part| part.code() == self.tab).unwrap_or_default()
    }

    /// The part that is named and that nobody knows.
    #[must_use]
    pub fn unknown(&self) -> Option<&str> {
        let known = self.tab.is_empty() || IssuancePart::ALL.into_iter().any(|part| part.code() == self.tab);
        (!known).then_some(&self.tab)
    }

    /// The application after which the page begins.
    #[must_use]
    pub fn after(&self) -> Option<ApplicationNumber> {
        paging::place(&self.after).parse().ok().map(ApplicationNumber)
    }

    /// The URL.
    #[must_use]
    pub fn address(&self) -> String {
        let asked = [("tab", self.tab.as_str()), ("q", self.words()), ("after", &self.after)];
        paths::with_query(&paths::operator_applications(), &asked)
    }
}
