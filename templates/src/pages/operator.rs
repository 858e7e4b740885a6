//! The operator's desk.

mod applications;
mod statements;

pub use applications::{AtAuthority, AuthorityRows, OperatorApplicationsPage, Stuck, Undelivered};
pub use statements::{OperatorStatementsPage, PartnerMonth};
