//! Decisions that need words: returned, refused, put aside, taken up again.

use axum::http::StatusCode;
use templates::components::FieldError;
use templates::paths;

use super::application::Seen;
use super::onward::{Leads, Step, after};
use super::showing::show;
use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::domain::stage::Verb;
use crate::operations::Failure;
use crate::operations::decisions::{self, GivenReason};
use crate::present::application::{ReturnedForm, Tried, TypedDecision, Worded};
use crate::web::address::Path;
use crate::web::form::Form;
use crate::web::trouble::{Answer, Trouble};

/// Returns it to the client.
pub(super) async fn return_to_client(Path(number): Path<i64>, form: Form<TypedDecision>) -> Answer {
    let (number, version) = (ApplicationNumber(number), seen(&form.input)?);
    let done = decisions::return_to_client(&form.reader.desk, number, version, given(&form.input)).await;
    decided(form, number, Worded::Return, done, "возвращено на доработку").await
}

/// Refuses it.
pub(super) async fn reject(Path(number): Path<i64>, form: Form<TypedDecision>) -> Answer {
    let (number, version) = (ApplicationNumber(number), seen(&form.input)?);
    let done = decisions::reject(&form.reader.desk, number, version, given(&form.input)).await;
    decided(form, number, Worded::Reject, done, "отклонено").await
}

/// Puts it aside until a day.
pub(super) async fn hold(Path(number): Path<i64>, form: Form<TypedDecision>) -> Answer {
    let (number, version) = (ApplicationNumber(number), seen(&form.input)?);
    let until = form.input.until.parse().ok();
    let done = decisions::hold(&form.reader.desk, number, version, until, &form.input.reason).await;
    decided(form, number, Worded::Hold, done, "отложено").await
}

/// Takes it up again.
pub(super) async fn wake(Path(number): Path<i64>, form: Form<Seen>) -> Answer {
    let number = ApplicationNumber(number);
    let done = decisions::wake(&form.reader.desk, number, form.input.version).await;
    let tried = form.input.tried(Verb::Wake, paths::hold_end, number);
    let (from, words) = (form.input.from, "снова в работе");
    after(&form.reader, done, Step { number, from, words, leads: Leads::ToCard, tried }).await
}

/// What follows: faults come back beside their fields with everything that was typed.
async fn decided(
    form: Form<TypedDecision>,
    number: ApplicationNumber,
    worded: Worded,
    done: Result<Application, Failure>,
    words: &'static str,
) -> Answer {
    let typed = form.input;
    if let Err(Failure::Invalid(faults)) = done {
        let errors = faults.into_iter().map(|(field, text)| FieldError { field: field.to_owned(), text });
        let from = typed.from.clone();
        let returned = ReturnedForm::Decision(worded, TypedDecision { errors: errors.collect(), ..typed });
        let returned = (Some(returned), from.as_str());
        return show(&form.reader, number, StatusCode::UNPROCESSABLE_ENTITY, returned).await;
    }
    let action = worded.address(&number.to_string());
    let seen = seen(&typed)?;
    let tried =
        Tried { verb: worded.verb(), action, seen, fields: typed.fields(), typed: Vec::new(), mine: None };
    after(&form.reader, done, Step { number, from: typed.from, words, leads: Leads::Onward, tried }).await
}

fn given(typed: &TypedDecision) -> GivenReason<'_> {
    GivenReason { code: &typed.reason, own_words: &typed.text }
}

fn seen(typed: &TypedDecision) -> Result<i32, Trouble> {
    typed.version.parse().map_err(|_| Trouble::Unreadable("Форма заполнена не полностью.".to_owned()))
}
