//! The card of an application and the verbs of its bar.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use maud::Render as _;
use serde::Deserialize;
use templates::components::FieldError;
use templates::paths;

use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::stage::Verb;
use crate::operations::{Failure, inspection, review};
use crate::present::application::{self as present, Reading, ReturnedForm, Tried, Typed};
use crate::present::frame::Place;
use crate::present::words;
use crate::web::form::{Form, Path, Query};
use crate::web::reader::Reader;
use crate::web::trouble::{Answer, Trouble};

/// The version that was seen, and where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Seen {
    pub(super) version: i32,
    stay: Option<String>,
}

/// The version that was seen, and the colleague.
#[derive(Deserialize)]
pub(super) struct ToColleague {
    version: i32,
    reviewer: i64,
}

/// The card.
pub(super) async fn card(reader: Reader, Path(number): Path<i64>) -> Answer {
    show(&reader, ApplicationNumber(number), StatusCode::OK, None).await
}

/// Where it stands, as a fragment.
pub(super) async fn progress(reader: Reader, Path(number): Path<i64>) -> Answer {
    let card = inspection::card(&reader.desk, ApplicationNumber(number)).await?;
    let moved_on = present::progress(&card, reading(&reader), None);
    // When the last automatic step is done, the whole page has news: the browser loads it anew.
    let fragment = moved_on.render();
    if moved_on.poll_seconds.is_some() {
        return Ok(fragment.into_response());
    }
    Ok(([("hx-refresh", "true")], fragment).into_response())
}

/// The price before the click, as a fragment.
pub(super) async fn price(reader: Reader, Path(number): Path<i64>, Query(typed): Query<Typed>) -> Answer {
    let number = ApplicationNumber(number);
    let prices = match typed.read() {
        Ok(parameters) => inspection::price_with(&reader.desk, number, parameters).await?,
        Err(faults) => return unpriced(&reader, number, &faults).await,
    };
    Ok(present::preview(&prices, reader.desk.now()).render().into_response())
}

/// Exactly what the client sent.
pub(super) async fn original(reader: Reader, Path(number): Path<i64>) -> Answer {
    let (application, original, login) =
        inspection::original(&reader.desk, ApplicationNumber(number)).await?;
    reader.page(&present::original(&application, &original, login, reader.zone), Place::Queue).await
}

/// Takes it for inspection.
pub(super) async fn take(Path(number): Path<i64>, form: Form<Seen>) -> Answer {
    let number = ApplicationNumber(number);
    let done = review::take(&form.reader.desk, number, form.input.version).await;
    let home = if form.input.stay.is_some() { paths::queue() } else { card_of(number) };
    after(
        &form.reader,
        number,
        done.map(|_| (home, "взято в работу")),
        simple(Verb::Take, paths::taking, number),
    )
    .await
}

/// Gives it back to the queue.
pub(super) async fn release(Path(number): Path<i64>, form: Form<Seen>) -> Answer {
    let number = ApplicationNumber(number);
    let done = review::release(&form.reader.desk, number, form.input.version).await;
    let done = done.map(|_| (paths::queue(), "возвращено в очередь"));
    after(&form.reader, number, done, simple(Verb::Release, paths::release, number)).await
}

/// Hands it over to a colleague.
pub(super) async fn hand_over(Path(number): Path<i64>, form: Form<ToColleague>) -> Answer {
    let number = ApplicationNumber(number);
    let to = PersonId(form.input.reviewer);
    let done = review::hand_over(&form.reader.desk, number, form.input.version, to).await;
    let done = done.map(|_| (card_of(number), "передано коллеге"));
    let fields = vec![("reviewer".to_owned(), to.to_string())];
    after(&form.reader, number, done, Tried { fields, ..simple(Verb::HandOver, paths::handover, number) })
        .await
}

/// Sets the connection parameters; faults come back beside their fields with everything that was typed.
pub(super) async fn set_parameters(Path(number): Path<i64>, form: Form<Typed>) -> Answer {
    let (reader, typed, number) = (form.reader, form.input, ApplicationNumber(number));
    let (parameters, version) = match (typed.read(), typed.version.parse()) {
        (Ok(parameters), Ok(version)) => (parameters, version),
        (Ok(_), Err(_)) => return Err(Trouble::Unreadable("Форма заполнена не полностью.".to_owned())),
        (Err(errors), _) => return returned(&reader, number, Typed { errors, ..typed }).await,
    };
    match review::set_parameters(&reader.desk, number, version, parameters).await {
        Err(Failure::Refused(refusal)) => {
            let errors = vec![FieldError { field: "tier".to_owned(), text: words::refusal(&refusal) }];
            returned(&reader, number, Typed { errors, ..typed }).await
        }
        done => {
            let simple = simple(Verb::SetParameters, paths::parameters, number);
            let tried = Tried { fields: typed.fields(), typed: present::typed_facts(&typed), ..simple };
            after(&reader, number, done.map(|_| (card_of(number), "параметры сохранены")), tried).await
        }
    }
}

/// Forwards it to the operator.
pub(super) async fn forward(Path(number): Path<i64>, form: Form<Seen>) -> Answer {
    let number = ApplicationNumber(number);
    let done = review::forward(&form.reader.desk, number, form.input.version).await;
    let done = done.map(|_| (card_of(number), "отправлено оператору"));
    after(&form.reader, number, done, simple(Verb::Forward, paths::forwarding, number)).await
}

/// Takes the forwarding back.
pub(super) async fn undo(Path(number): Path<i64>, form: Form<Seen>) -> Answer {
    let number = ApplicationNumber(number);
    let done = review::undo(&form.reader.desk, number, form.input.version).await;
    let done = done.map(|_| (card_of(number), "отправка отменена, заявление снова на проверке"));
    after(&form.reader, number, done, simple(Verb::Undo, paths::forwarding_undo, number)).await
}

/// What follows a verb: on with a sentence, or the page of the conflict with everything that was typed.
pub(super) async fn after(
    reader: &Reader,
    number: ApplicationNumber,
    done: Result<(String, &str), Failure>,
    tried: Tried,
) -> Answer {
    match done {
        Ok((address, words)) => Ok(reader.go(&address, &format!("Заявление № {number}: {words}."))),
        Err(Failure::Stale(clash)) => {
            let card = inspection::card(&reader.desk, number).await?;
            let page = present::conflict(&card, &clash, &tried, reading(reader));
            reader.page_with(StatusCode::CONFLICT, &page, Place::Queue).await
        }
        Err(failure) => Err(Trouble::from(failure).about(card_of(number))),
    }
}

async fn returned(reader: &Reader, number: ApplicationNumber, typed: Typed) -> Answer {
    show(reader, number, StatusCode::UNPROCESSABLE_ENTITY, Some(ReturnedForm::Parameters(typed))).await
}

pub(super) async fn show(
    reader: &Reader,
    number: ApplicationNumber,
    status: StatusCode,
    typed: Option<ReturnedForm>,
) -> Answer {
    let card = inspection::card(&reader.desk, number).await?;
    reader.page_with(status, &present::page(&card, reading(reader), typed), Place::Queue).await
}

/// While the choice is not complete there is no price, only what is still to be chosen.
async fn unpriced(reader: &Reader, number: ApplicationNumber, faults: &[FieldError]) -> Answer {
    inspection::card(&reader.desk, number).await?;
    let note = faults.iter().map(|fault| fault.text.as_str()).collect::<Vec<_>>().join(". ");
    let preview = templates::components::PricePreview { blocks: Vec::new(), note: Some(note) };
    Ok(preview.render().into_response())
}

pub(super) fn simple(verb: Verb, address: fn(&str) -> String, number: ApplicationNumber) -> Tried {
    Tried { verb, action: address(&number.to_string()), fields: Vec::new(), typed: Vec::new() }
}

pub(super) fn card_of(number: ApplicationNumber) -> String {
    paths::application(&number.to_string())
}

fn reading(reader: &Reader) -> Reading<'_> {
    Reading { desk: &reader.desk, csrf: &reader.session.csrf, zone: reader.zone }
}
