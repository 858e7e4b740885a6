//! The support line's desk: look up, read, change nothing.

mod disclosure;
mod organization;
mod people;
mod search;

pub use disclosure::Disclosure;
pub use organization::SupportOrganizationPage;
pub use people::PersonRow;
pub use search::{HeldApplication, HeldProduct, SupportPage, SupportResult};
