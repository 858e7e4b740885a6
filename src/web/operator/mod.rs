//! The operator's desk: the months of all partners, and what is at the authority.

mod issuance;
mod statements;

use super::routes::Routes;

/// The routes of the operator's desk.
pub(super) fn routes(routes: Routes) -> Routes {
    issuance::routes(statements::routes(routes))
}
