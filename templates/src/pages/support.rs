//! The support line's desk: look up, read, change nothing.

mod organization;
mod search;

pub use organization::SupportOrganizationPage;
pub use search::{SupportPage, SupportResult};
