//! Where a verb leads: on to the next application, back to the list, to the card; or to the page of the conflict.

use axum::http::StatusCode;
use serde::Deserialize;

use super::showing::{card_of, reading, show};
use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::domain::queue::AfterAction;
use crate::domain::stage::Verb;
use crate::operations::{Failure, inspection, preferences, queue};
use crate::present::application::{self as present, ReturnedForm, Tried};
use crate::present::frame::Place;
use crate::present::queue::origin;
use crate::present::words;
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::trouble::{Answer, Trouble};

/// Where a verb leads when it is done.
#[derive(Clone, Copy, Debug)]
pub(super) enum Leads {
    /// To the card: the work goes on there.
    ToCard,
    /// To the list that the reader came from.
    ToList,
    /// Where the reader likes: the work on this one is over.
    Onward,
}

/// A verb that was tried on an application.
pub(super) struct Step {
    pub(super) number: ApplicationNumber,
    /// The list that the reader came from.
    pub(super) from: String,
    /// What was done, in words.
    pub(super) words: &'static str,
    pub(super) leads: Leads,
    pub(super) tried: Tried,
}

/// What follows a verb: on with a sentence, or the page of the conflict with everything that was typed.
pub(super) async fn after(reader: &Reader, done: Result<Application, Failure>, step: Step) -> Answer {
    let number = step.number;
    match done {
        Ok(_) => {
            let (address, more) = onward(reader, &step).await?;
            let away = step.tried.verb == Verb::Forward && address != card_of(number, &step.from);
            let undo = if away {
                " Отменить отправку можно в его карточке."
            } else {
                ""
            };
            Ok(reader.go(&address, &format!("Заявление № {number}: {}.{undo}{more}", step.words)))
        }
        Err(Failure::Stale(clash)) => {
            let card = inspection::card(&reader.desk, number).await?;
            let page = present::conflict(&card, &clash, &step.tried, reading(reader, &step.from));
            reader.page_with(StatusCode::CONFLICT, &page, Place::Queue).await
        }
        Err(Failure::Refused(refusal)) => {
            stays(reader, &step, StatusCode::CONFLICT, words::refusal(&refusal)).await
        }
        Err(Failure::Invalid(faults)) => {
            let faults: Vec<String> = faults.into_iter().map(|(_, words)| words).collect();
            stays(reader, &step, StatusCode::UNPROCESSABLE_ENTITY, faults.join(". ")).await
        }
        Err(failure) => Err(Trouble::from(failure).about(card_of(number, &step.from))),
    }
}

/// The card with what was refused: nothing has changed, so nothing is said to have.
async fn stays(reader: &Reader, step: &Step, status: StatusCode, words: String) -> Answer {
    let refused = ReturnedForm::Refused(step.tried.verb, words);
    show(reader, step.number, status, (Some(refused), &step.from)).await
}

/// The address, and what is to be said of it.
async fn onward(reader: &Reader, step: &Step) -> Result<(String, &'static str), Failure> {
    let (left, card) = (origin(&step.from), card_of(step.number, &step.from));
    match step.leads {
        Leads::ToCard => return Ok((card, "")),
        Leads::ToList => return Ok((left.list(), "")),
        Leads::Onward => {}
    }
    match preferences::after_action(&reader.desk).await? {
        AfterAction::Stay => Ok((card, "")),
        AfterAction::List => Ok((left.list(), "")),
        AfterAction::Next => {
            let filter = left.filter(reader.desk.now());
            match queue::next(&reader.desk, left.tab(), &filter, step.number).await? {
                Some(next) => Ok((card_of(next, &step.from), "")),
                None => Ok((left.list(), " В этой очереди вас больше ничего не ждет.")),
            }
        }
    }
}

/// What follows a decision, as it was chosen on a card.
#[derive(Deserialize)]
pub(super) struct Liked {
    number: i64,
    after: String,
    #[serde(default)]
    from: String,
}

/// Keeps what the reader likes to follow a decision.
pub(super) async fn prefer(form: Form<Liked>) -> Answer {
    let Some(liked) = AfterAction::from_code(&form.input.after) else {
        return Err(Trouble::Unreadable("Выберите, что открывать после решения.".to_owned()));
    };
    preferences::prefer_after_action(&form.reader.desk, liked).await?;
    let card = card_of(ApplicationNumber(form.input.number), &form.input.from);
    Ok(form.reader.go(&card, &format!("После решения: {}.", words::after_action(liked))))
}

/// A verb that asks for nothing but the version.
pub(super) fn simple(verb: Verb, address: fn(&str) -> String, number: ApplicationNumber, seen: i32) -> Tried {
    let action = address(&number.to_string());
    Tried { verb, action, seen, fields: Vec::new(), typed: Vec::new(), mine: None }
}
