//! The partner's organisations: the list and the card.

use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use templates::paths;

use crate::operations::{journal, organizations};
use crate::present::frame::Place;
use crate::present::journal::JournalAsked;
use crate::present::organizations::{self as present, CardPart, OrganizationsAsked};
use crate::present::words::unknown_values;
use crate::web::address::{Path, Query};
use crate::web::reader::Reader;
use crate::web::trouble::Answer;

/// The open tab of the card.
#[derive(Deserialize)]
pub(super) struct Opened {
    #[serde(default)]
    tab: CardPart,
}

/// The list, by name; the only one that is found opens at once.
pub(super) async fn list(reader: Reader, Query(asked): Query<OrganizationsAsked>) -> Answer {
    let found = organizations::list(&reader.desk, &asked.q, asked.filter(), asked.after()).await?;
    if let Some(filter) = asked.unknown() {
        let known = paths::with_query(&paths::organizations(), &[("q", &asked.q)]);
        return Ok(reader.go_to_known(&known, unknown_values(&[("отбор", filter)])));
    }
    if let Some(address) = present::only(&found, &asked) {
        return Ok(Redirect::to(&address).into_response());
    }
    reader.page(&present::list(&reader.desk, &found, &asked), Place::Organizations).await
}

pub(super) async fn card(
    reader: Reader,
    Path(code): Path<String>,
    Query(opened): Query<Opened>,
    Query(asked): Query<JournalAsked>,
) -> Answer {
    let found = organizations::open(&reader.desk, &code).await?;
    let history = match opened.tab {
        CardPart::History => Some(journal::of_organization(&reader.desk, &code, asked.after()).await?),
        CardPart::Details | CardPart::Products | CardPart::Applications | CardPart::Certificates => None,
    };
    let history = history.as_ref().map(|journal| (journal, &asked));
    let page = present::card(&reader.desk, &found, opened.tab, history, reader.zone);
    reader.page(&page, Place::Organizations).await
}
