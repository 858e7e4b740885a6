//! Refusals: why the rules of the office say no, whatever was asked.

use crate::domain::application::ApplicationRefusal;
use crate::domain::colleague::PersonRefusal;
use crate::domain::its_login::LoginRefusal;
use crate::domain::organization::OrganizationRefusal;
use crate::domain::statement::StatementRefusal;

/// Why it cannot be done now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It cannot be done to this application.
    #[error(transparent)]
    Application(#[from] ApplicationRefusal),
    /// It cannot be done to this statement.
    #[error(transparent)]
    Statement(#[from] StatementRefusal),
    /// It cannot be done to this subscriber.
    #[error(transparent)]
    Organization(#[from] OrganizationRefusal),
    /// It cannot be done to this colleague.
    #[error("person: {0}")]
    Person(#[from] PersonRefusal),
    /// It cannot be done to this ITS login.
    #[error("ITS login: {0}")]
    ItsLogin(#[from] LoginRefusal),
    /// The list changed since its differences were looked at.
    #[error("the price list changed since it was looked at")]
    PricesChanged,
    /// The reason was worded anew since it was looked at.
    #[error("the reason was worded anew since it was looked at")]
    ReasonChanged,
    /// The card changed since it was looked at.
    #[error("the card changed since it was looked at")]
    CardChanged,
}

impl Refusal {
    /// Whether it says that something is otherwise by now than it was looked at, and not that a rule says no.
    #[must_use]
    pub const fn is_about_a_change(&self) -> bool {
        match self {
            Self::Application(refusal) => refusal.is_about_a_change(),
            Self::Statement(refusal) => refusal.is_about_a_change(),
            Self::PricesChanged | Self::ReasonChanged | Self::CardChanged => true,
            Self::ItsLogin(refusal) => matches!(refusal, LoginRefusal::OfferChanged),
            Self::Organization(_) | Self::Person(_) => false,
        }
    }
}
