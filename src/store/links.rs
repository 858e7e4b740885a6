//! Links that set a password: asked for together with the errand that writes their letter; only digests are kept.

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

/// Owes somebody a link. An invitation takes the place of an earlier one; whoever merely asks closes no other link.
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
    let (person, its_login) = match holder {
        Some(Holder::Person(person)) => (Some(person.0), None),
        Some(Holder::ItsLogin(login)) => (None, Some(login.0)),
        None => (None, None),
    };
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

/// The link with this identity.
pub async fn open(reach: &impl Reach, id: LinkId) -> Result<PasswordLink, StoreError> {
    read(&Entity::find_by_id(id.0).one(&reach.on()).await?.ok_or(StoreError::NotFound)?)
}

/// Gives a link the token that its letter carries; an earlier letter of the same link is then good for nothing.
pub async fn write(tx: &Tx, id: LinkId, digest: &str, until: DateTime<Utc>) -> Result<(), StoreError> {
    let written = ActiveModel {
        digest: Set(Some(digest.to_owned())),
        expires_at: Set(Some(until)),
        ..Default::default()
    };
    Entity::update_many().set(written).filter(Column::Id.eq(id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// Notes that the letter of a link has left.
pub async fn note_sent(tx: &Tx, id: LinkId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sent = ActiveModel { sent_at: Set(Some(at)), failed_at: Set(None), ..Default::default() };
    Entity::update_many().set(sent).filter(Column::Id.eq(id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// Notes that nobody tries to send the letter of a link any more.
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

/// The same for using it: whoever comes second waits, and finds it used.
pub async fn find_to_use(tx: &Tx, digest: &str) -> Result<Option<PasswordLink>, StoreError> {
    let row = Entity::find().filter(Column::Digest.eq(digest)).lock_exclusive().one(&tx.on()).await?;
    row.as_ref().map(read).transpose()
}

/// The last link that somebody was owed.
pub async fn last(reach: &impl Reach, holder: Holder) -> Result<Option<PasswordLink>, StoreError> {
    let row = Entity::find().filter(of(holder)).order_by_desc(Column::Id).one(&reach.on()).await?;
    row.as_ref().map(read).transpose()
}

/// Closes every link of somebody.
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
