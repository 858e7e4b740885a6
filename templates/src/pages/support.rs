//! The support line's desk: look up and read; the one thing that is done here is dropping what is stuck.

mod organization;
mod search;

pub use organization::{StuckApplication, SupportOrganizationPage};
pub use search::{SupportPage, SupportResult};
