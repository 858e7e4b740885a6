//! The journal: the entries of one chain, filtered, the newest first.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DbBackend, EntityTrait as _, Order, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, Select,
};

use super::audit::Entry;
use super::tables::audit_entry::{Column, Entity};
use super::{Reach, StoreError, counting};
use crate::domain::ids::PartnerId;
use crate::domain::journal::Act;
use crate::domain::role::Role;

/// A filter over the entries of one chain. The chain is the scope; the caller has checked the right to read it.
#[derive(Clone, Debug)]
pub struct EntryFilter {
    /// Whose chain.
    pub chain: PartnerId,
    /// The first instant, included.
    pub from: Option<DateTime<Utc>>,
    /// The end, excluded.
    pub until: Option<DateTime<Utc>>,
    /// The actor or the actor's role.
    pub by: Option<By>,
    /// The kind of act.
    pub act: Option<Act>,
    /// The subjects, by their audit names; an entry about any of them passes.
    pub about: Option<Vec<String>>,
}

/// A filter by actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The actor with this audit name.
    Actor(String),
    /// Any actor in one of these roles.
    Roles(&'static [Role]),
}

/// Where a page of the journal ends: at its last entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The instant of the entry.
    pub at: DateTime<Utc>,
    /// Its number in the chain.
    pub sequence: i64,
}

impl EntryFilter {
    /// Whether something has several values to choose from.
    fn has_alternatives(&self) -> bool {
        let roles = matches!(&self.by, Some(By::Roles(roles)) if roles.len() > 1);
        let kinds = self.act.is_some_and(|act| act.subjects().len() > 1);
        roles || kinds || self.about.is_some()
    }

    /// The whole chain.
    #[must_use]
    pub const fn of(chain: PartnerId) -> Self {
        Self { chain, from: None, until: None, by: None, act: None, about: None }
    }
}

/// The entries of a selection below a cursor, the newest first.
pub async fn entries(
    reach: &impl Reach,
    selection: &EntryFilter,
    after: Option<Cursor>,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let rows = found(reach, selection)
        .filter(below(after))
        .order_by(time(reach, selection), Order::Desc)
        .order_by_desc(Column::Sequence)
        .limit(limit)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// How many entries a selection has, as far as lists are counted.
pub async fn count(reach: &impl Reach, selection: &EntryFilter) -> Result<u64, StoreError> {
    let found = found(reach, selection).select_only().column(Column::Sequence);
    counting::up_to(reach, found.into_query(), counting::MOST).await
}

fn found(reach: &impl Reach, selection: &EntryFilter) -> Select<Entity> {
    let by = selection.by.as_ref().map(|by| match by {
        By::Actor(actor) => Column::Actor.eq(actor),
        By::Roles(roles) => Column::Role.is_in(roles.iter().map(|role| role.code())),
    });
    Entity::find()
        .filter(Column::Chain.eq(selection.chain.0))
        .filter(Condition::all().add_option(selection.from.map(|from| Column::At.gte(from))))
        .filter(Condition::all().add_option(selection.until.map(|until| Column::At.lt(until))))
        .filter(Condition::all().add_option(by))
        .filter(Condition::all().add_option(selection.act.map(|act| of_act(reach, act))))
        .filter(
            Condition::all().add_option(selection.about.as_ref().map(|about| Column::Subject.is_in(about))),
        )
}

fn of_act(reach: &impl Reach, act: Act) -> Condition {
    let subjects = act.subjects();
    // A single kind is compared with `=`, so that the index returns its entries in the order of time.
    let kind = match subjects {
        [only] => kind(reach).eq(*only),
        several => kind(reach).is_in(several.iter().copied()),
    };
    let verbs = act.verbs();
    let verb = (!verbs.is_empty()).then(|| Column::Verb.is_in(verbs.iter().copied()));
    Condition::all().add(kind).add_option(verb)
}

/// The time of an entry, as it is sorted by. Where several values are looked for, no index has their entries in the order
/// of time: SQLite would walk the whole chain in that order, unless it is told that it must sort anyway.
fn time(reach: &impl Reach, selection: &EntryFilter) -> SimpleExpr {
    let on_sqlite = reach.on().get_database_backend() == DbBackend::Sqlite;
    Expr::cust(if on_sqlite && selection.has_alternatives() { "+at" } else { "at" })
}

/// The kind of the subject: the part before the colon. The index is over the same expression.
fn kind(reach: &impl Reach) -> SimpleExpr {
    let on_postgres = reach.on().get_database_backend() == DbBackend::Postgres;
    Expr::cust(if on_postgres {
        "split_part(subject, ':', 1)"
    } else {
        "substr(subject, 1, instr(subject, ':') - 1)"
    })
}

/// Below the last entry of the page before.
fn below(after: Option<Cursor>) -> Condition {
    let Some(Cursor { at, sequence }) = after else { return Condition::all() };
    let earlier = Column::At.lt(at).or(Column::Sequence.lt(sequence));
    Condition::all().add(Column::At.lte(at)).add(earlier)
}
