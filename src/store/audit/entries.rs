//! The entries of the audit as they are read. Their events are parsed here only.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{ExprTrait as _, SimpleExpr};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::{AnyEvent, EXPORTED, NO_CHANGES, any_event, statement_subject};
use crate::domain::change::Subject;
use crate::domain::ids::PartnerId;
use crate::domain::role::Role;
use crate::domain::statement::{Statement, StatementEventName};
use crate::store::tables::audit_entry::{Column, Entity, Model};
use crate::store::{Reach, StoreError};

/// An entry of the audit, with an event of one kind of subject or of any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<E = AnyEvent> {
    /// Its place in the chain, from 1.
    pub sequence: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The actor: a login, or the name of a process.
    pub actor: String,
    /// The actor's role.
    pub role: Option<Role>,
    /// The login of whoever lent the right, where it came from them alone.
    pub instead_of: Option<String>,
    /// The verb.
    pub verb: String,
    /// The subject's name in the audit.
    pub subject: String,
    /// The event as JSON, or the details of an entry that records no change.
    pub details: String,
    /// The parsed event; `None` for entries that record no change, and for forms unknown to this version.
    pub event: Option<E>,
}

/// The history of a subject in all chains, the newest first.
pub async fn history<T: Subject>(
    reach: &impl Reach,
    subject: &str,
    limit: u64,
) -> Result<Vec<Entry<T::Event>>, StoreError> {
    let found = Entity::find()
        .filter(Column::Subject.eq(subject))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Sequence)
        .limit(limit);
    Ok(found.all(&reach.on()).await?.into_iter().map(typed::<T>).collect())
}

/// Like [`history`], limited to these verbs.
pub async fn history_under<T: Subject>(
    reach: &impl Reach,
    subject: &str,
    verbs: &[&str],
) -> Result<Vec<Entry<T::Event>>, StoreError> {
    let found = Entity::find()
        .filter(Column::Subject.eq(subject).and(Column::Verb.is_in(verbs.iter().copied())))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Sequence);
    Ok(found.all(&reach.on()).await?.into_iter().map(typed::<T>).collect())
}

/// The history of several subjects of a kind in one chain, limited to these verbs, the newest first.
pub async fn history_of_all<T: Subject>(
    reach: &impl Reach,
    chain: PartnerId,
    subjects: &[String],
    verbs: &[&str],
) -> Result<Vec<Entry<T::Event>>, StoreError> {
    let found = Entity::find()
        .filter(Column::Chain.eq(chain.0).and(Column::Subject.is_in(subjects.iter().cloned())))
        .filter(Column::Verb.is_in(verbs.iter().copied()))
        .order_by_desc(Column::Sequence);
    Ok(found.all(&reach.on()).await?.into_iter().map(typed::<T>).collect())
}

/// The history of a subject in one chain, the newest first.
pub async fn history_in<T: Subject>(
    reach: &impl Reach,
    chain: PartnerId,
    subject: &str,
    limit: u64,
) -> Result<Vec<Entry<T::Event>>, StoreError> {
    let rows = rows_in(reach, about(chain, subject), limit).await?;
    Ok(rows.into_iter().map(typed::<T>).collect())
}

/// The entries about a subject of any kind in one chain, the newest first.
pub async fn entries_in(
    reach: &impl Reach,
    chain: PartnerId,
    subject: &str,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let rows = rows_in(reach, about(chain, subject), limit).await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// The entries about the lines of a statement in the partner's chain, the newest first: about single lines and about
/// all of them. The events name the lines.
pub async fn entries_of_lines(reach: &impl Reach, statement: &Statement) -> Result<Vec<Entry>, StoreError> {
    let others =
        [StatementEventName::StatementFormed.code(), StatementEventName::StatementPublished.code(), EXPORTED];
    let rows = Entity::find()
        .filter(about(statement.partner, &statement_subject(statement)))
        .filter(Column::Verb.is_not_in(others))
        .order_by_desc(Column::Sequence)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// The last entry about a subject that records a change, by the order of its chain and not by the clock.
pub async fn last_change(reach: &impl Reach, chain: PartnerId, subject: &str) -> Result<Entry, StoreError> {
    let row = Entity::find()
        .filter(about(chain, subject))
        .filter(Column::Verb.is_not_in(NO_CHANGES))
        .order_by_desc(Column::Sequence)
        .one(&reach.on())
        .await?;
    row.map(Entry::from).ok_or(StoreError::Broken("the audit of what has changed"))
}

fn about(chain: PartnerId, subject: &str) -> SimpleExpr {
    Column::Chain.eq(chain.0).and(Column::Subject.eq(subject))
}

async fn rows_in(reach: &impl Reach, about: SimpleExpr, limit: u64) -> Result<Vec<Model>, StoreError> {
    let found = Entity::find().filter(about).order_by_desc(Column::Sequence).limit(limit);
    Ok(found.all(&reach.on()).await?)
}

fn typed<T: Subject>(row: Model) -> Entry<T::Event> {
    let event = any_event::of_one_kind(&row.verb, &row.details);
    Entry::of(row, event)
}

impl From<Model> for Entry {
    fn from(row: Model) -> Self {
        let event = AnyEvent::read(&row.subject, &row.verb, &row.details);
        Self::of(row, event)
    }
}

impl<E> Entry<E> {
    /// The logins that it names: the actor's, and that of whoever lent the right.
    pub fn logins(&self) -> impl Iterator<Item = String> {
        std::iter::once(self.actor.clone()).chain(self.instead_of.clone())
    }

    fn of(row: Model, event: Option<E>) -> Self {
        Self {
            sequence: row.sequence,
            at: row.at,
            actor: row.actor,
            role: Role::from_code(&row.role),
            instead_of: row.instead_of,
            verb: row.verb,
            subject: row.subject,
            details: row.details,
            event,
        }
    }
}
