//! Forwarding from the card: what stands on the page is sent, at the total that stands beside it.

use axum::http::StatusCode;
use serde::Deserialize;
use serde::de::value::{self, MapDeserializer};
use templates::components::FieldError;
use templates::paths;

use super::onward::{Leads, Step, after, simple};
use super::showing::{returned, show};
use crate::domain::application::ApplicationRefusal;
use crate::domain::ids::ApplicationNumber;
use crate::domain::price::PriceFault;
use crate::domain::stage::Verb;
use crate::operations::review::{self, SeenTotal, Sent};
use crate::operations::{Failure, Refusal, inspection};
use crate::present::application::{self as present, ReturnedForm, Tried, Typed};
use crate::present::words;
use crate::web::address::{Path, Query};
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::trouble::{Answer, Trouble};

/// The name under which the ticks beside remarks are sent.
const ACKNOWLEDGED: &str = "acknowledged";

/// The form of the parameters, and the ticks that were set beside remarks.
#[derive(Deserialize)]
#[serde(try_from = "Vec<(String, String)>")]
pub(super) struct Forwarding(Typed);

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
pub(super) async fn forward(Path(number): Path<i64>, form: Form<Forwarding>) -> Answer {
    let (reader, Forwarding(typed), number) = (form.reader, form.input, ApplicationNumber(number));
    let parameters = if typed.is_bare() { Ok(None) } else { typed.read().map(Some) };
    let (parameters, version) = match (parameters, typed.version.parse()) {
        (Ok(parameters), Ok(version)) => (parameters, version),
        (Ok(_), Err(_)) => return Err(Trouble::Unreadable("Форма заполнена не полностью.".to_owned())),
        (Err(errors), _) => return returned(&reader, number, Typed { errors, ..typed }).await,
    };
    let ticks = typed.acknowledged.clone().unwrap_or_default();
    let sent = Sent { parameters: parameters.clone(), total: SeenTotal::Shown(typed.shown()), ticks };
    match review::forward(&reader.desk, number, version, sent).await {
        Err(Failure::Refused(refusal)) => stays(&reader, number, typed, &refusal).await,
        done => {
            let tried = Tried {
                fields: typed.fields(),
                typed: if typed.is_bare() { Vec::new() } else { present::typed_facts(&typed) },
                mine: parameters,
                ..simple(Verb::Forward, paths::forwarding, number, version)
            };
            let (from, words) = (typed.from, "отправлено оператору");
            after(&reader, done, Step { number, from, words, leads: Leads::Onward, tried }).await
        }
    }
}

/// The card with everything that was chosen, and the refusal beside the field that it is about.
pub(super) async fn stays(
    reader: &Reader,
    number: ApplicationNumber,
    typed: Typed,
    refusal: &Refusal,
) -> Answer {
    let (words, from) = (words::refusal(refusal), typed.from.clone());
    let Some(field) = field(refusal) else {
        let form = ReturnedForm::Refused(Verb::Forward, words);
        return show(reader, number, StatusCode::CONFLICT, (Some(form), &from)).await;
    };
    // A choice that is missing is the reader's to make; what costs otherwise by now is not.
    let status = if field == "total" { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let errors = vec![FieldError { field: field.to_owned(), text: words }];
    let form = ReturnedForm::Parameters(Typed { errors, ..typed });
    show(reader, number, status, (Some(form), &from)).await
}

/// The field of the parameters that a refusal is about.
pub(super) fn field(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::Application(refusal) => field_of_application(refusal),
        Refusal::Statement(_)
        | Refusal::Organization(_)
        | Refusal::Person(_)
        | Refusal::ItsLogin(_)
        | Refusal::PricesChanged
        | Refusal::ReasonChanged
        | Refusal::CardChanged => None,
    }
}

fn field_of_application(refusal: &ApplicationRefusal) -> Option<&'static str> {
    match refusal {
        ApplicationRefusal::TierMissing
        | ApplicationRefusal::TierWithoutMode
        | ApplicationRefusal::NoPrice(PriceFault::NoTier) => Some("tier"),
        ApplicationRefusal::NoPrice(PriceFault::NoBand) => Some("group"),
        ApplicationRefusal::TotalChanged { .. }
        | ApplicationRefusal::NoPrice(
            PriceFault::NoZone | PriceFault::NoPrice | PriceFault::NoContract | PriceFault::NoVat,
        ) => Some("total"),
        ApplicationRefusal::NotAcknowledged(_) => Some("acknowledged"),
        ApplicationRefusal::NotInThisStage { .. }
        | ApplicationRefusal::Closed { .. }
        | ApplicationRefusal::UndoIsOver
        | ApplicationRefusal::UndoStillLasts
        | ApplicationRefusal::AlreadyYours
        | ApplicationRefusal::NotStuck
        | ApplicationRefusal::NotOnHold => None,
    }
}

/// The price before the click, as a fragment; while the choice is not complete, what is still to be chosen.
pub(super) async fn price(reader: Reader, Path(number): Path<i64>, Query(typed): Query<Typed>) -> Answer {
    use axum::response::IntoResponse as _;
    use maud::Render as _;

    let number = ApplicationNumber(number);
    let chosen = typed.read();
    let (application, offer) =
        inspection::price_with(&reader.desk, number, chosen.as_ref().ok().cloned()).await?;
    let chosen = chosen.as_ref().map_err(Vec::as_slice);
    Ok(present::live(&reader.desk, &application, &offer, chosen).render().into_response())
}
