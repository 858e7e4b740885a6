//! The partner desk.

use super::routes::Routes;

/// The routes of the partner desk.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
