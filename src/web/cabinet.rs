//! The client's cabinet.

use super::routes::Routes;

/// The routes of the cabinet.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
