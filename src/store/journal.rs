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
pub struct Selection {
    /// The tenant whose chain is read.
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

/// Where a page of the journal ends: the instant and the sequence number of its last entry.
pub type Place = (DateTime<Utc>, i64);

impl Selection {
    /// Whether a part of the filter allows several values.
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

/// The entries that pass the filter, below a place, the newest first.
pub async fn entries(
    reach: &impl Reach,
    selection: &Selection,
    after: Option<Place>,
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

/// How many entries pass the filter, counted up to the limit of lists.
pub async fn count(reach: &impl Reach, selection: &Selection) -> Result<u64, StoreError> {
    let found = found(reach, selection).select_only().column(Column::Sequence);
    counting::up_to(reach, found.into_query(), counting::MOST).await
}

fn found(reach: &impl Reach, selection: &Selection) -> Select<Entity> {
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

/// The sort key of an entry. When a part of the filter allows several values, no index returns the entries in the order
/// of time. SQLite would then walk the whole chain in that order; the unary plus makes it use the filter's index and
/// sort.
fn time(reach: &impl Reach, selection: &Selection) -> SimpleExpr {
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

/// The entries that follow the last one of the page before.
fn below(after: Option<Place>) -> Condition {
    let Some((at, sequence)) = after else { return Condition::all() };
    let earlier = Column::At.lt(at).or(Column::Sequence.lt(sequence));
    Condition::all().add(Column::At.lte(at)).add(earlier)
}
