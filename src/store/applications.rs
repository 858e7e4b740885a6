//! Applications: one row each, written only if it still has the version that was read.

mod rows;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait as _, Order,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement,
};
use sha2::{Digest as _, Sha256};

pub(super) use rows::{active, listed, read};

use super::error::sound;
use super::logins;
use super::tables::application::{ActiveModel, Column, Entity};
use super::tables::{membership, original};
use super::{Engine, Reach, StoreError, Tx};
use crate::domain::application::Application;
use crate::domain::ids::{ApplicationNumber, ItsLoginId, OrganizationId};
use crate::domain::role::Scope;
use crate::domain::submission::{ApplicationType, Submission};

/// What the client sent, byte for byte, with the values parsed from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Original {
    /// The number of the revision, from 1.
    pub revision: i32,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// The body as it was sent, byte for byte.
    pub body: String,
    /// The digest of the body.
    pub sha256: String,
    /// The parsed body.
    pub content: Submission,
}

impl Original {
    /// The digest of the body and of its parsed form, for the audit.
    pub fn digest(&self) -> Result<String, StoreError> {
        Ok(original_digest(&self.sha256, &content(self)?))
    }
}

/// Like [`Original::digest`], from the columns of a row: the digest of the body and the parsed form.
pub(super) fn original_digest(sha256: &str, content: &str) -> String {
    hex::encode(Sha256::digest(format!("{sha256}\n{content}").as_bytes()))
}

fn content(original: &Original) -> Result<String, StoreError> {
    sound(serde_json::to_string(&original.content).ok(), "originals", "content", original.revision)
}

/// Takes the next number; numbers are unique and may have gaps.
pub async fn next_number(tx: &Tx) -> Result<ApplicationNumber, StoreError> {
    let sql = match tx.engine() {
        Engine::Postgres => "select nextval('application_numbers') as number",
        Engine::Sqlite => {
            "update counters set last = last + 1 where name = 'application_numbers' returning last as number"
        }
    };
    let reach = tx.on();
    let row = reach.query_one_raw(Statement::from_string(reach.get_database_backend(), sql)).await?;
    Ok(ApplicationNumber(row.ok_or(NO_NUMBER)?.try_get("", "number")?))
}

const NO_NUMBER: StoreError = StoreError::Broken("the sequence of application numbers");

/// The condition that an application is in scope.
pub(super) fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Organizations(ids) => Condition::all().add(of_members(ids)),
        Scope::Client { account, organizations } => {
            let own = || logins::of_holder(*account);
            let sent = Column::SentLoginId.in_subquery(own());
            // Where somebody acts for the organisation, whoever was ended among them does not.
            let bound = Column::BoundLoginId.in_subquery(own()).and(has_members().not());
            Condition::any().add(of_members(organizations)).add(sent).add(bound)
        }
        Scope::ItsLogin(login) => {
            let own = || logins::of_same_account(*login);
            let sent = Column::SentLoginId.in_subquery(own());
            Condition::any().add(sent).add(Column::BoundLoginId.in_subquery(own()))
        }
    }
}

/// Whether anybody is a member of the application's organisation.
fn has_members() -> SimpleExpr {
    let of_it = Expr::col((membership::Entity, membership::Column::OrganizationId))
        .equals((Entity, Column::OrganizationId));
    Expr::exists(Query::select().expr(Expr::val(1)).from(membership::Entity).and_where(of_it).to_owned())
}

fn of_members(organizations: &[OrganizationId]) -> SimpleExpr {
    Column::OrganizationId.is_in(organizations.iter().map(|organization| organization.0))
}

/// The application in scope with this number; otherwise the error is `NotFound`.
pub async fn open(
    reach: &impl Reach,
    scope: &Scope,
    number: ApplicationNumber,
) -> Result<Application, StoreError> {
    let row = Entity::find_by_id(number.0).filter(within(scope)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// Like [`open`], but locks the row until the transaction ends.
pub async fn open_to_change(
    tx: &Tx,
    scope: &Scope,
    number: ApplicationNumber,
) -> Result<Application, StoreError> {
    let row = Entity::find_by_id(number.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The numbers of the applications of these organisations, at most `limit`.
pub async fn of_organizations(
    reach: &impl Reach,
    scope: &Scope,
    organizations: &[OrganizationId],
    limit: u64,
) -> Result<Vec<ApplicationNumber>, StoreError> {
    let numbers: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Number)
        .filter(Column::OrganizationId.is_in(organizations.iter().map(|id| id.0)))
        .filter(within(scope))
        .limit(limit)
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(numbers.into_iter().map(ApplicationNumber).collect())
}

/// Whether a connection of an organisation was ever approved.
pub async fn was_connected(reach: &impl Reach, organization: OrganizationId) -> Result<bool, StoreError> {
    let connections = Column::OrganizationId
        .eq(organization.0)
        .and(Column::Kind.eq(ApplicationType::Connect.code()))
        .and(Column::ApprovedAt.is_not_null());
    Ok(Entity::find().filter(connections).count(&reach.on()).await? > 0)
}

/// The names of the organisations of these applications, as far as the applications are in scope.
pub async fn names(
    reach: &impl Reach,
    scope: &Scope,
    numbers: &[ApplicationNumber],
) -> Result<HashMap<ApplicationNumber, String>, StoreError> {
    let rows: Vec<(i64, String)> = Entity::find()
        .select_only()
        .columns([Column::Number, Column::OrganizationName])
        .filter(Column::Number.is_in(numbers.iter().map(|number| number.0)))
        .filter(within(scope))
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|(number, name)| (ApplicationNumber(number), name)).collect())
}

/// Inserts a new application, or updates one that still has the version that was read.
pub(super) async fn write(tx: &Tx, application: &Application) -> Result<(), StoreError> {
    let row = active(application);
    if application.version == 0 {
        Entity::insert(ActiveModel { number: Set(application.number.0), ..row })
            .exec_without_returning(&tx.on())
            .await?;
        return Ok(());
    }
    let written = Entity::update_many()
        .set(rows::changeable(row))
        .filter(Column::Number.eq(application.number.0))
        .filter(Column::Version.eq(application.version))
        .exec(&tx.on())
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Writes what the client sent; earlier revisions stay.
pub async fn keep_original(
    tx: &Tx,
    number: ApplicationNumber,
    login: ItsLoginId,
    original: &Original,
) -> Result<(), StoreError> {
    let row = original_row(number, login, original)?;
    original::Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

pub(super) fn original_row(
    number: ApplicationNumber,
    login: ItsLoginId,
    original: &Original,
) -> Result<original::ActiveModel, StoreError> {
    Ok(original::ActiveModel {
        application_number: Set(number.0),
        revision: Set(original.revision),
        received_at: Set(original.received_at),
        login_id: Set(login.0),
        body: Set(original.body.clone()),
        content: Set(content(original)?),
        sha256: Set(original.sha256.clone()),
    })
}

/// The latest revision that the client sent. The caller has opened the application in scope.
pub async fn original(reach: &impl Reach, number: ApplicationNumber) -> Result<Original, StoreError> {
    revision(reach, number, Order::Desc).await
}

/// The first revision that the client sent. The caller has opened the application in scope.
pub async fn first_original(reach: &impl Reach, number: ApplicationNumber) -> Result<Original, StoreError> {
    revision(reach, number, Order::Asc).await
}

/// The applications with these numbers, in any tenant.
pub async fn with_numbers(
    reach: &impl Reach,
    numbers: &[ApplicationNumber],
) -> Result<HashMap<ApplicationNumber, Application>, StoreError> {
    let rows = Entity::find().filter(Column::Number.is_in(numbers.iter().map(|number| number.0)));
    let read = rows.all(&reach.on()).await?.into_iter().map(|row| read(row).map(|one| (one.number, one)));
    read.collect()
}

/// The parsed bodies of these applications, in all revisions. Unreadable ones are left out: the check of originals
/// reports them.
pub async fn contents(
    reach: &impl Reach,
    numbers: &[ApplicationNumber],
) -> Result<Vec<(ApplicationNumber, Submission)>, StoreError> {
    let numbers: Vec<i64> = numbers.iter().map(|number| number.0).collect();
    let rows = original::Entity::find().filter(original::Column::ApplicationNumber.is_in(numbers));
    let read = rows.all(&reach.on()).await?.into_iter().filter_map(|row| {
        let content = serde_json::from_str(&row.content).ok()?;
        Some((ApplicationNumber(row.application_number), content))
    });
    Ok(read.collect())
}

/// All revisions that the client sent, newest first. The caller has opened the application in scope.
pub async fn originals(reach: &impl Reach, number: ApplicationNumber) -> Result<Vec<Original>, StoreError> {
    let rows = original::Entity::find()
        .filter(original::Column::ApplicationNumber.eq(number.0))
        .order_by_desc(original::Column::Revision)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read_original).collect()
}

async fn revision(
    reach: &impl Reach,
    number: ApplicationNumber,
    order: Order,
) -> Result<Original, StoreError> {
    let row = original::Entity::find()
        .filter(original::Column::ApplicationNumber.eq(number.0))
        .order_by(original::Column::Revision, order)
        .one(&reach.on())
        .await?
        .ok_or(StoreError::NotFound)?;
    read_original(row)
}

fn read_original(row: original::Model) -> Result<Original, StoreError> {
    let content =
        sound(serde_json::from_str(&row.content).ok(), "originals", "content", row.application_number)?;
    Ok(Original {
        revision: row.revision,
        received_at: row.received_at,
        body: row.body,
        sha256: row.sha256,
        content,
    })
}
