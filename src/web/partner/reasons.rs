//! The counts of reasons given by the viewer's partner.

use crate::operations::reasons;
use crate::present::frame::Place;
use crate::present::reasons::{CountAsked, count_page};
use crate::web::address::Query;
use crate::web::reader::Reader;
use crate::web::trouble::{Answer, Trouble};

/// The counts of a month.
pub(super) async fn count(reader: Reader, Query(asked): Query<CountAsked>) -> Answer {
    reader.desk.partner().ok_or(Trouble::NotFound)?;
    let counted = reasons::count(&reader.desk, asked.month(&reader.desk)).await?;
    reader.page(&count_page(&reader.desk, &counted, &asked), Place::OwnReasonCount).await
}
