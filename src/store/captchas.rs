//! Captchas that were shown: each good once, for one form, for a few minutes.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tables::captcha::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};

/// How long a captcha is good after it was shown, and again after it was solved.
pub const LIFETIME: Duration = Duration::minutes(10);

/// A captcha as it is kept: of its answers only keyed digests.
#[derive(Clone, Debug)]
pub struct Captcha {
    /// The word that names it.
    pub id: String,
    /// The code of the form for which it is good.
    pub form: &'static str,
    /// The digest of the symbols on the picture.
    pub symbols: String,
    /// The digest of the sum.
    pub sum: String,
    /// The picture.
    pub picture: Vec<u8>,
    /// Until when it is good.
    pub until: DateTime<Utc>,
}

/// Keeps a captcha, and forgets those that are over.
pub async fn add(reach: &impl Reach, captcha: Captcha, now: DateTime<Utc>) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(&reach.on()).await?;
    let row = ActiveModel {
        id: Set(captcha.id),
        form: Set(captcha.form.to_owned()),
        symbols: Set(captcha.symbols),
        sum: Set(captcha.sum),
        picture: Set(captcha.picture),
        expires_at: Set(captcha.until),
        solved_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(&reach.on()).await?;
    Ok(())
}

/// The picture of a captcha.
pub async fn picture(reach: &impl Reach, id: &str, now: DateTime<Utc>) -> Result<Vec<u8>, StoreError> {
    let row = Entity::find_by_id(id.to_owned()).filter(Column::ExpiresAt.gt(now)).one(&reach.on()).await?;
    row.map(|row| row.picture).ok_or(StoreError::NotFound)
}

/// Whether a captcha was solved for this form and has not been used.
pub async fn is_solved(
    reach: &impl Reach,
    form: &str,
    id: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let row = Entity::find_by_id(id.to_owned()).filter(Column::ExpiresAt.gt(now)).one(&reach.on()).await?;
    Ok(row.is_some_and(|row| row.form == form && row.solved_at.is_some()))
}

/// Takes one of the digests as the answer, once: the captcha is then solved, or gone.
pub async fn answer(
    reach: &impl Reach,
    form: &str,
    id: &str,
    digests: [&str; 2],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let [symbols, sum] = digests;
    let right = Column::Symbols.eq(symbols).or(Column::Sum.eq(sum));
    let open = Column::Id.eq(id).and(Column::SolvedAt.is_null());
    let solved =
        ActiveModel { solved_at: Set(Some(now)), expires_at: Set(now + LIFETIME), ..Default::default() };
    let answered = Entity::update_many()
        .set(solved)
        .filter(open.clone().and(Column::Form.eq(form)).and(Column::ExpiresAt.gt(now)).and(right))
        .exec(&reach.on())
        .await?;
    if answered.rows_affected == 0 {
        Entity::delete_many().filter(open).exec(&reach.on()).await?;
    }
    Ok(answered.rows_affected == 1)
}

/// Uses a solved captcha up; answers whether nobody was faster.
pub async fn spend(tx: &Tx, id: &str) -> Result<bool, StoreError> {
    let solved = Column::Id.eq(id).and(Column::SolvedAt.is_not_null());
    Ok(Entity::delete_many().filter(solved).exec(&tx.on()).await?.rows_affected == 1)
}
