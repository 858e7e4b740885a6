//! Offers of ITS contracts: rows that nobody has accepted yet. Only who may accept one finds it.

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::{one, row};
use crate::domain::errand::Errand;
use crate::domain::ids::{ItsLoginId, PersonId};
use crate::domain::its_login::{ItsLogin, LoginOffer};
use crate::store::audit::OPERATOR_CHAIN;
use crate::store::outbox::{self, Owed};
use crate::store::tables::its_login::{ActiveModel, Column, Entity, Model};
use crate::store::{Reach as _, StoreError, Tx};

/// An offer to this account, for answering it.
pub async fn offered_to_change(tx: &Tx, account: PersonId, id: ItsLoginId) -> Result<ItsLogin, StoreError> {
    let offered = Column::PersonId.eq(account.0).and(Column::AcceptedAt.is_null());
    let row = Entity::find_by_id(id.0).filter(offered).lock_exclusive().one(&tx.on()).await?;
    one(tx, Column::Id.eq(row.ok_or(StoreError::NotFound)?.id)).await
}

/// Takes away an offer that its holder declined.
pub async fn withdraw(tx: &Tx, offer: ItsLoginId) -> Result<(), StoreError> {
    let waiting = Column::Id.eq(offer.0).and(Column::AcceptedAt.is_null());
    Entity::delete_many().filter(waiting).exec(&tx.on()).await?;
    Ok(())
}

/// Writes an offer where somebody may accept it; one that waits already is offered anew.
pub(in crate::store) async fn write_offer(tx: &Tx, offer: &LoginOffer) -> Result<(), StoreError> {
    let Some(holder) = offer.holder else { return Ok(()) };
    if let Some(known) = made(tx, offer).await? {
        let anew = ActiveModel { contract_until: Set(Some(offer.until)), ..Default::default() };
        let waiting = Column::Id.eq(known.id).and(Column::AcceptedAt.is_null());
        Entity::update_many().set(anew).filter(waiting).exec(&tx.on()).await?;
        return Ok(());
    }
    let new = ItsLogin {
        id: ItsLoginId(0),
        account: holder,
        login: String::new(),
        partner: offer.partner,
        password_hash: String::new(),
        email: String::new(),
        contract_until: Some(offer.until),
        issued: false,
        since: offer.since,
        accepted_at: None,
        blocked_at: None,
        version: 1,
    };
    Entity::insert(row(&new)).exec(&tx.on()).await?;
    Ok(())
}

/// Owes the holder a letter, once for each offer. It stands outside of the partner's letters: they would tell whom it reached.
pub(in crate::store) async fn owe_letter(tx: &Tx, offer: &LoginOffer) -> Result<(), StoreError> {
    let Some(made) = made(tx, offer).await?.filter(|made| made.accepted_at.is_none()) else { return Ok(()) };
    let errand = Errand::OfferLetter { offer: ItsLoginId(made.id) };
    let key = errand.deduplication(0);
    let (due_at, at) = (offer.since, offer.since);
    outbox::owe(tx, &Owed { errand, partner: OPERATOR_CHAIN, key, due_at, at }).await
}

async fn made(tx: &Tx, offer: &LoginOffer) -> Result<Option<Model>, StoreError> {
    let Some(holder) = offer.holder else { return Ok(None) };
    let own = Column::PersonId.eq(holder.0).and(Column::PartnerId.eq(offer.partner.0));
    Ok(Entity::find().filter(own).one(&tx.on()).await?)
}
