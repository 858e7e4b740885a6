//! Registrations: portal accounts that wait for their letter. A row lives for a day, whatever becomes of it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::audit::OPERATOR_CHAIN;
use super::tables::registration::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, outbox};
use crate::domain::consent::Accepted;
use crate::domain::errand::Errand;
use crate::domain::ids::{PersonId, RegistrationId};
use crate::domain::registration::{Applicant, LIFETIME, Profile, Registration};

/// What is kept of a registration at first.
#[derive(Clone, Debug)]
pub struct New {
    /// Who wants the account.
    pub applicant: Applicant,
    /// The hash of the password.
    pub password_hash: String,
    /// Which versions of the documents were accepted.
    pub accepted: Accepted,
    /// The digest of the word that only the browser of the registration knows.
    pub browser: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps a registration and owes its letter; a login that another one waits for is a `Duplicate`.
pub async fn add(tx: &Tx, new: &New) -> Result<RegistrationId, StoreError> {
    let Applicant { login, email, profile } = new.applicant.clone();
    let row = ActiveModel {
        id: NotSet,
        login: Set(login),
        email: Set(email),
        password_hash: Set(new.password_hash.clone()),
        last_name: Set(profile.last_name),
        first_name: Set(profile.first_name),
        middle_name: Set(profile.middle_name),
        place_of_work: Set(profile.place_of_work),
        city: Set(profile.city),
        phone: Set(profile.phone),
        agreement: Set(new.accepted.agreement),
        personal_data: Set(new.accepted.personal_data),
        browser: Set(new.browser.clone()),
        digest: Set(None),
        letters: Set(1),
        asked_at: Set(new.at),
        expires_at: Set(new.at + LIFETIME),
        confirmed_at: Set(None),
        person_id: Set(None),
    };
    let id = RegistrationId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id);
    owe(tx, id, 1, new.at).await?;
    Ok(id)
}

/// Owes another letter of a registration.
pub async fn owe_again(tx: &Tx, registration: &Registration, at: DateTime<Utc>) -> Result<(), StoreError> {
    let letters = registration.letters + 1;
    let row = ActiveModel { letters: Set(letters), ..Default::default() };
    update(tx, registration.id, row).await?;
    owe(tx, registration.id, letters, at).await
}

async fn owe(tx: &Tx, id: RegistrationId, letters: i32, at: DateTime<Utc>) -> Result<(), StoreError> {
    let errand = Errand::ConfirmationLetter { registration: id };
    let key = errand.deduplication(letters);
    outbox::owe(tx, &outbox::Owed { errand, partner: OPERATOR_CHAIN, key, due_at: at, at }).await
}

/// The registration with this identity, if it is still there.
pub async fn find(reach: &impl Reach, id: RegistrationId) -> Result<Option<Registration>, StoreError> {
    Ok(Entity::find_by_id(id.0).one(&reach.on()).await?.map(Registration::from))
}

/// The same for changing it: whoever comes second waits.
pub async fn find_to_change(tx: &Tx, id: RegistrationId) -> Result<Option<Registration>, StoreError> {
    Ok(Entity::find_by_id(id.0).lock_exclusive().one(&tx.on()).await?.map(Registration::from))
}

/// The registration whose letter carries the token with this digest.
pub async fn with_digest(reach: &impl Reach, digest: &str) -> Result<Option<Registration>, StoreError> {
    Ok(Entity::find().filter(Column::Digest.eq(digest)).one(&reach.on()).await?.map(Registration::from))
}

/// The last registration of the browser that knows the word with this digest.
pub async fn of_browser(reach: &impl Reach, browser: &str) -> Result<Option<Registration>, StoreError> {
    let newest = Entity::find().filter(Column::Browser.eq(browser)).order_by_desc(Column::Id);
    Ok(newest.one(&reach.on()).await?.map(Registration::from))
}

/// The last registration that waits under this login or e-mail.
pub async fn waiting(
    reach: &impl Reach,
    name: &str,
    now: DateTime<Utc>,
) -> Result<Option<Registration>, StoreError> {
    let name = name.to_lowercase();
    let by_email = Expr::expr(Func::lower(Expr::col(Column::Email))).eq(name.clone());
    let named = Condition::any().add(Column::Login.eq(name)).add(by_email);
    let row = Entity::find()
        .filter(named)
        .filter(Column::ConfirmedAt.is_null().and(Column::ExpiresAt.gt(now)))
        .order_by_desc(Column::Id)
        .one(&reach.on())
        .await?;
    Ok(row.map(Registration::from))
}

/// Whether a login is kept for whoever registered under it.
pub async fn reserves(reach: &impl Reach, login: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let waits = Column::Login.eq(login).and(Column::ConfirmedAt.is_null()).and(Column::ExpiresAt.gt(now));
    Ok(Entity::find().filter(waits).one(&reach.on()).await?.is_some())
}

/// Gives a registration the token that its letter carries; an earlier letter is then good for nothing.
pub async fn write(tx: &Tx, id: RegistrationId, digest: &str) -> Result<(), StoreError> {
    update(tx, id, ActiveModel { digest: Set(Some(digest.to_owned())), ..Default::default() }).await
}

/// Says from which browser a registration is looked at; none does any more when it is empty.
pub async fn tie(reach: &impl Reach, id: RegistrationId, browser: &str) -> Result<(), StoreError> {
    update(reach, id, ActiveModel { browser: Set(browser.to_owned()), ..Default::default() }).await
}

/// Notes whose account a registration has become.
pub async fn confirm(
    tx: &Tx,
    id: RegistrationId,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row =
        ActiveModel { confirmed_at: Set(Some(at)), person_id: Set(Some(person.0)), ..Default::default() };
    update(tx, id, row).await
}

async fn update(reach: &impl Reach, id: RegistrationId, row: ActiveModel) -> Result<(), StoreError> {
    Entity::update_many().set(row).filter(Column::Id.eq(id.0)).exec(&reach.on()).await?;
    Ok(())
}

/// Forgets what has lapsed.
pub async fn sweep(reach: &impl Reach, now: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(&reach.on()).await?.rows_affected)
}

impl From<Model> for Registration {
    fn from(row: Model) -> Self {
        let profile = Profile {
            last_name: row.last_name,
            first_name: row.first_name,
            middle_name: row.middle_name,
            place_of_work: row.place_of_work,
            city: row.city,
            phone: row.phone,
        };
        Self {
            id: RegistrationId(row.id),
            applicant: Applicant { login: row.login, email: row.email, profile },
            password_hash: row.password_hash,
            accepted: Accepted { agreement: row.agreement, personal_data: row.personal_data },
            letters: row.letters,
            asked_at: row.asked_at,
            expires_at: row.expires_at,
            person: row.person_id.map(PersonId),
        }
    }
}
