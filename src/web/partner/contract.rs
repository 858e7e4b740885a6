//! The partner's contracts, read-only.

use crate::operations::contracts;
use crate::present::contract as present;
use crate::present::frame::Place;
use crate::web::reader::Reader;
use crate::web::trouble::Answer;

/// The contracts with their discounts.
pub(super) async fn page(reader: Reader) -> Answer {
    let (own, standing) = contracts::own(&reader.desk).await?;
    reader.page(&present::page(&reader.desk, &own, &standing), Place::Contract).await
}
