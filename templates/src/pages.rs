//! The pages, a file each, under the desk that they belong to; what several desks show stands here.

pub mod cabinet;
mod conflict;
mod documentation;
mod failure;
mod holdings;
mod keys;
mod lines;
mod mail;
pub mod operator;
pub mod partner;
mod password;
mod people;
mod profile;
mod replaced;
mod sessions;
mod sign_in;
mod statement;
pub mod support;

pub use conflict::{ConflictChange, ConflictPage, MergeField, MergeForm};
pub use documentation::{ArticlePage, DocumentationPage};
pub use failure::{Failure, FailurePage, Resubmission};
pub use holdings::{ApplicationRow, CertificateRow, LicensePeriod, MultiUser, Product};
pub(crate) use holdings::{applications, certificates, fact_sheet, identifiers, organization_head, products};
pub use keys::KeysPage;
pub use lines::{LineAction, LineTotals, Lines, ReturnedForm, StatementLine};
pub use mail::{MailLetterPage, MailPage, MailRow};
pub(crate) use password::PASSWORD_HINT;
pub use password::{ForgottenPage, SetPasswordForm, SetPasswordPage};
pub use people::{InvitationForm, InvitationState, PeoplePage, PersonPage, PersonRow, RoleLine};
pub use profile::ProfilePage;
pub use replaced::ReplacedPage;
pub use sessions::SessionRow;
pub(crate) use sessions::sessions;
pub use sign_in::{DemoLogin, SignInPage};
pub(crate) use statement::exports;
pub use statement::{InvoiceFacts, SignOff, StatementPage};
