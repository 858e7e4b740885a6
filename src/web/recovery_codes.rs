//! The page of recovery codes, which are shown once.

use serde::{Deserialize, Serialize};
use templates::pages::ShownCodesPage;
use templates::paths;

use super::reader::Reader;
use super::trouble::Answer;
use crate::present::codes as present;
use crate::present::frame::Place;

/// Recovery codes on their way to the page that shows them, and what was done.
#[derive(Deserialize, Serialize)]
struct FreshRecoveryCodes {
    codes: Vec<String>,
    done: Option<String>,
}

/// Shows recovery codes, after what was done.
pub(super) fn shown(reader: &Reader, fresh: &[String], done: Option<&str>) -> Answer {
    let fresh = FreshRecoveryCodes { codes: fresh.to_vec(), done: done.map(str::to_owned) };
    reader.go_showing(&paths::own_recovery_codes(), &fresh)
}

/// The codes that were just made; whoever comes again reads that they were shown.
pub(super) async fn page(reader: Reader) -> Answer {
    let Some(fresh) = reader.once::<FreshRecoveryCodes>(&paths::own_recovery_codes()) else {
        return reader.page(&ShownCodesPage, Place::Elsewhere).await;
    };
    let page = present::recovery_codes(&reader.desk, &fresh.codes, fresh.done.as_deref());
    let answer = reader.page(&page, Place::Elsewhere).await?;
    Ok(reader.without_once(answer))
}
