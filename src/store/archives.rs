//! Archives of documents that clients asked for. An account finds its own, as long as it acts for the organisation.

pub mod links;
mod rows;
pub mod sendings;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{ExprTrait as _, SelectStatement};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use super::tables::archive::{Column, Entity};
use super::{Reach, StoreError, Tx};
use crate::domain::archive::{ArchiveRequest, ArchiveStageCode};
use crate::domain::ids::{ArchiveId, OrganizationId, PersonId};
use crate::domain::role::Scope;
use rows::read;
pub(super) use rows::write;

/// Where a page of acts that wait for a check begins: after the act with this promise and identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActPlace {
    /// By when it is promised.
    pub promised_at: DateTime<Utc>,
    /// The act.
    pub id: ArchiveId,
}

/// The stages of requests that gave nothing out: the same wish after them is another request.
const SETTLED_WITHOUT: [ArchiveStageCode; 3] =
    [ArchiveStageCode::Nothing, ArchiveStageCode::Declined, ArchiveStageCode::Bounced];

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Client { account, organizations } => Condition::all()
            .add(Column::PersonId.eq(account.0))
            .add(Column::OrganizationId.is_in(organizations.iter().map(|id| id.0))),
        Scope::Organizations(_) | Scope::ItsLogin(_) => Condition::all().add(Column::Id.eq(0)),
    }
}

/// One of the archives in scope.
pub async fn open(reach: &impl Reach, scope: &Scope, id: ArchiveId) -> Result<ArchiveRequest, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// Like [`open`], but locks the row until the transaction ends.
pub async fn open_to_change(tx: &Tx, scope: &Scope, id: ArchiveId) -> Result<ArchiveRequest, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The archives in scope, the newest first, at most `limit` below `after`.
pub async fn page(
    reach: &impl Reach,
    scope: &Scope,
    after: Option<ArchiveId>,
    limit: u64,
) -> Result<Vec<ArchiveRequest>, StoreError> {
    let below = after.map(|id| Column::Id.lt(id.0));
    let rows = Entity::find().filter(within(scope).add_option(below)).order_by_desc(Column::Id).limit(limit);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// How many archives are in scope.
pub async fn count(reach: &impl Reach, scope: &Scope) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(within(scope)).count(&reach.on()).await?)
}

/// The reconciliation acts of a partner that wait for a check, those promised first in front, after a place.
pub async fn to_check(
    reach: &impl Reach,
    scope: &Scope,
    after: Option<ActPlace>,
    limit: u64,
) -> Result<Vec<ArchiveRequest>, StoreError> {
    let after = after.map(|place| {
        Column::PromisedAt
            .gt(place.promised_at)
            .or(Column::PromisedAt.eq(place.promised_at).and(Column::Id.gt(place.id.0)))
    });
    let rows = Entity::find()
        .filter(waiting(scope).add_option(after))
        .order_by_asc(Column::PromisedAt)
        .order_by_asc(Column::Id)
        .limit(limit);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// How many reconciliation acts wait for a check.
pub async fn to_check_count(reach: &impl Reach, scope: &Scope) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(waiting(scope)).count(&reach.on()).await?)
}

/// The reconciliation acts that people of a partner sent or refused, the last moved first.
pub async fn checked(
    reach: &impl Reach,
    scope: &Scope,
    limit: u64,
) -> Result<Vec<ArchiveRequest>, StoreError> {
    let rows = Entity::find()
        .filter(answered(scope))
        .order_by_desc(Column::MovedAt)
        .order_by_desc(Column::Id)
        .limit(limit);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// How many reconciliation acts people of a partner sent or refused.
pub async fn checked_count(reach: &impl Reach, scope: &Scope) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(answered(scope)).count(&reach.on()).await?)
}

/// Counts the reconciliation acts that wait for a check, as a part of another statement.
pub(super) fn waiting_count(scope: &Scope) -> SelectStatement {
    let counted = Entity::find().select_only().column_as(Column::Id.count(), "waiting");
    counted.filter(waiting(scope)).into_query()
}

fn waiting(scope: &Scope) -> Condition {
    within(scope).add(Column::Stage.eq(ArchiveStageCode::Checking.code()))
}

fn answered(scope: &Scope) -> Condition {
    within(scope).add(Column::PromisedAt.is_not_null()).add(
        Column::Stage.is_not_in(
            [ArchiveStageCode::Checking, ArchiveStageCode::Confirming].map(ArchiveStageCode::code),
        ),
    )
}

/// A number that grows whenever something happens to an archive in scope.
pub async fn version(reach: &impl Reach, scope: &Scope) -> Result<i32, StoreError> {
    let sum: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Column::Version.sum(), "versions")
        .filter(within(scope))
        .into_tuple()
        .one(&reach.on())
        .await?;
    Ok(i32::try_from(sum.flatten().unwrap_or_default()).unwrap_or(i32::MAX))
}

/// The last request for the same documents to the same address since an instant, unless it gave nothing out. The caller has locked the chain of the
/// partner: nobody else asks meanwhile.
pub async fn same(
    tx: &Tx,
    new: &ArchiveRequest,
    since: DateTime<Utc>,
) -> Result<Option<ArchiveRequest>, StoreError> {
    let theirs = match new.act.theirs {
        Some(sum) => Column::Theirs.eq(sum.kopecks()),
        None => Column::Theirs.is_null(),
    };
    let same = Column::PersonId
        .eq(new.account.0)
        .and(Column::OrganizationId.eq(new.organization.0))
        .and(Column::Kind.eq(new.kind.code()))
        .and(Column::FirstDay.eq(new.period.first))
        .and(Column::LastDay.eq(new.period.last))
        .and(Column::Email.eq(new.email.as_str()))
        .and(theirs)
        .and(Column::Stage.is_not_in(SETTLED_WITHOUT.map(ArchiveStageCode::code)))
        .and(Column::AskedAt.gt(since));
    Entity::find().filter(same).order_by_desc(Column::Id).one(&tx.on()).await?.map(read).transpose()
}

/// The act that a client was given with the latest end of its period.
pub async fn last_act(
    reach: &impl Reach,
    scope: &Scope,
    organization: OrganizationId,
) -> Result<Option<ArchiveRequest>, StoreError> {
    let given = answered(scope)
        .add(Column::OrganizationId.eq(organization.0))
        .add(Column::Stage.ne(ArchiveStageCode::Declined.code()));
    let last = Entity::find().filter(given).order_by_desc(Column::LastDay).order_by_desc(Column::Id);
    last.one(&reach.on()).await?.map(read).transpose()
}

/// When an organisation asked for the `nth` last archive since an instant, if it asked so often.
pub async fn nth_last(
    tx: &Tx,
    organization: OrganizationId,
    since: DateTime<Utc>,
    nth: u64,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let asked = Column::OrganizationId.eq(organization.0).and(Column::AskedAt.gt(since));
    let rows = Entity::find().filter(asked).order_by_desc(Column::Id).offset(nth - 1);
    Ok(rows.one(&tx.on()).await?.map(|row| row.asked_at))
}

/// Whether an account confirmed this address for an organisation before.
pub async fn is_confirmed(
    reach: &impl Reach,
    account: PersonId,
    organization: OrganizationId,
    email: &str,
) -> Result<bool, StoreError> {
    let confirmed = Column::PersonId
        .eq(account.0)
        .and(Column::OrganizationId.eq(organization.0))
        .and(Column::Email.eq(email))
        .and(Column::ConfirmedAt.is_not_null());
    Ok(Entity::find().filter(confirmed).one(&reach.on()).await?.is_some())
}

/// Gives an archive its place, before its first event is kept.
pub async fn place(tx: &Tx, new: ArchiveRequest) -> Result<ArchiveRequest, StoreError> {
    let id = ArchiveId(Entity::insert(rows::active(&new)).exec(&tx.on()).await?.last_insert_id);
    Ok(ArchiveRequest { id, ..new })
}
