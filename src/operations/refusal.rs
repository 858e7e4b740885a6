//! Refusals by the rules of the domain, as one type.

use crate::domain::application::ApplicationRefusal;
use crate::domain::archive::ArchiveRefusal;
use crate::domain::attachment::AttachmentRefusal;
use crate::domain::colleague::PersonRefusal;
use crate::domain::factor_rule::FactorRuleRefusal;
use crate::domain::its_login::LoginRefusal;
use crate::domain::members::MemberRefusal;
use crate::domain::organization::OrganizationRefusal;
use crate::domain::payment::PaymentRefusal;
use crate::domain::product::ProductRefusal;
use crate::domain::question::QuestionRefusal;
use crate::domain::reminder::ReminderRefusal;
use crate::domain::sale::SaleRefusal;
use crate::domain::standing_in::StandingInRefusal;
use crate::domain::statement::StatementRefusal;

/// Why a rule refuses an operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A rule of applications.
    #[error(transparent)]
    Application(#[from] ApplicationRefusal),
    /// A rule of statements.
    #[error(transparent)]
    Statement(#[from] StatementRefusal),
    /// A rule of subscribers.
    #[error(transparent)]
    Organization(#[from] OrganizationRefusal),
    /// A rule of colleagues.
    #[error("person: {0}")]
    Person(#[from] PersonRefusal),
    /// A rule of ITS logins.
    #[error("ITS login: {0}")]
    ItsLogin(#[from] LoginRefusal),
    /// A rule of reminders.
    #[error("reminder: {0}")]
    Reminder(#[from] ReminderRefusal),
    /// A rule of products.
    #[error("product: {0}")]
    Product(#[from] ProductRefusal),
    /// A rule of a subscriber's members.
    #[error("members: {0}")]
    Members(#[from] MemberRefusal),
    /// A rule of attachments.
    #[error("attachment: {0}")]
    Attachment(#[from] AttachmentRefusal),
    /// A rule of questions.
    #[error("question: {0}")]
    Question(#[from] QuestionRefusal),
    /// A rule of sales.
    #[error("sale: {0}")]
    Sale(#[from] SaleRefusal),
    /// A rule of payments.
    #[error("payment: {0}")]
    Payment(#[from] PaymentRefusal),
    /// A rule of archives.
    #[error("archive: {0}")]
    Archive(#[from] ArchiveRefusal),
    /// A rule of requirements of a second factor.
    #[error("factor rule: {0}")]
    FactorRule(#[from] FactorRuleRefusal),
    /// A rule of standing in.
    #[error("standing in: {0}")]
    StandingIn(#[from] StandingInRefusal),
    /// The price list changed since the preview.
    #[error("the price list changed since it was looked at")]
    PricesChanged,
    /// The reason was reworded since it was shown.
    #[error("the reason was worded anew since it was looked at")]
    ReasonChanged,
    /// The card changed since it was shown.
    #[error("the card changed since it was looked at")]
    CardChanged,
}

impl Refusal {
    /// Whether the refusal is a conflict: the subject changed since the viewer's page was built. Otherwise a rule
    /// forbids the verb.
    #[must_use]
    pub const fn is_about_a_change(&self) -> bool {
        match self {
            Self::Application(refusal) => refusal.is_about_a_change(),
            Self::Statement(refusal) => refusal.is_about_a_change(),
            Self::PricesChanged | Self::ReasonChanged | Self::CardChanged => true,
            Self::ItsLogin(refusal) => matches!(refusal, LoginRefusal::OfferChanged),
            Self::Organization(_)
            | Self::Person(_)
            | Self::Reminder(_)
            | Self::Product(_)
            | Self::Members(_)
            | Self::Attachment(_)
            | Self::Archive(_)
            | Self::Question(_)
            | Self::Sale(_)
            | Self::FactorRule(_)
            | Self::StandingIn(_)
            | Self::Payment(_) => false,
        }
    }
}
