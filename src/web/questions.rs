//! Clients' questions: asking and reading in the cabinet, answering at the partner's desk.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use templates::paths;

use super::address::{Path, Query};
use super::form::Form;
use super::reader::Reader;
use super::sender::Sender;
use super::stranger::to_be_sent_later;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::form::FieldFaults;
use crate::domain::ids::QuestionId;
use crate::domain::question::TypedQuestion;
use crate::gateways::tokens;
use crate::operations::{Failure, questions};
use crate::present::frame::Place;
use crate::present::paging;
use crate::present::portal::too_often;
use crate::present::questions::{self as present, QuestionsAsked, ReturnedMessage};
use crate::present::words::{refusal as refused, unknown_tab};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::OWN_QUESTIONS, own)
        .read(paths::NEW_QUESTION, blank)
        .change(paths::NEW_QUESTION, ask)
        .read(paths::OWN_QUESTION, own_thread)
        .change(paths::QUESTION_MESSAGE, write)
        .read(paths::QUESTIONS, board)
        .read(paths::QUESTION, thread)
        .change(paths::QUESTION_ANSWER, answer)
        .change(paths::QUESTION_CLOSING, close)
}

/// Where the next page begins.
#[derive(Deserialize)]
struct Below {
    #[serde(default)]
    after: String,
}

async fn own(reader: Reader, Query(below): Query<Below>) -> Answer {
    let after = paging::place(&below.after).trim().parse().ok().map(QuestionId);
    let found = questions::own(&reader.desk, after).await?;
    reader.page(&present::own(&found, &below.after), Place::Cabinet).await
}

async fn blank(reader: Reader) -> Answer {
    let form = questions::form(&reader.desk).await?;
    let typed = present::filled(&form, tokens::fresh());
    reader.page(&present::asking(&form, typed, FieldFaults::new(), reader.csrf()), Place::Cabinet).await
}

/// The form of a question; what a program left out is empty.
#[derive(Default, Deserialize)]
#[serde(default)]
struct QuestionForm {
    about: String,
    name: String,
    email: String,
    text: String,
    key: String,
}

async fn ask(Sender(address): Sender, Form { reader, input }: Form<QuestionForm>) -> Answer {
    let QuestionForm { about, name, email, text, key } = input;
    let typed = TypedQuestion { about, name, email, text, key };
    let sender = address.to_string();
    let asked = questions::ask(&reader.desk, &reader.caller(&sender), &typed).await;
    let (faults, later) = match asked {
        Ok(id) => return Ok(reader.go(&paths::own_question(&id.to_string()), "Вопрос отправлен.")),
        Err(failure) => returned(failure, "text", paths::new_question())?,
    };
    let form = questions::form(&reader.desk).await?;
    let page = present::asking(&form, typed, faults, reader.csrf());
    let page = reader.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page, Place::Cabinet).await?;
    Ok(again(page, later))
}

/// What comes back beside the fields, and in how many seconds it may be sent again; other failures have pages of their own.
fn returned(
    failure: Failure,
    field: &'static str,
    home: String,
) -> Result<(FieldFaults, Option<u64>), Trouble> {
    match failure {
        Failure::Invalid(faults) => Ok((faults, None)),
        Failure::TooOften(seconds) => Ok((vec![(field, limited(seconds))], Some(seconds))),
        Failure::Refused(refusal) => Ok((vec![(field, refused(&refusal))], None)),
        Failure::Forbidden(_)
        | Failure::Unproven(_)
        | Failure::NotAPerson
        | Failure::NotFound
        | Failure::Stale(_)
        | Failure::Store(_) => Err(Trouble::from(failure).about(home)),
    }
}

/// The form that comes back, and in how many seconds it may be sent again.
fn again(page: Response, later: Option<u64>) -> Response {
    match later {
        Some(seconds) => to_be_sent_later(page, seconds),
        None => page,
    }
}

/// What is said when the day's questions are asked.
fn limited(seconds: u64) -> String {
    format!("За сутки можно отправить 20 вопросов и дополнений. {}", too_often(seconds))
}

async fn own_thread(reader: Reader, Path(id): Path<QuestionId>) -> Answer {
    show_own(&reader, id, StatusCode::OK, ReturnedMessage::default()).await
}

async fn show_own(reader: &Reader, id: QuestionId, status: StatusCode, returned: ReturnedMessage) -> Answer {
    let found = questions::open(&reader.desk, id).await?;
    let page = present::own_thread(&found, returned, reader.csrf());
    reader.page_with(status, &page, Place::Cabinet).await
}

/// A message, with how many messages were seen.
#[derive(Default, Deserialize)]
#[serde(default)]
struct MessageForm {
    version: i32,
    text: String,
    reason: String,
}

async fn write(
    Path(id): Path<QuestionId>,
    Sender(address): Sender,
    Form { reader, input }: Form<MessageForm>,
) -> Answer {
    let (home, sender) = (paths::own_question(&id.to_string()), address.to_string());
    let caller = reader.caller(&sender);
    let written = questions::write(&reader.desk, &caller, id, input.version, &input.text).await;
    let text = input.text;
    match written {
        Ok(()) => Ok(reader.go(&home, "Сообщение отправлено.")),
        Err(Failure::Stale(_)) => {
            let returned = ReturnedMessage { text, moved: true, ..ReturnedMessage::default() };
            show_own(&reader, id, StatusCode::CONFLICT, returned).await
        }
        Err(failure) => {
            let (faults, later) = returned(failure, "text", home)?;
            let returned = ReturnedMessage { text, faults, ..ReturnedMessage::default() };
            let page = show_own(&reader, id, StatusCode::UNPROCESSABLE_ENTITY, returned).await?;
            Ok(again(page, later))
        }
    }
}

async fn board(reader: Reader, Query(asked): Query<QuestionsAsked>) -> Answer {
    let found = questions::board(&reader.desk, asked.state(), asked.after()).await?;
    if let Some(tab) = asked.unknown() {
        return Ok(reader.go_to_known(&paths::questions(), unknown_tab(tab)));
    }
    let page = present::board(&found, &asked, reader.zone, reader.desk.now());
    reader.page(&page, Place::Questions).await
}

async fn thread(reader: Reader, Path(id): Path<QuestionId>) -> Answer {
    show(&reader, id, StatusCode::OK, ReturnedMessage::default()).await
}

async fn show(reader: &Reader, id: QuestionId, status: StatusCode, returned: ReturnedMessage) -> Answer {
    let found = questions::thread(&reader.desk, id).await?;
    let page = present::thread(&found, returned, reader.zone, reader.csrf());
    reader.page_with(status, &page, Place::Questions).await
}

async fn answer(Path(id): Path<QuestionId>, Form { reader, input }: Form<MessageForm>) -> Answer {
    let done = questions::answer(&reader.desk, id, input.version, &input.text).await;
    settled(&reader, id, done, input).await
}

async fn close(Path(id): Path<QuestionId>, Form { reader, input }: Form<MessageForm>) -> Answer {
    let done = questions::close(&reader.desk, id, input.version, &input.reason).await;
    settled(&reader, id, done, input).await
}

/// Back to the board, or to the question with what was typed.
async fn settled(reader: &Reader, id: QuestionId, done: Result<(), Failure>, typed: MessageForm) -> Answer {
    let MessageForm { text, reason, .. } = typed;
    match done {
        Ok(()) => {
            Ok(reader.go(&paths::questions(), &format!("Вопрос №\u{a0}{id}: письмо клиенту отправляется.")))
        }
        Err(Failure::Stale(_)) => {
            let returned = ReturnedMessage { text, reason, moved: true, faults: FieldFaults::new() };
            show(reader, id, StatusCode::CONFLICT, returned).await
        }
        Err(failure) => {
            let (faults, _) = returned(failure, "text", paths::question(&id.to_string()))?;
            let returned = ReturnedMessage { text, reason, faults, moved: false };
            show(reader, id, StatusCode::UNPROCESSABLE_ENTITY, returned).await
        }
    }
}
