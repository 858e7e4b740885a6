//! The queue's page.

use crate::operations::queue;
use crate::present::frame::Place;
use crate::present::queue::{Selection, page as present};
use crate::web::address::Query;
use crate::web::reader::Reader;
use crate::web::trouble::Answer;

/// The queue with the tab and filter of the URL.
pub(super) async fn page(reader: Reader, Query(selection): Query<Selection>) -> Answer {
    let filter = selection.filter(reader.desk.now());
    let found = queue::page(&reader.desk, selection.tab(), &filter, selection.after()).await?;
    let page = present(&reader.desk, &found, &selection, reader.csrf(), reader.zone);
    reader.page_counting(&page, Place::Queue, found.beside).await
}
