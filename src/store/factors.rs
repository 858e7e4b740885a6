//! Second factors: authenticator apps with their sealed secrets, and recovery codes, of which only hashes are stored.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::tables::{authenticator, recovery_code};
use super::{Reach, StoreError, Tx, passkeys};
use crate::domain::factor::Factors;
use crate::domain::ids::PersonId;

/// An authenticator app of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct App {
    /// The sealed secret in use.
    pub secret: Option<String>,
    /// The step of the last code that was taken.
    pub last_step: Option<i64>,
    /// When it was set up.
    pub since: Option<DateTime<Utc>>,
    /// A sealed secret that was shown and not confirmed yet.
    pub waiting: Option<String>,
    /// When that one was shown.
    pub waiting_since: Option<DateTime<Utc>>,
}

/// The hash of a recovery code that is not used yet. The codes of a person share a salt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashedCode {
    /// The salt.
    pub salt: String,
    /// The hash.
    pub digest: String,
}

/// The second factors of a person.
pub async fn of_person(reach: &impl Reach, person: PersonId) -> Result<Factors, StoreError> {
    let app = app(reach, person).await?;
    let left = recovery_code::Entity::find().filter(unused(person)).count(&reach.on()).await?;
    let app_since = app.secret.and(app.since);
    let (passkeys, suspended_passkeys) = passkeys::count(reach, person).await?;
    Ok(Factors { app_since, recovery_codes: left, passkeys, suspended_passkeys })
}

/// Which of these people have a second factor that can be shown.
pub async fn having(reach: &impl Reach, people: &[PersonId]) -> Result<HashSet<PersonId>, StoreError> {
    use authenticator::Column::{PersonId as Of, Secret};
    let asked = Of.is_in(people.iter().map(|person| person.0)).and(Secret.is_not_null());
    let rows = authenticator::Entity::find().filter(asked).all(&reach.on()).await?;
    let with_app = rows.into_iter().map(|row| PersonId(row.person_id));
    Ok(with_app.chain(passkeys::holders(reach, people).await?).collect())
}

/// The app of a person; an empty one when there is none.
pub async fn app(reach: &impl Reach, person: PersonId) -> Result<App, StoreError> {
    let row = authenticator::Entity::find_by_id(person.0).one(&reach.on()).await?;
    Ok(row.map(App::from).unwrap_or_default())
}

/// Like [`app`], but locks the row: two codes of one person are taken one after the other.
pub async fn app_to_change(tx: &Tx, person: PersonId) -> Result<App, StoreError> {
    let row = authenticator::Entity::find_by_id(person.0).lock_exclusive().one(&tx.on()).await?;
    Ok(row.map(App::from).unwrap_or_default())
}

/// Writes the app of a person.
pub async fn write_app(tx: &Tx, person: PersonId, app: App) -> Result<(), StoreError> {
    use authenticator::Column::{LastStep, PersonId, Secret, Since, Waiting, WaitingSince};
    let row = authenticator::ActiveModel {
        person_id: Set(person.0),
        secret: Set(app.secret),
        last_step: Set(app.last_step),
        since: Set(app.since),
        waiting: Set(app.waiting),
        waiting_since: Set(app.waiting_since),
    };
    let columns = [Secret, LastStep, Since, Waiting, WaitingSince];
    let over = OnConflict::column(PersonId).update_columns(columns).to_owned();
    authenticator::Entity::insert(row).on_conflict(over).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Takes the code of a step: whether it is later than all that were taken. A code is good once.
pub async fn take_step(tx: &Tx, person: PersonId, step: i64) -> Result<bool, StoreError> {
    use authenticator::Column::{LastStep, PersonId};
    let earlier = LastStep.is_null().or(LastStep.lt(step));
    let taken = authenticator::Entity::update_many()
        .col_expr(LastStep, Expr::value(step))
        .filter(PersonId.eq(person.0).and(earlier))
        .exec(&tx.on())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Replaces the recovery codes of a person.
pub async fn write_codes(
    tx: &Tx,
    person: PersonId,
    codes: &[HashedCode],
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let of_person = recovery_code::Column::PersonId.eq(person.0);
    recovery_code::Entity::delete_many().filter(of_person).exec(&tx.on()).await?;
    let rows = codes.iter().map(|code| recovery_code::ActiveModel {
        person_id: Set(person.0),
        salt: Set(code.salt.clone()),
        digest: Set(code.digest.clone()),
        made_at: Set(at),
        used_at: Set(None),
        ..Default::default()
    });
    recovery_code::Entity::insert_many(rows).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// The salt that the codes of a person share, if there are any.
pub async fn salt(reach: &impl Reach, person: PersonId) -> Result<Option<String>, StoreError> {
    let row = recovery_code::Entity::find()
        .filter(unused(person))
        .order_by_asc(recovery_code::Column::Id)
        .one(&reach.on())
        .await?;
    Ok(row.map(|row| row.salt))
}

/// Uses the recovery code with this hash; whether there is one that was not used.
pub async fn use_code(
    tx: &Tx,
    person: PersonId,
    digest: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let used = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(at))
        .filter(unused(person).and(recovery_code::Column::Digest.eq(digest)))
        .exec(&tx.on())
        .await?;
    Ok(used.rows_affected > 0)
}

/// Drops the app, the passkeys and the recovery codes of a person.
pub async fn drop_all(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    authenticator::Entity::delete_by_id(person.0).exec(&tx.on()).await?;
    let of_person = recovery_code::Column::PersonId.eq(person.0);
    recovery_code::Entity::delete_many().filter(of_person).exec(&tx.on()).await?;
    passkeys::remove_all(tx, person).await
}

fn unused(person: PersonId) -> sea_orm::sea_query::SimpleExpr {
    recovery_code::Column::PersonId.eq(person.0).and(recovery_code::Column::UsedAt.is_null())
}

impl From<authenticator::Model> for App {
    fn from(row: authenticator::Model) -> Self {
        Self {
            secret: row.secret,
            last_step: row.last_step,
            since: row.since,
            waiting: row.waiting,
            waiting_since: row.waiting_since,
        }
    }
}
