//! What was sent to the clients of a partner, as its people look at it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use super::{read, within};
use crate::domain::archive::{ArchiveRequest, ArchiveStageCode, SendingShare};
use crate::domain::ids::ArchiveId;
use crate::domain::role::Scope;
use crate::domain::search::Question;
use crate::store::tables::archive::{Column, Entity};
use crate::store::{Reach, StoreError, counting, terms};

/// What of it is asked for.
#[derive(Clone, Debug, Default)]
pub struct SendingQuery {
    /// Only this share.
    pub share: Option<SendingShare>,
    /// Words of the client; empty text means all.
    pub words: String,
    /// Only what stands as it does since an instant or later.
    pub since: Option<DateTime<Utc>>,
}

/// How many letters arrived and how many did not since an instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SendingCounts {
    /// The mail server took them.
    pub arrived: u64,
    /// They do not arrive.
    pub lost: u64,
}

/// A part of what was sent, the newest first, at most `limit` below `after`.
pub async fn sent_page(
    reach: &impl Reach,
    scope: &Scope,
    query: &SendingQuery,
    after: Option<ArchiveId>,
    limit: u64,
) -> Result<Vec<ArchiveRequest>, StoreError> {
    let below = after.map(|id| Column::Id.lt(id.0));
    let found = asked(scope, query).add_option(below);
    let rows = Entity::find().filter(found).order_by_desc(Column::Id).limit(limit);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// How much of it there is, counted up to the limit of lists.
pub async fn sent_count(reach: &impl Reach, scope: &Scope, query: &SendingQuery) -> Result<u64, StoreError> {
    let found = Entity::find().select_only().column(Column::Id).filter(asked(scope, query));
    counting::up_to(reach, found.into_query(), counting::MOST).await
}

/// How many letters arrived, and how many did not, since an instant.
pub async fn sent_since(
    reach: &impl Reach,
    scope: &Scope,
    since: DateTime<Utc>,
) -> Result<SendingCounts, StoreError> {
    let of = |share: Condition| within(scope).add(Column::MovedAt.gte(since)).add(share);
    let count = |found: Condition| Entity::find().filter(found);
    let taken = Condition::any()
        .add(
            Column::Stage
                .is_in([ArchiveStageCode::Sent, ArchiveStageCode::Ready].map(ArchiveStageCode::code)),
        )
        .add(refusal("done"));
    Ok(SendingCounts {
        arrived: count(of(taken)).count(&reach.on()).await?,
        lost: count(of(shared(SendingShare::Lost))).count(&reach.on()).await?,
    })
}

fn asked(scope: &Scope, query: &SendingQuery) -> Condition {
    let since = query.since.map(|since| Column::MovedAt.gte(since));
    let all = within(scope).add_option(query.share.map(shared)).add_option(since);
    let question = Question::read(&query.words);
    if question.is_empty() {
        return all;
    }
    all.add(Column::OrganizationId.in_subquery(terms::named(&question)))
}

fn shared(share: SendingShare) -> Condition {
    let stages = share.stages().iter().map(|stage| stage.code());
    let letter = match share {
        SendingShare::Lost => "dead",
        SendingShare::Waiting => "due",
    };
    Condition::any().add(Column::Stage.is_in(stages)).add(refusal(letter))
}

/// A refused act whose letter stands so in the outbox. The states are constants of this program, so they need no binding.
fn refusal(letter: &'static str) -> SimpleExpr {
    Expr::cust(format!(
        "stage = 'declined' and exists (select 1 from errands e where e.deduplication = \
         'act_declined_letter:' || archives.id and e.state = '{letter}')"
    ))
}
