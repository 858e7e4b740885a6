//! The connection parameters of a card: priced before the click, saved, merged with a colleague's, and forwarded as they
//! stand on the page, at the total that stands beside them.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use maud::Render as _;
use serde::Deserialize;
use serde::de::value::{self, MapDeserializer};
use templates::components::FieldError;
use templates::paths;

use super::application::show;
use super::verbs::act;
use crate::domain::ids::ApplicationNumber;
use crate::domain::stage::Verb;
use crate::operations::review::{self, SeenTotal, Sent};
use crate::operations::{Failure, Refusal, inspection};
use crate::present::application::{self as present, ReturnedForm, Typed, verbs};
use crate::present::words;
use crate::web::address::{Path, Query};
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

/// The routes of the connection parameters.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::PRICE, price)
        .change(paths::PARAMETERS, set)
        .change(paths::PARAMETERS_MERGE, merge)
        .change(paths::FORWARDING, forward)
}

/// The price before the click, as a fragment; while the choice is not complete, what is still to be chosen.
async fn price(reader: Reader, Path(number): Path<ApplicationNumber>, Query(typed): Query<Typed>) -> Answer {
    let chosen = typed.read();
    let (application, offer) =
        inspection::price_with(&reader.desk, number, chosen.as_ref().ok().cloned()).await?;
    let chosen = chosen.as_ref().map_err(Vec::as_slice);
    Ok(present::live(&reader.desk, &application, &offer, chosen).render().into_response())
}

/// Saves them; faults come back beside their fields with everything that was typed.
async fn set(Path(number): Path<ApplicationNumber>, form: Form<Typed>) -> Answer {
    let Form { reader, input: typed } = form;
    let (parameters, version) = match (typed.read(), typed.version.parse()) {
        (Ok(parameters), Ok(version)) => (parameters, version),
        (Ok(_), Err(_)) => return Err(Trouble::Unreadable("Форма заполнена не полностью.".to_owned())),
        (Err(errors), _) => return returned(&reader, number, Typed { errors, ..typed }).await,
    };
    match review::set_parameters(&reader.desk, number, version, parameters).await {
        Err(Failure::Refused(refusal)) => {
            let field = words::field(&refusal).unwrap_or("total").to_owned();
            let errors = vec![FieldError { field, text: words::refusal(&refusal) }];
            returned(&reader, number, Typed { errors, ..typed }).await
        }
        done => act(Form { reader, input: typed }, number, &verbs::SET_PARAMETERS, done).await,
    }
}

/// What was chosen for each field of the parameters of two people.
#[derive(Deserialize)]
struct Chosen {
    version: i32,
    #[serde(default)]
    from: String,
    mode: String,
    basis: String,
}

/// Saves the merged parameters over the version that the page of the conflict showed.
async fn merge(Path(number): Path<ApplicationNumber>, form: Form<Chosen>) -> Answer {
    let Form { reader, input: Chosen { version, from, mode, basis } } = form;
    let Some(parameters) = present::read_merged(&mode, &basis) else {
        return Err(Trouble::Unreadable("Выберите значение каждого параметра.".to_owned()));
    };
    let typed = Typed { version: version.to_string(), from, ..Typed::of(&parameters) };
    match review::set_parameters(&reader.desk, number, version, parameters).await {
        Err(Failure::Refused(refusal)) => stays(&reader, number, typed, &refusal).await,
        done => act(Form { reader, input: typed }, number, &verbs::SET_PARAMETERS, done).await,
    }
}

/// The name under which the ticks beside remarks are sent.
const ACKNOWLEDGED: &str = "acknowledged";

/// The form of the parameters, and the ticks that were set beside remarks.
#[derive(Deserialize)]
#[serde(try_from = "Vec<(String, String)>")]
struct Forwarding(Typed);

impl TryFrom<Vec<(String, String)>> for Forwarding {
    type Error = value::Error;

    fn try_from(pairs: Vec<(String, String)>) -> Result<Self, value::Error> {
        let (ticks, others): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == ACKNOWLEDGED);
        let typed = Typed::deserialize(MapDeserializer::new(others.into_iter()))?;
        let ticks = ticks.into_iter().map(|(_, value)| value).collect();
        Ok(Self(Typed { acknowledged: Some(ticks), ..typed }))
    }
}

/// Forwards it to the operator with the parameters of the page.
async fn forward(Path(number): Path<ApplicationNumber>, form: Form<Forwarding>) -> Answer {
    let Form { reader, input: Forwarding(typed) } = form;
    let parameters = if typed.is_bare() { Ok(None) } else { typed.read().map(Some) };
    let (parameters, version) = match (parameters, typed.version.parse()) {
        (Ok(parameters), Ok(version)) => (parameters, version),
        (Ok(_), Err(_)) => return Err(Trouble::Unreadable("Форма заполнена не полностью.".to_owned())),
        (Err(errors), _) => return returned(&reader, number, Typed { errors, ..typed }).await,
    };
    let ticks = typed.acknowledged.clone().unwrap_or_default();
    let sent = Sent { parameters, total: SeenTotal::Shown(typed.shown()), ticks };
    match review::forward(&reader.desk, number, version, sent).await {
        Err(Failure::Refused(refusal)) => stays(&reader, number, typed, &refusal).await,
        done => act(Form { reader, input: typed }, number, &verbs::FORWARD, done).await,
    }
}

/// The card with the parameters as they were typed, and what is wrong with them.
async fn returned(reader: &Reader, number: ApplicationNumber, typed: Typed) -> Answer {
    let from = typed.from.clone();
    let form = ReturnedForm::Parameters(typed);
    show(reader, number, &from, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
}

/// The card with everything that was chosen, and the refusal beside the field that it is about.
async fn stays(reader: &Reader, number: ApplicationNumber, typed: Typed, refusal: &Refusal) -> Answer {
    let (words, from) = (words::refusal(refusal), typed.from.clone());
    let Some(field) = words::field(refusal) else {
        let form = ReturnedForm::Refused(Verb::Forward, words);
        return show(reader, number, &from, StatusCode::CONFLICT, Some(form)).await;
    };
    // A choice that is missing is the reader's to make; what costs otherwise by now is not.
    let status = if field == "total" { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let errors = vec![FieldError { field: field.to_owned(), text: words }];
    let form = ReturnedForm::Parameters(Typed { errors, ..typed });
    show(reader, number, &from, status, Some(form)).await
}
