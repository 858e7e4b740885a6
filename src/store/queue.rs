//! The queue: tabs, filters and pages over applications. A tab's count and its list use the same condition.

mod order;
mod organization;
mod people;
mod reviewers;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Func, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

pub use organization::{
    aliases, current_of_organizations, numbers_of_organization, of_organization, open_of_organization,
    open_of_organizations, with_alias, with_numbers,
};

pub use people::{QueuePerson, people};
pub use reviewers::{Reviewer, can_review, in_review_of, reviewers};

use super::applications::{read, within};
use super::tables::application::{Column, Entity};
use super::{Reach, StoreError, archives, questions, terms};
use crate::domain::application::Application;
use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::queue::{ModeFilter, QueueFilter, QueueStretch, Tab};
use crate::domain::role::Scope;
use crate::domain::search::Question;
use crate::domain::stage::StageCode;

/// What the count of waiting questions is called beside those of the tabs.
const QUESTIONS: &str = "questions";
/// What the count of acts to check is called there.
const ACTS: &str = "acts";
/// What the highest number of the tab is called there.
const NEWEST: &str = "newest";

/// The applications of a tab that pass the filter, at most `limit` of a stretch.
pub async fn page(
    reach: &impl Reach,
    scope: &Scope,
    asked: &QueueQuery<'_>,
    stretch: QueueStretch<'_>,
    limit: u64,
) -> Result<Vec<Application>, StoreError> {
    let query = order::ordered(Entity::find().filter(condition(scope, asked)), stretch);
    query.limit(limit).all(&reach.on()).await?.into_iter().map(read).collect()
}

/// How many applications a tab holds with this filter.
pub async fn count(reach: &impl Reach, scope: &Scope, asked: &QueueQuery<'_>) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(condition(scope, asked)).count(&reach.on()).await?)
}

/// How many applications of a tab with this filter have a higher number than this one.
pub async fn arrived(
    reach: &impl Reach,
    scope: &Scope,
    asked: &QueueQuery<'_>,
    since: ApplicationNumber,
) -> Result<u64, StoreError> {
    let above = Entity::find().filter(condition(scope, asked)).filter(Column::Number.gt(since.0));
    Ok(above.count(&reach.on()).await?)
}

/// How much waits for a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabCounts {
    /// The applications of each tab, in the order of the tabs.
    pub tabs: Vec<u64>,
    /// The questions that wait for an answer.
    pub questions: u64,
    /// The reconciliation acts that wait for a check.
    pub acts: u64,
    /// The highest number among the open applications of the tab.
    pub newest: Option<ApplicationNumber>,
}

/// Counts the applications of several tabs with this filter, in one query over open applications, and beside them the
/// questions that wait. Every tab of `tabs` must list open applications only.
pub async fn counts(
    reach: &impl Reach,
    scope: &Scope,
    asked: &QueueQuery<'_>,
    tabs: &[Tab],
) -> Result<TabCounts, StoreError> {
    let moving = condition(scope, &QueueQuery { tab: Tab::InWork, ..asked.clone() });
    let look = tabs.iter().fold(Entity::find().select_only().filter(moving), |look, one| {
        let held = Expr::case(tab(&QueueQuery { tab: *one, ..asked.clone() }), Expr::cust("1"));
        look.expr_as(Func::count(held), one.code())
    });
    let newest = Func::max(Expr::case(tab(asked), Expr::col(Column::Number)));
    let look = look.expr_as(newest, NEWEST);
    let look = look.expr_as(SimpleExpr::from(questions::waiting(scope)), QUESTIONS);
    let look = look.expr_as(SimpleExpr::from(archives::waiting_count(scope)), ACTS);
    let row =
        reach.on().query_one(&look.into_query()).await?.ok_or(StoreError::Broken("an answer to a count"))?;
    let count = |name: &str| Ok(u64::try_from(row.try_get::<i64>("", name)?).unwrap_or(0));
    let tabs: Result<Vec<u64>, StoreError> = tabs.iter().map(|one| count(one.code())).collect();
    let newest = row.try_get::<Option<i64>>("", NEWEST)?.map(ApplicationNumber);
    Ok(TabCounts { tabs: tabs?, questions: count(QUESTIONS)?, acts: count(ACTS)?, newest })
}

/// The numbers of all applications that a tab lists with this filter.
pub(super) async fn numbers(
    reach: &impl Reach,
    scope: &Scope,
    asked: &QueueQuery<'_>,
) -> Result<Vec<i64>, StoreError> {
    let query = Entity::find().select_only().column(Column::Number).filter(condition(scope, asked));
    Ok(query.order_by_desc(Column::Number).into_tuple().all(&reach.on()).await?)
}

/// The applications in scope in any stage, newest first, at most `limit` below `after`.
pub async fn own(
    reach: &impl Reach,
    scope: &Scope,
    after: Option<ApplicationNumber>,
    limit: u64,
) -> Result<Vec<Application>, StoreError> {
    let mut query = Entity::find().filter(within(scope));
    if let Some(after) = after {
        query = query.filter(Column::Number.lt(after.0));
    }
    let rows = query.order_by_desc(Column::Number).limit(limit).all(&reach.on()).await?;
    rows.into_iter().map(read).collect()
}

/// How many applications are in scope.
pub async fn count_own(reach: &impl Reach, scope: &Scope) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(within(scope)).count(&reach.on()).await?)
}

/// Those of the given applications that are in scope, newest first.
pub async fn chosen(
    reach: &impl Reach,
    scope: &Scope,
    numbers: &[ApplicationNumber],
) -> Result<Vec<Application>, StoreError> {
    let rows = Entity::find()
        .filter(within(scope))
        .filter(Column::Number.is_in(numbers.iter().map(|number| number.0)))
        .order_by_desc(Column::Number)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The viewer's next application in a tab, by deadline: first those that the viewer reviews, then those without a
/// reviewer. `left` is skipped.
pub async fn next(
    reach: &impl Reach,
    scope: &Scope,
    asked: &QueueQuery<'_>,
    left: ApplicationNumber,
) -> Result<Option<ApplicationNumber>, StoreError> {
    let taken = Condition::all()
        .add(stage_in(&[StageCode::InReview]))
        .add(Column::ReviewerId.eq(asked.reader.map_or(0, |person| person.0)))
        .add(Column::HoldUntil.is_null());
    let untaken = Condition::all().add(stage_in(&[StageCode::Received]));
    for (waiting, deadline) in [(taken, Column::ForwardBy), (untaken, Column::TakeBy)] {
        let row = Entity::find()
            .filter(condition(scope, asked).add(waiting).add(Column::Number.ne(left.0)))
            .order_by_asc(deadline)
            .order_by_asc(Column::Number)
            .one(&reach.on())
            .await?;
        if let Some(row) = row {
            return Ok(Some(ApplicationNumber(row.number)));
        }
    }
    Ok(None)
}

/// A query of the queue.
#[derive(Clone, Debug)]
pub struct QueueQuery<'a> {
    /// The tab.
    pub tab: Tab,
    /// The filter.
    pub filter: &'a QueueFilter,
    /// The viewer; «Мои» lists the viewer's applications.
    pub reader: Option<PersonId>,
    /// The present instant; «Просрочены» depends on it.
    pub now: DateTime<Utc>,
}

fn condition(scope: &Scope, asked: &QueueQuery<'_>) -> Condition {
    Condition::all().add(within(scope)).add(tab(asked)).add(filter(asked.filter, asked.now))
}

fn tab(asked: &QueueQuery<'_>) -> Condition {
    let at = |stages: &[StageCode]| Condition::all().add(stage_in(stages));
    // The condition is repeated word for word, since SQLite uses the index over open applications only then.
    let open_at = |stages: &[StageCode]| at(StageCode::OPEN).add(stage_in(stages));
    match asked.tab {
        Tab::New => open_at(&[StageCode::Received]),
        Tab::Mine => {
            at(StageCode::OPEN).add(Column::ReviewerId.eq(asked.reader.map_or(0, |person| person.0)))
        }
        Tab::InWork => at(StageCode::OPEN),
        Tab::Returned => open_at(&[StageCode::NeedsClient]),
        Tab::AtOperator => open_at(StageCode::AT_OPERATOR),
        Tab::Attention => Condition::all().add(Column::AttentionSince.is_not_null()),
        Tab::OnHold => open_at(&[StageCode::InReview]).add(Column::HoldUntil.is_not_null()),
        Tab::Late => at(StageCode::OPEN).add(late(asked.now)),
        Tab::Finished => at(StageCode::FINISHED),
    }
}

/// Stages are written into the statement, not bound, so that the index over open applications is used.
fn stage_in(stages: &[StageCode]) -> SimpleExpr {
    let codes: Vec<String> = stages.iter().map(|stage| format!("'{}'", stage.code())).collect();
    sea_orm::sea_query::Expr::cust(format!("stage in ({})", codes.join(", ")))
}

fn late(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(Condition::all().add(stage_in(&[StageCode::Received])).add(Column::TakeBy.lt(now)))
        .add(
            Condition::all()
                .add(stage_in(&[StageCode::InReview]))
                .add(Column::ForwardBy.lt(now))
                .add(Column::HoldUntil.is_null()),
        )
}

/// Those of the organisations that a question names.
pub(super) fn named(words: &str) -> Option<SimpleExpr> {
    let question = Question::read(words);
    (!question.is_empty()).then(|| Column::OrganizationId.in_subquery(terms::named(&question)))
}

fn filter(filter: &QueueFilter, now: DateTime<Utc>) -> Condition {
    let mut all = Condition::all()
        .add_option(filter.kind.map(|kind| Column::Kind.eq(kind.code())))
        .add_option(filter.reviewer.map(|person| Column::ReviewerId.eq(person.0)))
        .add_option(filter.received_from.map(|from| Column::ReceivedAt.gte(from)))
        .add_option(filter.reason.as_ref().map(|code| Column::ReasonCode.eq(code)))
        .add_option(named(&filter.words))
        .add_option(
            filter.direction.map(|body| Column::Directions.contains(super::applications::listed(body))),
        );
    if filter.late {
        all = all.add(late(now));
    }
    match filter.mode {
        None => all,
        Some(ModeFilter::Off) => all.add(Column::Enabled.eq(false)),
        Some(ModeFilter::Tier(tier)) => all.add(Column::Enabled.eq(true)).add(Column::Tier.eq(tier.code())),
        Some(ModeFilter::ListEmpty) => all.add(Column::Enabled.eq(true)).add(Column::UsersCount.eq(0)),
    }
}
