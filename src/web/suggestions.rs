//! What the search box suggests while one types.

use axum::response::IntoResponse as _;
use maud::Render as _;
use serde::Deserialize;
use templates::paths;

use super::address::Query;
use super::reader::Reader;
use super::table::Routes;
use super::trouble::Answer;
use crate::operations::organizations;
use crate::present::organizations as present;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::SUGGESTIONS, suggest)
}

/// The letters typed so far.
#[derive(Deserialize)]
struct TypedLetters {
    #[serde(default)]
    q: String,
}

async fn suggest(reader: Reader, Query(typed): Query<TypedLetters>) -> Answer {
    let found = organizations::suggest(&reader.desk, &typed.q).await?;
    Ok(present::suggestions(&reader.desk, &found, &typed.q).render().into_response())
}
