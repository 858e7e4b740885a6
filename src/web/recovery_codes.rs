//! The page of recovery codes, which are shown once.

use super::reader::Reader;
use super::trouble::Answer;
use crate::present::codes::recovery_codes;
use crate::present::frame::Place;

/// Shows recovery codes, after what was done.
pub(super) async fn shown(reader: &Reader, fresh: &[String], done: Option<&str>) -> Answer {
    reader.page(&recovery_codes(&reader.desk, fresh, done), Place::Elsewhere).await
}
