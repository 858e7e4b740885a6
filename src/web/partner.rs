//! The partner's desk.

mod acts;
mod administrators;
mod application;
mod bulk;
mod contract;
mod documents;
mod expiring;
mod filters;
mod logins;
mod notes;
mod organizations;
mod parameters;
mod queue;
mod reasons;
mod sales;
mod sendings;
mod statements;
mod verbs;

use templates::paths;

use super::table::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    let routes =
        parameters::routes(verbs::routes(logins::routes(statements::routes(expiring::routes(routes)))));
    sendings::routes(acts::routes(sales::routes(administrators::routes(routes))))
        .read(paths::QUEUE, queue::page)
        .read(paths::ARRIVALS, queue::arrivals)
        .read(paths::APPLICATION, application::card)
        .read(paths::PROGRESS, application::progress)
        .read(paths::ORIGINAL, application::original)
        .change(paths::NOTES, notes::write)
        .change(paths::PRESENCE, notes::look)
        .change(paths::SAVED_FILTERS, filters::save)
        .change(paths::SAVED_FILTER_REMOVAL, filters::remove)
        .change(paths::BULK, bulk::preview)
        .change(paths::BULK_RUN, bulk::run)
        .read(paths::DROPPED_DOCUMENTS, documents::list)
        .read(paths::DOCUMENT_FILE, documents::file)
        .read(paths::ORGANIZATIONS, organizations::list)
        .read(paths::ORGANIZATION, organizations::card)
        .read(paths::OWN_CONTRACT, contract::page)
        .read(paths::OWN_REASON_COUNT, reasons::count)
}
