//! What ends: the organisations of which a product or a certificate ends in some days, and the ends of certificates.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, SelectStatement};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, JoinType::InnerJoin, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, RelationDef,
};

use super::tables::{application, certificate, licence, membership, organization, person};
use super::{Reach, StoreError, organizations};
use crate::domain::expiry::CertificateEnd;
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::month::moscow;
use crate::domain::organization::Organization;
use crate::domain::role::Scope;

/// The first and the last day of some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

impl DaySpan {
    /// The instants of these days in Moscow: from one on, and before another.
    fn instants(self) -> (DateTime<Utc>, DateTime<Utc>) {
        let midnight = |day: NaiveDate| {
            let begins = day.and_time(NaiveTime::MIN).and_local_timezone(moscow()).single();
            begins.map_or(DateTime::<Utc>::MAX_UTC, |at| at.with_timezone(&Utc))
        };
        let after = self.until.checked_add_days(Days::new(1)).unwrap_or(self.until);
        (midnight(self.from), midnight(after))
    }
}

/// The organisations in scope of which some period or certificate ends in these days, in the order of their identities; at
/// most `limit` after `after`.
pub async fn organizations(
    reach: &impl Reach,
    scope: &Scope,
    days: DaySpan,
    after: OrganizationId,
    limit: u64,
) -> Result<Vec<Organization>, StoreError> {
    let ending = Condition::any()
        .add(organization::Column::Id.in_subquery(with_period(days)))
        .add(organization::Column::Id.in_subquery(with_certificate(days)));
    let rows = organization::Entity::find()
        .filter(organizations::within(scope))
        .filter(ending)
        .filter(organization::Column::Id.gt(after.0))
        .order_by_asc(organization::Column::Id)
        .limit(limit)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(organizations::rows::read).collect()
}

fn with_period(days: DaySpan) -> SelectStatement {
    let ends = licence::Column::EndsOn.between(days.from, days.until);
    let found = licence::Entity::find().select_only().column(licence::Column::OrganizationId).filter(ends);
    found.into_query()
}

fn with_certificate(days: DaySpan) -> SelectStatement {
    let (from, before) = days.instants();
    let ends = certificate::Column::NotAfter.gte(from).and(certificate::Column::NotAfter.lt(before));
    application::Entity::find()
        .select_only()
        .column(application::Column::OrganizationId)
        .join(InnerJoin, of_application().rev())
        .filter(ends)
        .into_query()
}

fn of_application() -> RelationDef {
    certificate::Entity::belongs_to(application::Entity)
        .from(certificate::Column::ApplicationNumber)
        .to(application::Column::Number)
        .into()
}

/// The ends of the certificates of these organisations. The caller has found them in scope.
pub async fn certificates(
    reach: &impl Reach,
    organizations: &[OrganizationId],
) -> Result<Vec<(OrganizationId, CertificateEnd)>, StoreError> {
    let rows: Vec<(i64, String, String, DateTime<Utc>)> = certificate::Entity::find()
        .select_only()
        .column(application::Column::OrganizationId)
        .column(certificate::Column::OwnerSnils)
        .column(certificate::Column::OwnerName)
        .column(certificate::Column::NotAfter)
        .join(InnerJoin, of_application())
        .filter(application::Column::OrganizationId.is_in(organizations.iter().map(|id| id.0)))
        .order_by_asc(certificate::Column::NotAfter)
        .into_tuple()
        .all(&reach.on())
        .await?;
    let read = |(id, snils, name, not_after)| (OrganizationId(id), CertificateEnd { snils, name, not_after });
    Ok(rows.into_iter().map(read).collect())
}

/// Who acts for these organisations and can be written to. The caller has found them in scope.
pub async fn members(
    reach: &impl Reach,
    organizations: &[OrganizationId],
) -> Result<Vec<(OrganizationId, PersonId)>, StoreError> {
    let of_person: RelationDef = membership::Entity::belongs_to(person::Entity)
        .from(membership::Column::PersonId)
        .to(person::Column::Id)
        .into();
    let can_be_written_to = Expr::col((person::Entity, person::Column::DisabledAt)).is_null();
    let rows: Vec<(i64, i64)> = membership::Entity::find()
        .select_only()
        .columns([membership::Column::OrganizationId, membership::Column::PersonId])
        .join(InnerJoin, of_person)
        .filter(membership::Column::OrganizationId.is_in(organizations.iter().map(|id| id.0)))
        .filter(can_be_written_to)
        .order_by_asc(membership::Column::PersonId)
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|(of, person)| (OrganizationId(of), PersonId(person))).collect())
}
