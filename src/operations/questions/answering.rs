//! The partner's side of questions: what waits, and answering it.

use std::collections::HashMap;

use super::PAGE;
use super::following::MessageDraft;
use crate::domain::ids::{OrganizationId, PersonId, QuestionId};
use crate::domain::organization::Organization;
use crate::domain::question::{ClientQuestion, MessageKind, QuestionMessage, QuestionState, read_message};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::questions::{self, QuestionPlace};
use crate::store::{StoreError, accounts, disowned, keep, organizations};

/// A question on the partner's board.
#[derive(Debug)]
pub struct DeskRow {
    /// The question.
    pub question: ClientQuestion,
    /// Its last message.
    pub last: QuestionMessage,
    /// The name of the organisation that it is about, while the partner serves it.
    pub organization: Option<String>,
}

/// A tab of the partner's board.
#[derive(Debug)]
pub struct QuestionBoard {
    /// The state of its questions.
    pub state: QuestionState,
    /// The questions: of those that wait the longest waiting first, of the others the last moved first.
    pub rows: Vec<DeskRow>,
    /// How many questions each tab holds.
    pub counts: Vec<(QuestionState, u64)>,
    /// Where the next page begins, if there is one.
    pub next: Option<QuestionPlace>,
}

/// What waits for the partner's answer.
#[derive(Debug)]
pub struct QuestionsWaiting {
    /// How many questions.
    pub count: u64,
    /// The one that waits the longest.
    pub longest: Option<ClientQuestion>,
}

/// One of the partner's questions.
#[derive(Debug)]
pub struct DeskThread {
    /// The question.
    pub question: ClientQuestion,
    /// Its messages, the first one first.
    pub messages: Vec<QuestionMessage>,
    /// The names of the colleagues who wrote some of them.
    pub names: HashMap<PersonId, String>,
    /// The organisation, as long as the partner serves it.
    pub organization: Option<Organization>,
    /// The address of the account, to which the answer goes; empty when there is none.
    pub email: String,
    /// Whether documents are closed since it was asked.
    pub disowned: bool,
}

/// A tab of the partner's board, after a place.
pub async fn board(
    desk: &Desk,
    state: QuestionState,
    after: Option<QuestionPlace>,
) -> Result<QuestionBoard, Failure> {
    desk.may(Permission::AnswerQuestion).await?;
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut found = questions::page(desk.db(), desk.scope(), state, after, limit).await?;
    let place = |question: &ClientQuestion| QuestionPlace { moved_at: question.moved_at, id: question.id };
    let next = (found.len() > PAGE).then(|| place(&found[PAGE - 1]));
    found.truncate(PAGE);
    let ids: Vec<QuestionId> = found.iter().map(|question| question.id).collect();
    let mut last = questions::last_messages(desk.db(), &ids).await?;
    let about: Vec<OrganizationId> = found.iter().filter_map(|question| question.organization).collect();
    let mut known = organizations::with_ids(desk.db(), &about).await?;
    known.retain(|_, one| Some(one.partner) == desk.partner());
    let row = |question: ClientQuestion| {
        let about = question.organization.and_then(|id| known.get(&id));
        let organization = about.map(|one| one.requisites.short_name.clone());
        Some(DeskRow { last: last.remove(&question.id)?, organization, question })
    };
    let rows = found.into_iter().filter_map(row).collect();
    let mut counts = Vec::new();
    for state in QuestionState::ALL {
        counts.push((*state, questions::count(desk.db(), desk.scope(), Some(*state)).await?));
    }
    Ok(QuestionBoard { state, rows, counts, next })
}

/// How many questions wait for the partner, and the one that waits the longest.
pub async fn waiting(desk: &Desk) -> Result<QuestionsWaiting, Failure> {
    desk.may(Permission::AnswerQuestion).await?;
    let (db, scope, waits) = (desk.db(), desk.scope(), QuestionState::Waiting);
    let count = questions::count(db, scope, Some(waits)).await?;
    let longest = match count {
        0 => None,
        _ => questions::page(db, scope, waits, None, 1).await?.pop(),
    };
    Ok(QuestionsWaiting { count, longest })
}

/// One of the partner's questions.
pub async fn thread(desk: &Desk, id: QuestionId) -> Result<DeskThread, Failure> {
    desk.may(Permission::AnswerQuestion).await?;
    let question = questions::open(desk.db(), desk.scope(), id).await?;
    let messages = questions::messages(desk.db(), id).await?;
    let replies = messages.iter().filter(|message| message.kind != MessageKind::Client);
    let authors: Vec<PersonId> = replies.map(|message| message.author).collect();
    let organization = match question.organization {
        Some(id) => match organizations::with_id(desk.db(), desk.scope(), id).await {
            Ok(organization) => Some(organization),
            Err(StoreError::NotFound) => None,
            Err(error) => return Err(error.into()),
        },
        None => None,
    };
    Ok(DeskThread {
        names: accounts::names(desk.db(), &authors).await?,
        email: accounts::open(desk.db(), question.account).await?.email,
        disowned: disowned::of_question(desk.db(), id).await?.is_some(),
        question,
        messages,
        organization,
    })
}

/// Answers a question, having seen this version of it.
pub async fn answer(desk: &Desk, id: QuestionId, seen: i32, typed: &str) -> Result<(), Failure> {
    desk.may(Permission::AnswerQuestion).await?;
    questions::open(desk.db(), desk.scope(), id).await?;
    let text = read_message("text", typed, "Напишите ответ").map_err(Failure::Invalid)?;
    let (by, tx) = (desk.person()?, desk.begin().await?);
    let question = questions::open_to_change(&tx, desk.scope(), id).await?;
    let desk = &desk.at_present();
    if !(MessageDraft { by, seen, text: &text }).follows(&tx, &question).await? {
        return Ok(());
    }
    keep(&tx, &desk.keeper(), question.answer(by, text, desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}

/// Closes a question without an answer, having seen this version of it; the client reads why.
pub async fn close(desk: &Desk, id: QuestionId, seen: i32, typed: &str) -> Result<(), Failure> {
    desk.may(Permission::AnswerQuestion).await?;
    questions::open(desk.db(), desk.scope(), id).await?;
    let text = read_message("reason", typed, "Напишите, почему вопрос закрыт").map_err(Failure::Invalid)?;
    let (by, tx) = (desk.person()?, desk.begin().await?);
    let question = questions::open_to_change(&tx, desk.scope(), id).await?;
    let desk = &desk.at_present();
    if !(MessageDraft { by, seen, text: &text }).follows(&tx, &question).await? {
        return Ok(());
    }
    keep(&tx, &desk.keeper(), question.close(by, text, desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}
