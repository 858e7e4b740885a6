//! The page about keyboard shortcuts.

use templates::pages::KeysPage;
use templates::paths;

use super::reader::Reader;
use super::table::Routes;
use super::trouble::Answer;
use crate::present::frame::Place;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::KEYS, page)
}

async fn page(reader: Reader) -> Answer {
    reader.page(&KeysPage, Place::Elsewhere).await
}
