//! The pages, one a file, under their desk; pages of several desks are in this folder.

mod attachments;
pub mod cabinet;
mod cloud;
mod codes;
mod conflict;
mod documentation;
mod failure;
mod holdings;
mod journal;
mod keys;
mod lines;
mod mail;
pub mod operator;
pub mod partner;
mod passkeys;
mod password;
mod people;
pub mod portal;
mod profile;
mod programs;
mod proof;
mod replaced;
mod resumed;
mod rights;
mod second_step;
mod sessions;
mod sign_in;
mod statement;
pub mod support;
mod thread;

pub(crate) use attachments::attached;
pub use attachments::{AttachmentRow, FilesField};
pub use cloud::{OwnCloudRow, OwnCloudsPage};
pub use codes::{OwnCodesPage, RecoveryCodesPage, ShownCodesPage, WaitingSecret};
pub use conflict::{ConflictChange, ConflictPage, MergeField, MergeForm};
pub use documentation::{ArticlePage, DocumentationPage};
pub use failure::{Failure, FailurePage, Resubmission};
pub use holdings::{ApplicationRow, CertificateRow, LicensePeriod, MultiUser, Product};
pub(crate) use holdings::{applications, certificates, fact_sheet, identifiers, organization_head, products};
pub use journal::JournalPage;
pub(crate) use journal::entries;
pub use keys::KeysPage;
pub use lines::{LineAction, LineTotals, Lines, ReturnedForm, StatementLine};
pub use mail::{MailLetterPage, MailPage, MailRow};
pub use passkeys::{PasskeyRow, PasskeysPage};
pub(crate) use password::PASSWORD_HINT;
pub use password::{ForgottenPage, SetPasswordForm, SetPasswordPage};
pub use people::{
    FactorsPage, InvitationForm, InvitationState, LackingRow, PeoplePage, PersonPage, PersonRow, ResetForm,
    ResetRefusalPage, ResetRow, RoleLine, RuleForm, RuleRow,
};
pub use profile::ProfilePage;
pub use programs::{FreshPassword, ProgramPasswordRow, ProgramPasswordsPage};
pub use proof::{ProofForm, SecretField};
pub use replaced::ReplacedPage;
pub use resumed::{ResumedForm, ResumedPage};
pub use rights::RightsPage;
pub use second_step::SecondStepPage;
pub use sessions::SessionRow;
pub(crate) use sessions::sessions;
pub use sign_in::{DemoLogin, SignInPage};
pub(crate) use statement::exports;
pub use statement::{InvoiceFacts, SignOff, StatementPage};
pub use thread::ThreadMessage;
pub(crate) use thread::thread;
