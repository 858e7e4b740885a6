//! Links that set a password, added together with the errand that sends their letter. Only digests of tokens are
//! stored.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::error::sound;
use super::tables::password_link::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, outbox};
use crate::domain::errand::Errand;
use crate::domain::ids::{ItsLoginId, LinkId, PartnerId, PersonId};
use crate::domain::password_link::{Delivery, Holder, Occasion, PasswordLink};

/// Adds a link and the errand of its letter. It closes the holder's earlier links, unless the holder asked for it as
/// forgotten.
pub async fn ask(
    tx: &Tx,
    partner: PartnerId,
    holder: Option<Holder>,
    occasion: Occasion,
    at: DateTime<Utc>,
) -> Result<LinkId, StoreError> {
    if let Some(holder) = holder.filter(|_| occasion != Occasion::Forgotten) {
        close_all(tx, holder, at).await?;
    }
    let (person, its_login) = columns(holder);
    let row = ActiveModel {
        person_id: Set(person),
        its_login_id: Set(its_login),
        occasion: Set(occasion.code().to_owned()),
        asked_at: Set(at),
        ..Default::default()
    };
    let link = LinkId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id);
    let errand = Errand::PasswordLetter { link };
    let key = errand.deduplication(0);
    outbox::owe(tx, &outbox::Owed { errand, partner, key, due_at: at, at }).await?;
    Ok(link)
}

/// Adds a link whose token its holder gets at once, in the browser that has proven who they are.
pub async fn grant(
    tx: &Tx,
    holder: Holder,
    digest: &str,
    until: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (person, its_login) = columns(Some(holder));
    let row = ActiveModel {
        person_id: Set(person),
        its_login_id: Set(its_login),
        occasion: Set(Occasion::Forgotten.code().to_owned()),
        digest: Set(Some(digest.to_owned())),
        asked_at: Set(at),
        expires_at: Set(Some(until)),
        sent_at: Set(Some(at)),
        ..Default::default()
    };
    Entity::insert(row).exec(&tx.on()).await?;
    Ok(())
}

fn columns(holder: Option<Holder>) -> (Option<i64>, Option<i64>) {
    match holder {
        Some(Holder::Person(person)) => (Some(person.0), None),
        Some(Holder::ItsLogin(login)) => (None, Some(login.0)),
        None => (None, None),
    }
}

/// The link with this identity.
pub async fn open(reach: &impl Reach, id: LinkId) -> Result<PasswordLink, StoreError> {
    read(&Entity::find_by_id(id.0).one(&reach.on()).await?.ok_or(StoreError::NotFound)?)
}

/// Gives a link the token of its letter. A token of an earlier letter becomes invalid.
pub async fn write(tx: &Tx, id: LinkId, digest: &str, until: DateTime<Utc>) -> Result<(), StoreError> {
    let written = ActiveModel {
        digest: Set(Some(digest.to_owned())),
        expires_at: Set(Some(until)),
        ..Default::default()
    };
    Entity::update_many().set(written).filter(Column::Id.eq(id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// Records that the letter of a link was sent.
pub async fn note_sent(tx: &Tx, id: LinkId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sent = ActiveModel { sent_at: Set(Some(at)), failed_at: Set(None), ..Default::default() };
    Entity::update_many().set(sent).filter(Column::Id.eq(id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// Records that the letter of a link will not be sent.
pub async fn note_given_up(tx: &Tx, id: LinkId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let failed = ActiveModel { failed_at: Set(Some(at)), ..Default::default() };
    Entity::update_many().set(failed).filter(Column::Id.eq(id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// The link whose token has this digest.
pub async fn find(reach: &impl Reach, digest: &str) -> Result<Option<PasswordLink>, StoreError> {
    let row = Entity::find().filter(Column::Digest.eq(digest)).one(&reach.on()).await?;
    row.as_ref().map(read).transpose()
}

/// Like [`find`], but locks the row: a concurrent second use waits and finds the link used.
pub async fn find_to_use(tx: &Tx, digest: &str) -> Result<Option<PasswordLink>, StoreError> {
    let row = Entity::find().filter(Column::Digest.eq(digest)).lock_exclusive().one(&tx.on()).await?;
    row.as_ref().map(read).transpose()
}

/// The last link of a holder.
pub async fn last(reach: &impl Reach, holder: Holder) -> Result<Option<PasswordLink>, StoreError> {
    let row = Entity::find().filter(of(holder)).order_by_desc(Column::Id).one(&reach.on()).await?;
    row.as_ref().map(read).transpose()
}

/// Closes all open links of a holder.
pub async fn close_all(tx: &Tx, holder: Holder, at: DateTime<Utc>) -> Result<(), StoreError> {
    let closed = ActiveModel { closed_at: Set(Some(at)), ..Default::default() };
    Entity::update_many()
        .set(closed)
        .filter(of(holder).and(Column::ClosedAt.is_null()))
        .exec(&tx.on())
        .await?;
    Ok(())
}

fn of(holder: Holder) -> sea_orm::sea_query::SimpleExpr {
    match holder {
        Holder::Person(person) => Column::PersonId.eq(person.0),
        Holder::ItsLogin(login) => Column::ItsLoginId.eq(login.0),
    }
}

fn read(row: &Model) -> Result<PasswordLink, StoreError> {
    let person = row.person_id.map(|id| Holder::Person(PersonId(id)));
    let its_login = row.its_login_id.map(|id| Holder::ItsLogin(ItsLoginId(id)));
    Ok(PasswordLink {
        id: LinkId(row.id),
        holder: person.or(its_login),
        occasion: sound(Occasion::from_code(&row.occasion), "password_links", "occasion", row.id)?,
        asked_at: row.asked_at,
        expires_at: row.expires_at,
        closed_at: row.closed_at,
        delivery: match (row.sent_at, row.failed_at) {
            (Some(_), _) => Delivery::Sent,
            (None, Some(_)) => Delivery::GivenUp,
            (None, None) => Delivery::OnItsWay,
        },
    })
}
