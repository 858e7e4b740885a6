//! The operator's desk.

mod applications;
mod sheet;
mod statements;

pub use applications::{AtAuthority, AuthorityRows, OperatorApplicationsPage, Stuck, Undelivered};
pub use sheet::{Part, PartBody, SheetPage};
pub use statements::{OperatorStatementsPage, PartnerMonth};
