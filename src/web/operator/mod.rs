//! operator.

use super::routes::Routes;

/// The routes of this desk.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
