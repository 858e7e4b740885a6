//! «Это не моя организация»: the member's side, and the partner's.

use super::{Desk, Failure};
use crate::domain::disowning::DisownedOrganization;
use crate::domain::form::FieldFaults;
use crate::domain::ids::QuestionId;
use crate::domain::organization::Organization;
use crate::domain::question::{ClientQuestion, QuestionRefusal, QuestionState};
use crate::domain::role::Scope;
use crate::domain::subscription::SubscriptionEnd;
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::{accounts, disowned, keep, organizations, questions, subscriptions};

/// The organisations of a member, by name: those whose documents are open, and those that they disowned.
pub async fn houses(desk: &Desk) -> Result<(Vec<Organization>, Vec<Organization>), Failure> {
    desk.may(Permission::RequestArchive).await?;
    let closed = disowned::closed_for(desk.db(), desk.person()?).await?;
    let all = organizations::whole(desk.db(), desk.scope()).await?;
    Ok(all.into_iter().partition(|house| !closed.contains(&house.id)))
}

/// An organisation whose documents a member closed.
#[derive(Clone, Debug)]
pub struct ClosedHouse {
    /// Its name.
    pub name: String,
    /// The question by which its partner heard of it.
    pub question: QuestionId,
}

/// The first organisation that the member disowned, if there is one.
pub(super) async fn closed_house(desk: &Desk) -> Result<Option<ClosedHouse>, Failure> {
    let account = desk.person()?;
    let Some(house) = houses(desk).await?.1.into_iter().next() else { return Ok(None) };
    let question = disowned::question_of(desk.db(), account, house.id).await?;
    Ok(question.map(|question| ClosedHouse { name: house.requisites.short_name, question }))
}

/// The member's scope without the organisations that they disowned.
pub(super) async fn open_scope(desk: &Desk) -> Result<Scope, Failure> {
    let Scope::Client { account, organizations } = desk.scope() else { return Ok(desk.scope().clone()) };
    let closed = disowned::closed_for(desk.db(), *account).await?;
    let open = organizations.iter().copied().filter(|id| !closed.contains(id));
    Ok(Scope::Client { account: *account, organizations: open.collect() })
}

/// Says that an organisation is not one's own: its documents are closed for the member, and its partner hears of it among
/// its questions. Nothing happens before the member has chosen it, though there is only one.
pub async fn disown(desk: &Desk, code: &str) -> Result<QuestionId, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let (mut open, _) = houses(desk).await?;
    let Some(place) = open.iter().position(|house| house.subscriber_code == code) else {
        let fault = ("organization", "Выберите организацию".to_owned());
        return Err(Failure::Invalid(FieldFaults::from([fault])));
    };
    let house = open.swap_remove(place);
    let account = accounts::open(desk.db(), desk.person()?).await?;
    let tx = desk.begin().await?;
    let held = subscriptions::running_to_change(&tx, account.id, house.id).await?;
    let desk = desk.settling(&tx, house.partner).await?;
    if disowned::closed_for(&tx, account.id).await?.contains(&house.id) {
        return Err(Failure::NotFound);
    }
    let (name, now) = (account.called().to_owned(), desk.now());
    let question = ClientQuestion {
        id: QuestionId(0),
        partner: house.partner,
        organization: Some(house.id),
        account: account.id,
        name,
        email: account.email,
        state: QuestionState::Waiting,
        created_at: now,
        moved_at: now,
        version: 0,
    };
    let placed = questions::place(&tx, question, &tokens::fresh()).await?;
    let said = DisownedOrganization {
        account: account.id,
        organization: house.id,
        partner: house.partner,
        question: placed.id,
        at: now,
        closed: false,
    };
    keep(&tx, &desk.keeper(), placed.ask(words(&house), now)).await?;
    for change in held.into_iter().filter_map(|held| held.end(SubscriptionEnd::Disowned, now)) {
        keep(&tx, &desk.keeper(), change).await?;
    }
    let question = keep(&tx, &desk.keeper(), said.disown()).await?.question;
    desk.commit(tx).await?;
    Ok(question)
}

fn words(house: &Organization) -> String {
    let (name, inn) = (&house.requisites.short_name, house.requisites.inn.as_str());
    format!("Это не моя организация: {name}, ИНН {inn}. Ее документы для меня закрыты.")
}

/// Opens the documents again that a question of the partner's is about.
pub async fn reopen(desk: &Desk, question: QuestionId) -> Result<(), Failure> {
    desk.may(Permission::AnswerQuestion).await?;
    let tx = desk.begin().await?;
    questions::open_to_change(&tx, desk.scope(), question).await?;
    let desk = &desk.at_present();
    let found = disowned::of_question(&tx, question).await?.ok_or(QuestionRefusal::ClosedNothing)?;
    keep(&tx, &desk.keeper(), found.reopen()).await?;
    Ok(desk.commit(tx).await?)
}
