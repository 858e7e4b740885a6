//! The operator's desk: the months of all partners, what is at the authority, and the terms of the office.

mod ground;
mod issuance;
mod partners;
mod prices;
mod reasons;
mod settings;
mod statements;
mod transfers;

use super::table::Routes;

/// The routes of the operator's desk.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes = reasons::routes(ground::routes(routes));
    let routes = partners::routes(prices::routes(settings::routes(transfers::routes(routes))));
    issuance::routes(statements::routes(routes))
}
