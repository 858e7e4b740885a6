//! The verbs of a card: each does its operation, and what follows is the same for all of them.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::components::FieldError;
use templates::paths;

use super::application::{card_of, reading, show};
use crate::domain::application::Application;
use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::queue::AfterAction;
use crate::domain::stage::Verb;
use crate::operations::decisions::{self, GivenReason};
use crate::operations::{Failure, inspection, preferences, queue, review};
use crate::present::application::verbs::{self, Leads, VerbRow};
use crate::present::application::{self as present, ReturnedForm, TriedForm, TypedDecision};
use crate::present::frame::Place;
use crate::present::queue::origin;
use crate::present::words;
use crate::web::address::Path;
use crate::web::form::Form;
use crate::web::reader::{NextFlash, NextFlashUndo, Reader};
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

/// The routes of the verbs.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .change(paths::TAKING, take)
        .change(paths::RELEASE, release)
        .change(paths::HANDOVER, hand_over)
        .change(paths::FORWARDING_UNDO, undo)
        .change(paths::RETURN, return_to_client)
        .change(paths::REJECTION, reject)
        .change(paths::HOLD, hold)
        .change(paths::HOLD_END, wake)
        .change(paths::AFTER_ACTION, prefer)
}

/// A form that asks for nothing but the version.
#[derive(Deserialize)]
struct Seen {
    version: i32,
    /// Set where the verb is done from the list.
    stay: Option<String>,
    #[serde(default)]
    from: String,
}

impl TriedForm for Seen {
    fn seen(&self) -> i32 {
        self.version
    }

    fn came_from(&self) -> &str {
        &self.from
    }

    fn fields(&self) -> Vec<(String, String)> {
        vec![("from".to_owned(), self.from.clone())]
    }

    fn leads(&self, usual: Leads) -> Leads {
        if self.stay.is_some() { Leads::ToList } else { usual }
    }
}

/// Takes it for inspection.
async fn take(Path(number): Path<ApplicationNumber>, form: Form<Seen>) -> Answer {
    let done = review::take(&form.reader.desk, number, form.input.version).await;
    act(form, number, &verbs::TAKE, done).await
}

/// Gives it back to the queue.
async fn release(Path(number): Path<ApplicationNumber>, form: Form<Seen>) -> Answer {
    let done = review::release(&form.reader.desk, number, form.input.version).await;
    act(form, number, &verbs::RELEASE, done).await
}

/// Hands it over to a colleague.
async fn hand_over(Path(number): Path<ApplicationNumber>, form: Form<TypedDecision>) -> Answer {
    let typed = &form.input;
    let to = PersonId(typed.reviewer.parse().unwrap_or_default());
    let done = review::hand_over(&form.reader.desk, number, typed.version, to, &typed.text).await;
    decided(form, number, &verbs::HAND_OVER, done).await
}

/// Takes the forwarding back.
async fn undo(Path(number): Path<ApplicationNumber>, form: Form<Seen>) -> Answer {
    let done = review::undo(&form.reader.desk, number, form.input.version).await;
    act(form, number, &verbs::UNDO, done).await
}

/// Takes it up again.
async fn wake(Path(number): Path<ApplicationNumber>, form: Form<Seen>) -> Answer {
    let done = decisions::wake(&form.reader.desk, number, form.input.version).await;
    act(form, number, &verbs::WAKE, done).await
}

/// Returns it to the client.
async fn return_to_client(Path(number): Path<ApplicationNumber>, form: Form<TypedDecision>) -> Answer {
    let typed = &form.input;
    let done = decisions::return_to_client(&form.reader.desk, number, typed.version, given(typed)).await;
    decided(form, number, &verbs::RETURN, done).await
}

/// Refuses it.
async fn reject(Path(number): Path<ApplicationNumber>, form: Form<TypedDecision>) -> Answer {
    let typed = &form.input;
    let done = decisions::reject(&form.reader.desk, number, typed.version, given(typed)).await;
    decided(form, number, &verbs::REJECT, done).await
}

/// Puts it aside until a day.
async fn hold(Path(number): Path<ApplicationNumber>, form: Form<TypedDecision>) -> Answer {
    let typed = &form.input;
    let until = if typed.day.is_empty() { &typed.until } else { &typed.day };
    let until = until.parse().ok();
    let done = decisions::hold(&form.reader.desk, number, typed.version, until, &typed.reason).await;
    decided(form, number, &verbs::HOLD, done).await
}

fn given(typed: &TypedDecision) -> GivenReason<'_> {
    GivenReason { code: &typed.reason, own_words: &typed.text }
}

/// What follows a decision: faults come back beside their fields with everything that was typed.
async fn decided(
    form: Form<TypedDecision>,
    number: ApplicationNumber,
    row: &VerbRow,
    done: Result<Application, Failure>,
) -> Answer {
    let (status, faults) = match done {
        Err(Failure::Invalid(faults)) => (StatusCode::UNPROCESSABLE_ENTITY, faults),
        // The colleague was wrong, so it stands beside the colleagues.
        Err(Failure::Refused(refusal)) if row.verb == Verb::HandOver => {
            (StatusCode::CONFLICT, vec![("reviewer", words::refusal(&refusal))])
        }
        done => return act(form, number, row, done).await,
    };
    let errors = faults.into_iter().map(|(field, text)| FieldError { field: field.to_owned(), text });
    let typed = TypedDecision { errors: errors.collect(), ..form.input };
    let from = typed.from.clone();
    let returned = Some(ReturnedForm::Decision(row.verb, typed));
    show(&form.reader, number, &from, status, returned).await
}

/// What follows a verb: on with a sentence, or the page of the conflict with everything that was typed.
pub(super) async fn act<T: TriedForm + Send + Sync>(
    form: Form<T>,
    number: ApplicationNumber,
    row: &VerbRow,
    done: Result<Application, Failure>,
) -> Answer {
    let (reader, tried) = (&form.reader, &form.input);
    let from = tried.came_from();
    // Nothing has changed where it was refused, so nothing is said to have.
    let refused = |words: String| Some(ReturnedForm::Refused(row.verb, words));
    match done {
        Ok(after) => {
            let (address, more) = onward(reader, number, from, tried.leads(row.leads)).await?;
            let away = address != card_of(number, from);
            let said = NextFlash {
                lost: false,
                text: format!("Заявление №\u{a0}{number}: {}.{more}", row.done),
                open: away.then(|| ("Открыть".to_owned(), card_of(number, from))),
                undo: undo_of(&after, from).filter(|_| away),
            };
            Ok(reader.go_saying(&address, &said))
        }
        Err(Failure::Stale(clash)) => {
            let card = inspection::card(&reader.desk, number).await?;
            let page = present::conflict(&card, &clash, row, tried, reading(reader, from));
            reader.page_with(StatusCode::CONFLICT, &page, Place::Queue).await
        }
        Err(Failure::Refused(refusal)) => {
            show(reader, number, from, StatusCode::CONFLICT, refused(words::refusal(&refusal))).await
        }
        Err(Failure::Invalid(faults)) => {
            let faults: Vec<String> = faults.into_iter().map(|(_, words)| words).collect();
            show(reader, number, from, StatusCode::UNPROCESSABLE_ENTITY, refused(faults.join(". "))).await
        }
        Err(failure) => Err(Trouble::from(failure).about(card_of(number, from))),
    }
}

/// The undo of a forwarding, for the page that follows it.
fn undo_of(after: &Application, from: &str) -> Option<NextFlashUndo> {
    Some(NextFlashUndo {
        label: verbs::UNDO.label.to_owned(),
        action: (verbs::UNDO.address)(&after.number.to_string()),
        hidden: vec![("version".to_owned(), after.version.to_string()), ("from".to_owned(), from.to_owned())],
        until: after.stage.undo_until()?,
    })
}

/// The address, and what is to be said of it.
async fn onward(
    reader: &Reader,
    number: ApplicationNumber,
    from: &str,
    leads: Leads,
) -> Result<(String, &'static str), Failure> {
    let (left, card) = (origin(from), card_of(number, from));
    match leads {
        Leads::ToCard => return Ok((card, "")),
        Leads::ToList => return Ok((left.list(), "")),
        Leads::Onward => {}
    }
    match preferences::after_action(&reader.desk).await? {
        AfterAction::Stay => Ok((card, "")),
        AfterAction::List => Ok((left.list(), "")),
        AfterAction::Next => {
            let filter = left.filter(reader.desk.now());
            match queue::next(&reader.desk, left.tab(), &filter, number).await? {
                Some(next) => Ok((card_of(next, from), "")),
                None => Ok((left.list(), " В этой очереди вас больше ничего не ждет.")),
            }
        }
    }
}

/// What follows a decision, as it was chosen on a card.
#[derive(Deserialize)]
struct Liked {
    number: ApplicationNumber,
    after: String,
    #[serde(default)]
    from: String,
}

/// Keeps what the reader likes to follow a decision.
async fn prefer(form: Form<Liked>) -> Answer {
    let Some(liked) = AfterAction::from_code(&form.input.after) else {
        return Err(Trouble::Unreadable("Выберите, что открывать после решения.".to_owned()));
    };
    preferences::prefer_after_action(&form.reader.desk, liked).await?;
    let card = card_of(form.input.number, &form.input.from);
    Ok(form.reader.go(&card, &format!("После решения: {}.", words::after_action(liked))))
}
