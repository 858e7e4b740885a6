//! The operator's desk: the months of all partners, the authority, and the terms.

mod deliveries;
mod ground;
mod issuance;
mod partners;
mod prices;
mod reasons;
mod settings;
mod statements;
mod transfers;

use super::table::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = reasons::routes(deliveries::routes(ground::routes(routes)));
    let routes = partners::routes(prices::routes(settings::routes(transfers::routes(routes))));
    issuance::routes(statements::routes(routes))
}
