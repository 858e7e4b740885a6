//! Questions of clients and their messages. A partner finds what it is asked, an account what it asked itself.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, SelectStatement};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _,
    JoinType::InnerJoin,
    Order, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    RelationDef,
};

use super::error::sound;
use super::tables::question::{ActiveModel, Column, Entity, Model};
use super::tables::question_message as message;
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{OrganizationId, PartnerId, PersonId, QuestionId};
use crate::domain::question::{ClientQuestion, MessageKind, QuestionMessage, QuestionState, QuestionTurn};
use crate::domain::role::Scope;

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Client { account, .. } => Condition::all().add(Column::PersonId.eq(account.0)),
        Scope::Organizations(_) | Scope::ItsLogin(_) => Condition::all().add(Column::Id.eq(0)),
    }
}

/// Where a page of a tab begins: below the question that moved then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionPlace {
    /// When it moved.
    pub moved_at: DateTime<Utc>,
    /// The question.
    pub id: QuestionId,
}

/// One of the questions in scope.
pub async fn open(reach: &impl Reach, scope: &Scope, id: QuestionId) -> Result<ClientQuestion, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// Like [`open`], but locks the row until the transaction ends.
pub async fn open_to_change(tx: &Tx, scope: &Scope, id: QuestionId) -> Result<ClientQuestion, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The questions in scope in a state, at most `limit` after a place: of those that wait the longest waiting first, of the
/// others the last moved first.
pub async fn page(
    reach: &impl Reach,
    scope: &Scope,
    state: QuestionState,
    after: Option<QuestionPlace>,
    limit: u64,
) -> Result<Vec<ClientQuestion>, StoreError> {
    let waiting = state == QuestionState::Waiting;
    let beyond = |place: QuestionPlace| {
        let (at, id) = (place.moved_at, place.id.0);
        let same = Column::MovedAt.eq(at);
        if waiting {
            Column::MovedAt.gt(at).or(same.and(Column::Id.gt(id)))
        } else {
            Column::MovedAt.lt(at).or(same.and(Column::Id.lt(id)))
        }
    };
    let order = if waiting { Order::Asc } else { Order::Desc };
    let rows = Entity::find()
        .filter(within(scope).add(Column::State.eq(state.code())).add_option(after.map(beyond)))
        .order_by(Column::MovedAt, order.clone())
        .order_by(Column::Id, order)
        .limit(limit);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// The questions in scope, newest first, at most `limit` below `after`.
pub async fn own(
    reach: &impl Reach,
    scope: &Scope,
    after: Option<QuestionId>,
    limit: u64,
) -> Result<Vec<ClientQuestion>, StoreError> {
    let below = after.map(|id| Column::Id.lt(id.0));
    let rows = Entity::find().filter(within(scope).add_option(below)).order_by_desc(Column::Id).limit(limit);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// How many questions are in scope, in a state or in all.
pub async fn count(
    reach: &impl Reach,
    scope: &Scope,
    state: Option<QuestionState>,
) -> Result<u64, StoreError> {
    let state = state.map(|state| Column::State.eq(state.code()));
    Ok(Entity::find().filter(within(scope).add_option(state)).count(&reach.on()).await?)
}

/// Counts the questions in scope that wait, as a part of another statement.
pub(super) fn waiting(scope: &Scope) -> SelectStatement {
    let waiting = within(scope).add(Column::State.eq(QuestionState::Waiting.code()));
    let counted = Entity::find().select_only().column_as(Column::Id.count(), "waiting").filter(waiting);
    counted.into_query()
}

/// The question that an account asked by the form with this key.
pub async fn with_key(
    reach: &impl Reach,
    account: PersonId,
    key: &str,
) -> Result<Option<QuestionId>, StoreError> {
    let same = Column::PersonId.eq(account.0).and(Column::FormKey.eq(key));
    Ok(Entity::find().filter(same).one(&reach.on()).await?.map(|row| QuestionId(row.id)))
}

/// The messages of a question that was opened in scope, the first one first.
pub async fn messages(reach: &impl Reach, id: QuestionId) -> Result<Vec<QuestionMessage>, StoreError> {
    let of_question = message::Entity::find().filter(message::Column::QuestionId.eq(id.0));
    let rows = of_question.order_by_asc(message::Column::Position).all(&reach.on()).await?;
    rows.into_iter().map(read_message).collect()
}

/// The last messages of questions that were opened in scope.
pub async fn last_messages(
    reach: &impl Reach,
    ids: &[QuestionId],
) -> Result<HashMap<QuestionId, QuestionMessage>, StoreError> {
    let of_question: RelationDef =
        message::Entity::belongs_to(Entity).from(message::Column::QuestionId).to(Column::Id).into();
    let last = Expr::col((message::Entity, message::Column::Position)).equals((Entity, Column::Version));
    let rows = message::Entity::find()
        .join(InnerJoin, of_question)
        .filter(message::Column::QuestionId.is_in(ids.iter().map(|id| id.0)))
        .filter(last)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(|row| Ok((QuestionId(row.question_id), read_message(row)?))).collect()
}

/// Gives a question its place, before its first message is kept; a form that was sent already is a `Duplicate`.
pub async fn place(tx: &Tx, new: ClientQuestion, key: &str) -> Result<ClientQuestion, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        partner_id: Set(new.partner.0),
        organization_id: Set(new.organization.map(|organization| organization.0)),
        person_id: Set(new.account.0),
        name: Set(new.name.clone()),
        email: Set(new.email.clone()),
        form_key: Set(key.to_owned()),
        state: Set(new.state.code().to_owned()),
        created_at: Set(new.created_at),
        moved_at: Set(new.moved_at),
        version: Set(new.version),
    };
    let id = QuestionId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id);
    Ok(ClientQuestion { id, ..new })
}

/// Writes a message, and the question as it leaves it.
pub(super) async fn write(tx: &Tx, turn: &QuestionTurn) -> Result<(), StoreError> {
    let (question, said) = (&turn.question, &turn.message);
    let row = ActiveModel {
        state: Set(question.state.code().to_owned()),
        moved_at: Set(question.moved_at),
        version: Set(question.version + 1),
        ..Default::default()
    };
    let seen = Column::Id.eq(question.id.0).and(Column::Version.eq(question.version));
    if Entity::update_many().set(row).filter(seen).exec(&tx.on()).await?.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    let row = message::ActiveModel {
        id: NotSet,
        question_id: Set(question.id.0),
        position: Set(said.position),
        kind: Set(said.kind.code().to_owned()),
        person_id: Set(said.author.0),
        text: Set(said.text.clone()),
        at: Set(said.at),
    };
    message::Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

fn read(row: Model) -> Result<ClientQuestion, StoreError> {
    let state = sound(QuestionState::from_code(&row.state), "questions", "state", row.id)?;
    Ok(ClientQuestion {
        id: QuestionId(row.id),
        partner: PartnerId(row.partner_id),
        organization: row.organization_id.map(OrganizationId),
        account: PersonId(row.person_id),
        name: row.name,
        email: row.email,
        state,
        created_at: row.created_at,
        moved_at: row.moved_at,
        version: row.version,
    })
}

fn read_message(row: message::Model) -> Result<QuestionMessage, StoreError> {
    let kind = sound(MessageKind::from_code(&row.kind), "question_messages", "kind", row.id)?;
    Ok(QuestionMessage {
        position: row.position,
        kind,
        author: PersonId(row.person_id),
        text: row.text,
        at: row.at,
    })
}
