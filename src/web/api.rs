//! The intake API for clients' programs.

mod applications;
mod caller;
mod mending;
mod openapi;
pub(super) mod problem;

use super::table::Routes;

const ROOT: &str = "/api";
const OPENAPI: &str = "/api/openapi.json";
/// All applications.
const APPLICATIONS: &str = "/api/v1/applications";
/// One application.
const APPLICATION: &str = "/api/v1/applications/{number}";
/// Withdraws a returned application.
const WITHDRAWAL: &str = "/api/v1/applications/{number}/withdrawal";
/// Completes the set-up of an approved application.
const COMPLETION: &str = "/api/v1/applications/{number}/completion";
/// One certificate of an application.
const CERTIFICATE: &str = "/api/v1/applications/{number}/certificates/{serial}";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(OPENAPI, openapi::document)
        .change(APPLICATIONS, applications::receive)
        .read(APPLICATION, applications::show)
        .replace(APPLICATION, mending::mend)
        .change(WITHDRAWAL, mending::withdraw)
        .change(COMPLETION, applications::complete)
        .read(CERTIFICATE, applications::certificate)
}

/// Whether a path belongs to the API, whose answers are all for programs.
pub(super) fn is_ours(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
