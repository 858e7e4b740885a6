//! The keys that work without a mouse, as a page.

use templates::pages::KeysPage;
use templates::paths;

use super::reader::Reader;
use super::table::Routes;
use super::trouble::Answer;
use crate::present::frame::Place;

/// The route of the keys.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::KEYS, page)
}

/// What works without a mouse.
async fn page(reader: Reader) -> Answer {
    reader.page(&KeysPage, Place::Elsewhere).await
}
