//! The card of an application and the verbs of its bar.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::Render as _;
use serde::Deserialize;
use templates::components::FieldError;
use templates::paths;

use super::onward::{Leads, Step, after, simple};
use super::sending::field;
use super::showing::{place, reading, returned, show};
use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::stage::Verb;
use crate::operations::{Failure, inspection, presence, review};
use crate::present::application::{self as present, Tried, Typed};
use crate::present::words;
use crate::web::address::{Path, Query};
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::trouble::{Answer, Trouble};

/// The version that was seen, and where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Seen {
    pub(super) version: i32,
    stay: Option<String>,
    #[serde(default)]
    pub(super) from: String,
}

impl Seen {
    /// The same try with the list that the reader came from.
    pub(super) fn tried(&self, verb: Verb, address: fn(&str) -> String, number: ApplicationNumber) -> Tried {
        let fields = vec![("from".to_owned(), self.from.clone())];
        Tried { fields, ..simple(verb, address, number, self.version) }
    }
}

/// The list that the reader came from.
#[derive(Deserialize)]
pub(super) struct CameFrom {
    #[serde(default)]
    from: String,
}

/// The version that was seen, and the colleague.
#[derive(Deserialize)]
pub(super) struct ToColleague {
    version: i32,
    reviewer: i64,
    #[serde(default)]
    from: String,
}

/// The card.
pub(super) async fn card(reader: Reader, Path(number): Path<i64>, Query(query): Query<CameFrom>) -> Answer {
    let number = ApplicationNumber(number);
    presence::look(&reader.desk, number).await?;
    show(&reader, number, StatusCode::OK, (None, &query.from)).await
}

/// Where it stands, as a fragment.
pub(super) async fn progress(
    reader: Reader,
    Path(number): Path<i64>,
    Query(query): Query<CameFrom>,
) -> Answer {
    let standing = match inspection::standing(&reader.desk, ApplicationNumber(number)).await {
        Err(Failure::NotFound) if reader.desk.partner().is_none() => return Ok(no_longer_here()),
        found => found?,
    };
    // When the last automatic step is done, the whole page has news: the browser loads it anew.
    match present::moving(&standing, reading(&reader, &query.from)) {
        Some(fragment) => Ok(fragment.render().into_response()),
        None => Ok([("hx-refresh", "true")].into_response()),
    }
}

/// What is no longer the operator's business is left for the list of what is.
fn no_longer_here() -> Response {
    ([("hx-redirect", paths::operator_applications())], Trouble::NotFound).into_response()
}

/// Exactly what the client sent.
pub(super) async fn original(reader: Reader, Path(number): Path<i64>) -> Answer {
    let (application, original, login) =
        inspection::original(&reader.desk, ApplicationNumber(number)).await?;
    reader.page(&present::original(&application, &original, login, reader.zone), place(&reader)).await
}

/// Takes it for inspection.
pub(super) async fn take(Path(number): Path<i64>, form: Form<Seen>) -> Answer {
    let number = ApplicationNumber(number);
    let done = review::take(&form.reader.desk, number, form.input.version).await;
    let leads = if form.input.stay.is_some() { Leads::ToList } else { Leads::ToCard };
    let tried = form.input.tried(Verb::Take, paths::taking, number);
    after(&form.reader, done, Step { number, from: form.input.from, words: "взято в работу", leads, tried })
        .await
}

/// Gives it back to the queue.
pub(super) async fn release(Path(number): Path<i64>, form: Form<Seen>) -> Answer {
    let number = ApplicationNumber(number);
    let done = review::release(&form.reader.desk, number, form.input.version).await;
    let tried = form.input.tried(Verb::Release, paths::release, number);
    let (from, words) = (form.input.from, "возвращено в очередь");
    after(&form.reader, done, Step { number, from, words, leads: Leads::Onward, tried }).await
}

/// Hands it over to a colleague.
pub(super) async fn hand_over(Path(number): Path<i64>, form: Form<ToColleague>) -> Answer {
    let number = ApplicationNumber(number);
    let to = PersonId(form.input.reviewer);
    let done = review::hand_over(&form.reader.desk, number, form.input.version, to).await;
    let fields = vec![("reviewer".to_owned(), to.to_string()), ("from".to_owned(), form.input.from.clone())];
    let tried = Tried { fields, ..simple(Verb::HandOver, paths::handover, number, form.input.version) };
    let (from, words) = (form.input.from, "передано коллеге");
    after(&form.reader, done, Step { number, from, words, leads: Leads::Onward, tried }).await
}

/// Sets the connection parameters; faults come back beside their fields with everything that was typed.
pub(super) async fn set_parameters(Path(number): Path<i64>, form: Form<Typed>) -> Answer {
    let (reader, typed, number) = (form.reader, form.input, ApplicationNumber(number));
    let (parameters, version) = match (typed.read(), typed.version.parse()) {
        (Ok(parameters), Ok(version)) => (parameters, version),
        (Ok(_), Err(_)) => return Err(Trouble::Unreadable("Форма заполнена не полностью.".to_owned())),
        (Err(errors), _) => return returned(&reader, number, Typed { errors, ..typed }).await,
    };
    match review::set_parameters(&reader.desk, number, version, parameters.clone()).await {
        Err(Failure::Refused(refusal)) => {
            let field = field(&refusal).unwrap_or("total").to_owned();
            let errors = vec![FieldError { field, text: words::refusal(&refusal) }];
            returned(&reader, number, Typed { errors, ..typed }).await
        }
        done => {
            let tried = Tried {
                fields: typed.fields(),
                typed: present::typed_facts(&typed),
                mine: Some(parameters),
                ..simple(Verb::SetParameters, paths::parameters, number, version)
            };
            let (from, words) = (typed.from, "параметры сохранены");
            after(&reader, done, Step { number, from, words, leads: Leads::ToCard, tried }).await
        }
    }
}

/// Takes the forwarding back.
pub(super) async fn undo(Path(number): Path<i64>, form: Form<Seen>) -> Answer {
    let number = ApplicationNumber(number);
    let done = review::undo(&form.reader.desk, number, form.input.version).await;
    let tried = form.input.tried(Verb::Undo, paths::forwarding_undo, number);
    let (from, words) = (form.input.from, "отправка отменена, заявление снова на проверке");
    after(&form.reader, done, Step { number, from, words, leads: Leads::ToCard, tried }).await
}
