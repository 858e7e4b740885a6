//! The pages, a file each, under the desk that they belong to.

mod conflict;
mod failure;
mod mail;
pub mod partner;
mod sign_in;

pub use conflict::ConflictPage;
pub use failure::{Failure, FailurePage};
pub use mail::{MailLetterPage, MailPage, MailRow};
pub use sign_in::{DemoLogin, SignInPage};
