//! The support line's desk: look up and read; the one thing that is done here is dropping what is stuck.

mod disclosure;
mod organization;
mod people;
mod search;

pub use disclosure::Disclosure;
pub use organization::{StuckApplication, SupportOrganizationPage};
pub use people::PersonRow;
pub use search::{HeldApplication, HeldProduct, SupportPage, SupportResult};
