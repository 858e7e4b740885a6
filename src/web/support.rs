//! The support line: any organisation, read-only; each look is noted.

use templates::paths;

use super::form::{Path, Query};
use super::reader::Reader;
use super::routes::Routes;
use super::trouble::Answer;
use crate::operations::support;
use crate::present::frame::Place;
use crate::present::organizations::Asked;
use crate::present::support as present;

/// The routes of the support line.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::SUPPORT, search).read(paths::SUPPORT_ORGANIZATION, card)
}

/// The search.
async fn search(reader: Reader, Query(asked): Query<Asked>) -> Answer {
    let (found, partners) = support::search(&reader.desk, &asked.q, asked.after()).await?;
    let page = present::search(&reader.desk, &found, &partners, &asked, reader.zone);
    reader.page(&page, Place::Support).await
}

/// The card of an organisation.
async fn card(reader: Reader, Path(code): Path<String>) -> Answer {
    let found = support::open(&reader.desk, &code).await?;
    reader.page(&present::card(&reader.desk, &found, reader.zone), Place::Support).await
}
