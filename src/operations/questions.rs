//! Questions of clients to the partner that serves them: asking, writing again, reading the answers.

mod answering;
mod following;

use chrono::Duration;

pub use answering::{
    DeskRow, DeskThread, QuestionBoard, QuestionsWaiting, answer, board, close, thread, waiting,
};

use following::{MessageDraft, must_be_served};

use super::caller::{Limit, Requester};
use super::drafts::working_contracts;
use super::{Desk, Failure};
use crate::domain::form::FieldFaults;
use crate::domain::ids::{OrganizationId, PartnerId, QuestionId};
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::question::{ClientQuestion, QuestionMessage, QuestionState, TypedQuestion, read_message};
use crate::domain::search::Question;
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::organizations::OrganizationQuery;
use crate::store::{StoreError, accounts, keep, organizations, partners, questions};

/// So many questions and additions of one account are taken.
const ASKED: Limit = Limit { what: "question_asked", most: 20, window: Duration::hours(24) };
/// How many questions a page shows.
pub const PAGE: usize = 50;
/// What whoever is served by no partner is told.
pub const NOBODY: &str =
    "Спросить пока некого: у учетной записи нет ни организации, ни действующего договора.";

/// Whom a client may ask: the partner of one of its organisations, or of a contract that runs.
#[derive(Clone, Debug)]
pub struct QuestionAddressee {
    /// The code of the choice.
    pub code: String,
    /// The organisation, or the partner where the account has no organisation.
    pub name: String,
    /// The ИНН of the organisation.
    pub inn: Option<String>,
    organization: Option<OrganizationId>,
    partner: PartnerId,
}

/// What the form of a question is filled with.
#[derive(Debug)]
pub struct AskingForm {
    /// Whom the client may ask.
    pub addressees: Vec<QuestionAddressee>,
    /// The name of the person, or of the account.
    pub name: String,
    /// The address of the account, to which the answer goes; empty when there is none.
    pub email: String,
    /// Whom to call when nobody serves the client.
    pub support: String,
}

/// A page of the client's questions.
#[derive(Debug)]
pub struct OwnQuestions {
    /// The questions, newest first.
    pub rows: Vec<(ClientQuestion, Partner)>,
    /// How many there are in all.
    pub total: u64,
    /// Below which the next page begins, if there is one.
    pub next: Option<QuestionId>,
}

/// One of the client's questions.
#[derive(Debug)]
pub struct OwnThread {
    /// The question.
    pub question: ClientQuestion,
    /// Its messages, the first one first.
    pub messages: Vec<QuestionMessage>,
    /// The partner that is asked.
    pub partner: Partner,
    /// The address of the account, to which the answer goes.
    pub email: String,
}

/// What the form of a question is filled with.
pub async fn form(desk: &Desk) -> Result<AskingForm, Failure> {
    desk.may(Permission::AskQuestion).await?;
    let account = accounts::open(desk.db(), desk.person()?).await?;
    let addressees = addressees(desk).await?;
    let settings = desk.house().settings().await?;
    let name = match addressees.as_slice() {
        [only] if account.full_name.is_empty() && only.organization.is_some() => only.name.clone(),
        _ => account.called().to_owned(),
    };
    let support = format!("{}, {}", settings.client_support_phone, settings.client_support_email);
    Ok(AskingForm { addressees, name, email: account.email, support })
}

async fn addressees(desk: &Desk) -> Result<Vec<QuestionAddressee>, Failure> {
    let all = u64::MAX >> 1;
    let own =
        organizations::search(desk.db(), desk.scope(), OrganizationQuery::first(&Question::default(), all))
            .await?;
    if !own.is_empty() {
        let addressee = |organization: Organization| QuestionAddressee {
            code: organization.subscriber_code,
            name: organization.requisites.short_name,
            inn: Some(organization.requisites.inn.as_str().to_owned()),
            organization: Some(organization.id),
            partner: organization.partner,
        };
        return Ok(own.into_iter().map(addressee).collect());
    }
    let addressee = |partner: Partner| QuestionAddressee {
        code: partner.code,
        name: partner.name,
        inn: None,
        organization: None,
        partner: partner.id,
    };
    Ok(working_contracts(desk).await?.into_iter().map(|(_, partner)| addressee(partner)).collect())
}

/// Asks a question. The same form sent again is the same question.
pub async fn ask(desk: &Desk, caller: &Requester<'_>, typed: &TypedQuestion) -> Result<QuestionId, Failure> {
    desk.may(Permission::AskQuestion).await?;
    let (account, key) = (desk.person()?, form_key(&typed.key));
    if let Some(known) = questions::with_key(desk.db(), account, &key).await? {
        return Ok(known);
    }
    let mut faults = FieldFaults::new();
    let addressee = chosen(addressees(desk).await?, &typed.about, &mut faults);
    let (Some(to), Some(words)) = (addressee, typed.read(&mut faults)) else {
        return Err(Failure::Invalid(faults));
    };
    ASKED.count(desk.house(), caller, &account.to_string()).await?;
    let (tx, desk) = desk.begin_settling(to.partner).await?;
    let new = ClientQuestion {
        id: QuestionId(0),
        partner: to.partner,
        organization: to.organization,
        account,
        name: words.name,
        email: words.email,
        state: QuestionState::Waiting,
        created_at: desk.now(),
        moved_at: desk.now(),
        version: 0,
    };
    must_be_served(&desk, &tx, &new).await?;
    let placed = match questions::place(&tx, new, &key).await {
        Err(StoreError::Duplicate(_)) => {
            drop(tx);
            return questions::with_key(desk.db(), account, &key).await?.ok_or(Failure::NotFound);
        }
        placed => placed?,
    };
    let id = placed.id;
    keep(&tx, &desk.keeper(), placed.ask(words.text, desk.now())).await?;
    desk.commit(tx).await?;
    Ok(id)
}

/// The key of the form as it was sent; a form without a sound one is like no other.
fn form_key(sent: &str) -> String {
    let sound = sent.len() == 64 && sent.bytes().all(|byte| byte.is_ascii_hexdigit());
    if sound { sent.to_owned() } else { tokens::fresh() }
}

/// Whom the form names; where there is only one, nobody is asked to choose.
fn chosen(
    mut all: Vec<QuestionAddressee>,
    code: &str,
    faults: &mut FieldFaults,
) -> Option<QuestionAddressee> {
    if all.is_empty() {
        faults.push(("text", NOBODY.to_owned()));
        return None;
    }
    if all.len() == 1 {
        return all.pop();
    }
    let found = all.into_iter().find(|one| one.code == code);
    if found.is_none() {
        faults.push(("about", "Выберите, о какой организации вопрос".to_owned()));
    }
    found
}

/// The client's questions, newest first: a page of them below `after`.
pub async fn own(desk: &Desk, after: Option<QuestionId>) -> Result<OwnQuestions, Failure> {
    desk.may(Permission::AskQuestion).await?;
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut found = questions::own(desk.db(), desk.scope(), after, limit).await?;
    let next = (found.len() > PAGE).then(|| found[PAGE - 1].id);
    found.truncate(PAGE);
    let known = partners::all(desk.db()).await?;
    let asked = |question: ClientQuestion| {
        let partner = known.iter().find(|partner| partner.id == question.partner).cloned()?;
        Some((question, partner))
    };
    let rows = found.into_iter().filter_map(asked).collect();
    Ok(OwnQuestions { rows, total: questions::count(desk.db(), desk.scope(), None).await?, next })
}

/// One of the client's questions.
pub async fn open(desk: &Desk, id: QuestionId) -> Result<OwnThread, Failure> {
    desk.may(Permission::AskQuestion).await?;
    let question = questions::open(desk.db(), desk.scope(), id).await?;
    Ok(OwnThread {
        messages: questions::messages(desk.db(), id).await?,
        partner: partners::open(desk.db(), question.partner).await?,
        email: accounts::open(desk.db(), question.account).await?.email,
        question,
    })
}

/// The client writes again, having seen this version; an answered or closed question waits from then on.
pub async fn write(
    desk: &Desk,
    caller: &Requester<'_>,
    id: QuestionId,
    seen: i32,
    typed: &str,
) -> Result<(), Failure> {
    desk.may(Permission::AskQuestion).await?;
    questions::open(desk.db(), desk.scope(), id).await?;
    let text = read_message("text", typed, "Напишите, что добавить").map_err(Failure::Invalid)?;
    let draft = MessageDraft { by: desk.person()?, seen, text: &text };
    if draft.is_there(desk.db(), id).await? {
        return Ok(());
    }
    ASKED.count(desk.house(), caller, &draft.by.to_string()).await?;
    let tx = desk.begin().await?;
    let question = questions::open_to_change(&tx, desk.scope(), id).await?;
    let desk = &desk.at_present();
    if !draft.follows(&tx, &question).await? {
        return Ok(());
    }
    must_be_served(desk, &tx, &question).await?;
    keep(&tx, &desk.keeper(), question.write(text, desk.now())).await?;
    Ok(desk.commit(tx).await?)
}
