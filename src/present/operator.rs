//! The operator's desk as people read it: a month of all partners, and what is at the authority.

mod closing;
mod issuance;

pub use closing::{MonthAsked, closing_page, next_step};
pub(super) use issuance::reason_form;
pub use issuance::{IssuanceAsked, Part, ReturnedReason, issuance_page};
