//! The queue's page.

use axum::response::IntoResponse as _;
use maud::Render as _;
use serde::Deserialize;

use crate::domain::ids::ApplicationNumber;
use crate::operations::queue;
use crate::present::frame::Place;
use crate::present::queue::{Selection, live, origin, page as present, unknown};
use crate::web::address::Query;
use crate::web::reader::Reader;
use crate::web::trouble::Answer;

/// The queue with the tab and filter of the URL.
pub(super) async fn page(reader: Reader, Query(selection): Query<Selection>) -> Answer {
    let filter = selection.filter(reader.desk.now());
    let found =
        queue::page(&reader.desk, selection.tab(), &filter, selection.order(), selection.after().as_ref())
            .await?;
    if let Some((known, said)) = unknown(&found, &selection) {
        return Ok(reader.go_to_known(&known, said));
    }
    let page = present(&reader.desk, &found, &selection, reader.csrf(), reader.zone);
    reader.page_counting(&page, Place::Queue, found.beside).await
}

/// What a page of the queue showed.
#[derive(Deserialize)]
pub(super) struct ShownQueue {
    /// The highest number of the tab then.
    #[serde(default)]
    since: i64,
    /// The selection.
    #[serde(default)]
    from: String,
}

/// What arrived since, as a fragment.
pub(super) async fn arrivals(reader: Reader, Query(shown): Query<ShownQueue>) -> Answer {
    let selection = origin(&shown.from);
    let filter = selection.filter(reader.desk.now());
    let since = ApplicationNumber(shown.since);
    let found = queue::arrivals(&reader.desk, selection.tab(), &filter, since).await?;
    Ok(live(&found.counts, found.arrived, &selection, Some(since)).render().into_response())
}
