//! The table of routes, for the router and for the test of the access matrix.

use templates::paths;

use super::table::Routes;
use super::{
    access, api, archives, attachments, cabinet, cloud, codes, desks, disowning, documentation, doors,
    drafts, factors, following, journal, key_door, keys, mail, operator, own_contracts, partner, passkeys,
    people, portal, profile, programs, questions, resuming, rights, second_step, standing_in, subscriptions,
    suggestions, support,
};

pub(super) fn all(demo: bool) -> Routes {
    let routes = Routes::new()
        .read(paths::HOME, desks::home)
        .change(paths::SIGN_OUT, desks::sign_out)
        .read(paths::ASSET, desks::asset)
        .read("/health/live", desks::live)
        .read("/health/ready", desks::ready);
    let routes = portal::routes(key_door::routes(doors::routes(routes)));
    let routes = passkeys::routes(programs::routes(profile::routes(access::routes(routes))));
    let routes = suggestions::routes(resuming::routes(factors::routes(people::routes(routes))));
    let routes = cloud::routes(second_step::routes(codes::routes(following::routes(routes))));
    let routes = journal::routes(support::routes(operator::routes(partner::routes(routes))));
    let routes = standing_in::routes(rights::routes(subscriptions::routes(routes)));
    let routes = disowning::routes(archives::routes(questions::routes(attachments::routes(routes))));
    let routes = cabinet::routes(own_contracts::routes(keys::routes(routes)));
    let routes = drafts::routes(documentation::routes(api::routes(routes)));
    if demo { mail::routes(routes) } else { routes }
}
