//! The partner's desk.

mod application;
mod bulk;
mod contract;
mod decisions;
mod filters;
mod logins;
mod merging;
mod notes;
mod onward;
mod organizations;
mod queue;
mod reasons;
mod sending;
mod showing;
mod statements;

use templates::paths;

use super::table::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = logins::routes(statements::routes(routes));
    routes
        .read(paths::QUEUE, queue::page)
        .read(paths::APPLICATION, application::card)
        .read(paths::PROGRESS, application::progress)
        .read(paths::PRICE, sending::price)
        .read(paths::ORIGINAL, application::original)
        .change(paths::TAKING, application::take)
        .change(paths::RELEASE, application::release)
        .change(paths::HANDOVER, application::hand_over)
        .change(paths::PARAMETERS, application::set_parameters)
        .change(paths::FORWARDING, sending::forward)
        .change(paths::FORWARDING_UNDO, application::undo)
        .change(paths::RETURN, decisions::return_to_client)
        .change(paths::REJECTION, decisions::reject)
        .change(paths::HOLD, decisions::hold)
        .change(paths::HOLD_END, decisions::wake)
        .change(paths::PARAMETERS_MERGE, merging::save)
        .change(paths::NOTES, notes::write)
        .change(paths::PRESENCE, notes::look)
        .change(paths::SAVED_FILTERS, filters::save)
        .change(paths::SAVED_FILTER_REMOVAL, filters::remove)
        .change(paths::BULK, bulk::preview)
        .change(paths::BULK_RUN, bulk::run)
        .change(paths::AFTER_ACTION, onward::prefer)
        .read(paths::ORGANIZATIONS, organizations::list)
        .read(paths::ORGANIZATION, organizations::card)
        .read(paths::OWN_CONTRACT, contract::page)
        .read(paths::OWN_REASON_COUNT, reasons::count)
}
