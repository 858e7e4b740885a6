//! The client's cabinet.

use templates::paths;

use super::form::Path;
use super::reader::Reader;
use super::routes::Routes;
use super::trouble::Answer;
use crate::domain::ids::ApplicationNumber;
use crate::operations::cabinet;
use crate::present::cabinet as present;
use crate::present::frame::Place;

/// The routes of the cabinet.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::CABINET, list).read(paths::CABINET_APPLICATION, application)
}

/// One's own applications.
async fn list(reader: Reader) -> Answer {
    let organizations = cabinet::organizations(&reader.desk).await?;
    let own = cabinet::list(&reader.desk).await?;
    reader.page(&present::list(&organizations, &own, reader.zone), Place::Cabinet).await
}

/// The state of one.
async fn application(reader: Reader, Path(number): Path<i64>) -> Answer {
    let own = cabinet::open(&reader.desk, ApplicationNumber(number)).await?;
    reader.page(&present::application(&reader.desk, &own, reader.zone), Place::Cabinet).await
}
