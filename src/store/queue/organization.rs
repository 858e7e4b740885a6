//! Applications of organisations. The caller has opened the organisations in scope.

use sea_orm::sea_query::{Expr, Func};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use super::stage_in;
use crate::domain::application::Application;
use crate::domain::ids::{ApplicationNumber, OrganizationId};
use crate::domain::role::Scope;
use crate::domain::stage::StageCode;
use crate::store::applications::{read, within};
use crate::store::padding::padded;
use crate::store::tables::application::{Column, Entity};
use crate::store::{Reach, StoreError};

/// The applications of an organisation, newest first.
pub async fn of_organization(
    reach: &impl Reach,
    scope: &Scope,
    organization: OrganizationId,
    limit: u64,
) -> Result<Vec<Application>, StoreError> {
    let rows = Entity::find()
        .filter(within(scope))
        .filter(Column::OrganizationId.eq(organization.0))
        .order_by_desc(Column::Number)
        .limit(limit)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The numbers of all applications of an organisation in scope, newest first.
pub async fn numbers_of_organization(
    reach: &impl Reach,
    scope: &Scope,
    organization: OrganizationId,
) -> Result<Vec<ApplicationNumber>, StoreError> {
    let own = Entity::find().filter(within(scope)).filter(Column::OrganizationId.eq(organization.0));
    let numbers = own.select_only().column(Column::Number).order_by_desc(Column::Number);
    let numbers: Vec<i64> = numbers.into_tuple().all(&reach.on()).await?;
    Ok(numbers.into_iter().map(ApplicationNumber).collect())
}

/// All open applications of an organisation, newest first.
pub async fn open_of_organization(
    reach: &impl Reach,
    scope: &Scope,
    organization: OrganizationId,
) -> Result<Vec<Application>, StoreError> {
    let rows = Entity::find()
        .filter(within(scope))
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(stage_in(StageCode::OPEN))
        .order_by_desc(Column::Number)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The open applications of several organisations, newest first. The caller has found the organisations in scope.
pub async fn open_of_organizations(
    reach: &impl Reach,
    organizations: &[OrganizationId],
) -> Result<Vec<Application>, StoreError> {
    let rows = Entity::find()
        .filter(Column::OrganizationId.is_in(padded(organizations.iter().map(|id| id.0))))
        .filter(stage_in(StageCode::OPEN))
        .order_by_desc(Column::Number)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// All applications of an organisation that name this account, newest first.
pub async fn with_alias(
    reach: &impl Reach,
    scope: &Scope,
    organization: OrganizationId,
    alias: &str,
) -> Result<Vec<Application>, StoreError> {
    let rows = Entity::find()
        .filter(within(scope))
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::Alias.eq(alias))
        .order_by_desc(Column::Number)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The current application of each of these organisations: the last open one, otherwise the last one. The caller has
/// opened the organisations in scope.
pub async fn current_of_organizations(
    reach: &impl Reach,
    organizations: &[OrganizationId],
) -> Result<Vec<Application>, StoreError> {
    let open = Expr::case(stage_in(StageCode::OPEN), Expr::col(Column::Number));
    let last = Entity::find()
        .select_only()
        .expr_as(Func::coalesce([Func::max(open).into(), Column::Number.max()]), "number")
        .filter(Column::OrganizationId.is_in(padded(organizations.iter().map(|id| id.0))))
        .group_by(Column::OrganizationId)
        .into_query();
    let rows = Entity::find().filter(Column::Number.in_subquery(last)).all(&reach.on()).await?;
    rows.into_iter().map(read).collect()
}

/// Those of the given applications that belong to these organisations. The caller has opened the organisations in
/// scope.
pub async fn with_numbers(
    reach: &impl Reach,
    organizations: &[OrganizationId],
    numbers: &[ApplicationNumber],
) -> Result<Vec<Application>, StoreError> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::Number.is_in(padded(numbers.iter().map(|number| number.0))))
        .filter(Column::OrganizationId.is_in(padded(organizations.iter().map(|id| id.0))))
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The aliases of these organisations' product accounts, each with the last application that names it.
pub async fn aliases(
    reach: &impl Reach,
    organizations: &[OrganizationId],
) -> Result<Vec<(String, ApplicationNumber)>, StoreError> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .columns([Column::Alias])
        .column_as(Column::Number.max(), "number")
        .filter(Column::OrganizationId.is_in(padded(organizations.iter().map(|id| id.0))))
        .filter(Column::Alias.is_not_null())
        .group_by(Column::OrganizationId)
        .group_by(Column::Alias)
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|(alias, number)| (alias, ApplicationNumber(number))).collect())
}
