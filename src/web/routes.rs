//! The table of routes, for the router and for the test of the access matrix.

use templates::paths;

use super::table::Routes;
use super::{
    access, api, archives, attachments, cabinet, desks, disowning, documentation, doors, drafts, following,
    journal, keys, mail, operator, own_contracts, partner, people, portal, profile, programs, questions,
    subscriptions, support,
};

pub(super) fn all(demo: bool) -> Routes {
    let routes = Routes::new()
        .read(paths::HOME, desks::home)
        .change(paths::SIGN_OUT, desks::sign_out)
        .read(paths::ASSET, desks::asset)
        .read("/health/live", desks::live)
        .read("/health/ready", desks::ready);
    let routes = portal::routes(doors::routes(routes));
    let routes = people::routes(programs::routes(profile::routes(access::routes(routes))));
    let routes = following::routes(routes);
    let routes = journal::routes(support::routes(operator::routes(partner::routes(routes))));
    let routes = subscriptions::routes(routes);
    let routes = disowning::routes(archives::routes(questions::routes(attachments::routes(routes))));
    let routes = cabinet::routes(own_contracts::routes(keys::routes(routes)));
    let routes = drafts::routes(documentation::routes(api::routes(routes)));
    if demo { mail::routes(routes) } else { routes }
}
