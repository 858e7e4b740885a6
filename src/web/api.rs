//! The intake API: what clients' programs talk to.

mod applications;
mod caller;
mod mending;
mod openapi;
pub(super) mod problem;

use super::table::Routes;

/// Where the API begins.
const ROOT: &str = "/api";
/// The description of the API.
const OPENAPI: &str = "/api/openapi.json";
/// All applications.
const APPLICATIONS: &str = "/api/v1/applications";
/// One application.
const APPLICATION: &str = "/api/v1/applications/{number}";
/// The client takes a returned application back.
const WITHDRAWAL: &str = "/api/v1/applications/{number}/withdrawal";
/// The client has finished the set-up.
const COMPLETION: &str = "/api/v1/applications/{number}/completion";
/// One certificate of an application.
const CERTIFICATE: &str = "/api/v1/applications/{number}/certificates/{serial}";

/// The routes of the intake API.
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

/// Whether an address belongs to the API: then every answer is for programs.
pub(super) fn is_ours(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
