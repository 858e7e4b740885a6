//! Which part of the issuance an address asks for, and behind which application.

use serde::Deserialize;
use templates::paths;

use crate::domain::ids::ApplicationNumber;

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

/// Which part an address asks for, and behind which application.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct IssuanceAsked {
    tab: String,
    after: String,
}

impl IssuanceAsked {
    /// A part from its beginning.
    #[must_use]
    pub fn of(part: IssuancePart) -> Self {
        Self { tab: part.code().to_owned(), after: String::new() }
    }

    /// The same part behind an application.
    #[must_use]
    pub fn behind(&self, after: ApplicationNumber) -> Self {
        Self { after: after.to_string(), ..self.clone() }
    }

    /// The part; what makes no sense asks for the first one.
    #[must_use]
    pub fn part(&self) -> IssuancePart {
        IssuancePart::ALL.into_iter().find(|part| part.code() == self.tab).unwrap_or_default()
    }

    /// Behind which application the page begins.
    #[must_use]
    pub fn after(&self) -> Option<ApplicationNumber> {
        self.after.parse().ok().map(ApplicationNumber)
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> String {
        paths::with_query(&paths::operator_applications(), &[("tab", &self.tab), ("after", &self.after)])
    }
}
