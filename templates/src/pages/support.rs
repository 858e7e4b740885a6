//! The support line's desk: look-ups and reading; its only verb drops dead errands.

mod disclosure;
mod organization;
mod people;
mod search;

pub use disclosure::Disclosure;
pub use organization::{StuckApplication, SupportOrganizationPage};
pub use people::PersonRow;
pub use search::{HeldApplication, HeldProduct, SupportPage, SupportResult};
