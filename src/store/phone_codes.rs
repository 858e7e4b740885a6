//! Codes that go to phones by SMS, added together with the errands of their messages. No digit of a code is stored.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::audit::OPERATOR_CHAIN;
use super::tables::phone_code::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, outbox};
use crate::domain::errand::Errand;
use crate::domain::ids::{PersonId, PhoneCodeId, RegistrationId};
use crate::domain::phone_code::{LIFETIME, PhoneCode, TRIES};

/// How long a row is kept.
const KEPT: Duration = Duration::hours(24);

/// Adds a code and owes its message: for a registration, or for another password, which this browser asked for. Codes of
/// the day before are forgotten.
pub async fn ask(
    tx: &Tx,
    phone: &str,
    registration: Option<RegistrationId>,
    browser: &str,
    at: DateTime<Utc>,
) -> Result<PhoneCodeId, StoreError> {
    Entity::delete_many().filter(Column::AskedAt.lte(at - KEPT)).exec(&tx.on()).await?;
    let row = ActiveModel {
        id: NotSet,
        phone: Set(phone.to_owned()),
        registration_id: Set(registration.map(|id| id.0)),
        browser: Set(browser.to_owned()),
        tries: Set(0),
        asked_at: Set(at),
        expires_at: Set(at + LIFETIME),
        used_at: Set(None),
        failed_at: Set(None),
    };
    let code = PhoneCodeId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id);
    owe(tx, Errand::PhoneCode { code }, 0, at).await?;
    Ok(code)
}

async fn owe(tx: &Tx, errand: Errand, version: i32, at: DateTime<Utc>) -> Result<(), StoreError> {
    let key = errand.deduplication(version);
    outbox::owe(tx, &outbox::Owed { errand, partner: OPERATOR_CHAIN, key, due_at: at, at }).await
}

/// Owes the message to a person that somebody has tried the codes of their number; `code` is the one that ran out.
pub async fn owe_guesses(
    tx: &Tx,
    person: PersonId,
    code: PhoneCodeId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    owe(tx, Errand::CodeGuesses { person, code }, 0, at).await
}

/// The code with this identity.
pub async fn find(reach: &impl Reach, id: PhoneCodeId) -> Result<Option<PhoneCode>, StoreError> {
    Ok(Entity::find_by_id(id.0).one(&reach.on()).await?.map(PhoneCode::from))
}

/// Whether another code was asked for in the place of this one, which is then good for nothing.
pub async fn is_replaced(reach: &impl Reach, id: PhoneCodeId) -> Result<bool, StoreError> {
    let Some(row) = Entity::find_by_id(id.0).one(&reach.on()).await? else { return Ok(true) };
    let newest = match row.registration_id {
        Some(registration) => of_registration(reach, RegistrationId(registration)).await?,
        None => of_browser(reach, &row.browser).await?,
    };
    Ok(newest.is_some_and(|newest| newest.id != id))
}

/// The last code of a registration: it alone is good.
pub async fn of_registration(
    reach: &impl Reach,
    registration: RegistrationId,
) -> Result<Option<PhoneCode>, StoreError> {
    last(reach, Column::RegistrationId.eq(registration.0)).await
}

/// The last code for another password that the browser with this digest of its word has asked for.
pub async fn of_browser(reach: &impl Reach, browser: &str) -> Result<Option<PhoneCode>, StoreError> {
    last(reach, Column::Browser.eq(browser).and(Column::RegistrationId.is_null())).await
}

async fn last(
    reach: &impl Reach,
    which: sea_orm::sea_query::SimpleExpr,
) -> Result<Option<PhoneCode>, StoreError> {
    let newest = Entity::find().filter(which).order_by_desc(Column::Id);
    Ok(newest.one(&reach.on()).await?.map(PhoneCode::from))
}

/// Counts a try before the digits are compared; answers how many there were, or nothing where the code is no longer good.
/// Concurrent tries get different numbers.
pub async fn try_once(
    reach: &impl Reach,
    id: PhoneCodeId,
    now: DateTime<Utc>,
) -> Result<Option<i32>, StoreError> {
    let good = Column::Tries.lt(TRIES).and(Column::ExpiresAt.gt(now)).and(Column::UsedAt.is_null());
    let tried = Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .filter(Column::Id.eq(id.0).and(good))
        .exec_with_returning(&reach.on())
        .await?;
    Ok(tried.first().map(|row| row.tries))
}

/// Uses a code up with what it was typed for; answers whether nobody was faster.
pub async fn spend(tx: &Tx, id: PhoneCodeId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let used = ActiveModel { used_at: Set(Some(now)), ..Default::default() };
    let open = Column::Id.eq(id.0).and(Column::UsedAt.is_null());
    Ok(Entity::update_many().set(used).filter(open).exec(&tx.on()).await?.rows_affected == 1)
}

/// Records that the message of a code will not arrive.
pub async fn note_given_up(tx: &Tx, id: PhoneCodeId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let failed = ActiveModel { failed_at: Set(Some(at)), ..Default::default() };
    Entity::update_many().set(failed).filter(Column::Id.eq(id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// Owes the letter to each of these people that no more messages are sent today, once; answers whether it is new.
pub async fn owe_alarm(tx: &Tx, people: &[PersonId], at: DateTime<Utc>) -> Result<bool, StoreError> {
    let day = crate::domain::month::moscow_day(at);
    let owed: Vec<_> = people
        .iter()
        .map(|person| {
            let errand = Errand::SmsCeiling { person: *person, day };
            let key = errand.deduplication(0);
            outbox::Owed { errand, partner: OPERATOR_CHAIN, key, due_at: at, at }
        })
        .collect();
    Ok(outbox::owe_all(tx, &owed).await? > 0)
}

impl From<Model> for PhoneCode {
    fn from(row: Model) -> Self {
        Self {
            id: PhoneCodeId(row.id),
            phone: row.phone,
            registration: row.registration_id.map(RegistrationId),
            tries: row.tries,
            asked_at: row.asked_at,
            expires_at: row.expires_at,
            used: row.used_at.is_some(),
            failed: row.failed_at.is_some(),
        }
    }
}
