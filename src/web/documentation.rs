//! The documentation, for people of partners and the operator.

use templates::paths;

use super::address::{Path, Query};
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::operations::documentation;
use crate::present::documentation::{self as present, ArticlesAsked};
use crate::present::frame::Place;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::DOCUMENTATION, tree).read(paths::ARTICLE, article)
}

/// The tree, or what was found in it.
async fn tree(reader: Reader, Query(asked): Query<ArticlesAsked>) -> Answer {
    let phone = documentation::support_phone(&reader.desk).await?;
    reader.page(&present::page(&asked, phone), Place::Documentation).await
}

async fn article(reader: Reader, Path(slug): Path<String>) -> Answer {
    let phone = documentation::support_phone(&reader.desk).await?;
    let page = present::article(&slug, phone).ok_or(Trouble::NotFound)?;
    reader.page(&page, Place::Documentation).await
}
