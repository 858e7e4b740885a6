//! The scopes of questions.

use registrar::domain::ids::QuestionId;
use registrar::domain::organization::Organization;
use registrar::domain::question::{ClientQuestion, QuestionState};
use registrar::domain::role::Scope;
use registrar::store::logins::ItsLogin;
use registrar::store::{Tx, questions};

use super::{Holding, is_there};
use crate::support::Portal;

/// A question of the account about the organisation.
pub(super) async fn asked(portal: &Portal, login: &ItsLogin, organization: &Organization) -> ClientQuestion {
    let now = portal.clock.now();
    let question = ClientQuestion {
        id: QuestionId(0),
        partner: organization.partner,
        organization: Some(organization.id),
        account: login.account,
        name: "Анна".to_owned(),
        email: "anna@romashka.example".to_owned(),
        state: QuestionState::Waiting,
        created_at: now,
        moved_at: now,
        version: 0,
    };
    let tx = portal.db().begin().await.unwrap();
    let placed = questions::place(&tx, question, &organization.subscriber_code).await.unwrap();
    tx.commit().await.unwrap();
    placed
}

/// The same for the questions; the count is asked only where one of them is found.
pub(super) async fn questioned(tx: &Tx, scope: &Scope, wanted: &Holding) -> [(&'static str, bool); 5] {
    let (id, waiting) = (wanted.question.id, QuestionState::Waiting);
    let among = |list: Vec<ClientQuestion>| list.iter().any(|question| question.id == id);
    let there = is_there(questions::open(tx, scope, id).await);
    [
        ("questions::open", there),
        ("questions::open_to_change", is_there(questions::open_to_change(tx, scope, id).await)),
        ("questions::page", among(questions::page(tx, scope, waiting, None, 10).await.unwrap())),
        ("questions::own", among(questions::own(tx, scope, None, 10).await.unwrap())),
        ("questions::count", there && questions::count(tx, scope, Some(waiting)).await.unwrap() == 1),
    ]
}
