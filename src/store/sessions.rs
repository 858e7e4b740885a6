//! Sessions: signed-in browsers, known by the digest of their token.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::error::sound;
use super::tables::session;
use super::{Reach, StoreError, Tx, sign_in_steps};
use crate::domain::factor::Factor;
use crate::domain::ids::PersonId;

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The digest of its token.
    pub token_hash: String,
    /// Who is signed in.
    pub person: PersonId,
    /// The token against CSRF that every form must send back.
    pub csrf: String,
    /// When the person signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub seen_at: DateTime<Utc>,
    /// Whether the person said «Чужой компьютер».
    pub foreign_computer: bool,
    /// The browser's `User-Agent`.
    pub browser: String,
    /// By what the person signed in.
    pub factor: Factor,
    /// From which address; empty in sessions of before it was kept.
    pub address: String,
    /// When the person last proved who they are.
    pub proven_at: DateTime<Utc>,
}

/// How many characters of the digest name a session on a page.
const MARK: usize = 16;

impl Session {
    /// The session's name on a page: enough to tell sessions apart, too little to forge one.
    #[must_use]
    pub fn mark(&self) -> &str {
        self.token_hash.get(..MARK).unwrap_or(&self.token_hash)
    }
}

/// Keeps a new session.
pub async fn begin(reach: &impl Reach, session: &Session) -> Result<(), StoreError> {
    let row = session::ActiveModel {
        token_hash: Set(session.token_hash.clone()),
        person_id: Set(session.person.0),
        csrf: Set(session.csrf.clone()),
        created_at: Set(session.created_at),
        seen_at: Set(session.seen_at),
        foreign_computer: Set(session.foreign_computer),
        browser: Set(session.browser.clone()),
        factor: Set(session.factor.code().to_owned()),
        address: Set(session.address.clone()),
        proven_at: Set(Some(session.proven_at)),
    };
    session::Entity::insert(row).exec_without_returning(&reach.on()).await?;
    Ok(())
}

/// The sessions of a person that began after an instant, the last used first.
pub async fn of_person(
    reach: &impl Reach,
    person: PersonId,
    begun_after: DateTime<Utc>,
) -> Result<Vec<Session>, StoreError> {
    let rows = session::Entity::find()
        .filter(session::Column::PersonId.eq(person.0).and(session::Column::CreatedAt.gt(begun_after)))
        .order_by_desc(session::Column::SeenAt)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Ends all sessions of a person except the one with this digest, if given, and the sign-ins that wait for a second
/// factor; returns how many sessions were ended.
pub async fn end_all(tx: &Tx, person: PersonId, but: Option<&str>) -> Result<u64, StoreError> {
    sign_in_steps::end_all(tx, person).await?;
    let mut ending = session::Entity::delete_many().filter(session::Column::PersonId.eq(person.0));
    if let Some(kept) = but {
        ending = ending.filter(session::Column::TokenHash.ne(kept));
    }
    Ok(ending.exec(&tx.on()).await?.rows_affected)
}

/// Ends the person's session with this mark; returns whether there was one.
pub async fn end_marked(reach: &impl Reach, person: PersonId, mark: &str) -> Result<bool, StoreError> {
    let is_mark = mark.len() == MARK && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_mark {
        return Ok(false);
    }
    let ended = session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person.0).and(session::Column::TokenHash.starts_with(mark)))
        .exec(&reach.on())
        .await?;
    Ok(ended.rows_affected > 0)
}

/// Records when a session was used.
pub async fn touch(reach: &impl Reach, token_hash: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    let seen = session::ActiveModel { seen_at: Set(at), ..Default::default() };
    session::Entity::update_many()
        .set(seen)
        .filter(session::Column::TokenHash.eq(token_hash))
        .exec(&reach.on())
        .await?;
    Ok(())
}

/// Ends the session with this digest.
pub async fn end(reach: &impl Reach, token_hash: &str) -> Result<(), StoreError> {
    session::Entity::delete_by_id(token_hash.to_owned()).exec(&reach.on()).await?;
    Ok(())
}

/// Deletes the sessions that began before an instant: the absolute limit ends them anyway.
pub async fn sweep(reach: &impl Reach, begun_before: DateTime<Utc>) -> Result<u64, StoreError> {
    let swept = session::Entity::delete_many()
        .filter(session::Column::CreatedAt.lt(begun_before))
        .exec(&reach.on())
        .await?;
    Ok(swept.rows_affected)
}

/// Gives a session another token, since its person proved again who they are; by what, where it was not the password alone.
pub async fn renew(
    tx: &Tx,
    token_hash: &str,
    renewed: &str,
    factor: Option<Factor>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = session::ActiveModel {
        token_hash: Set(renewed.to_owned()),
        proven_at: Set(Some(at)),
        factor: factor.map_or(NotSet, |factor| Set(factor.code().to_owned())),
        ..Default::default()
    };
    let renewing = session::Entity::update_many().set(row);
    renewing.filter(session::Column::TokenHash.eq(token_hash)).exec(&tx.on()).await?;
    Ok(())
}

pub(super) fn read(row: session::Model) -> Result<Session, StoreError> {
    Ok(Session {
        factor: sound(Factor::from_code(&row.factor), "sessions", "factor", row.person_id)?,
        proven_at: row.proven_at.unwrap_or(row.created_at),
        token_hash: row.token_hash,
        person: PersonId(row.person_id),
        csrf: row.csrf,
        created_at: row.created_at,
        seen_at: row.seen_at,
        foreign_computer: row.foreign_computer,
        browser: row.browser,
        address: row.address,
    })
}
